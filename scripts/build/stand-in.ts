/**
 * The code of a module that exports what another one does, without that one: plain values as they are, and functions that
 * load it when they are called.
 */
export function standIn(exported: Readonly<Record<string, unknown>>, load: string): string {
  return Object.entries(exported)
    .map(
      ([name, value], at) => `const e${at} = ${forValue(value, `${load}.${name}`)};\nexport { e${at} as ${name} };\n`,
    )
    .join('');
}

function forValue(value: unknown, original: string): string {
  if (typeof value === 'function' && !/^class\b/.test(String(value))) return `(...given) => ${original}(...given)`;
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    throw new Error(`${original} is neither plain nor a function, so it cannot wait until it is called`);
  }
  const members = Object.entries(value).map(([key, member]) => `${key}: ${forValue(member, `${original}.${key}`)}`);
  return `{ ${members.join(', ')} }`;
}
