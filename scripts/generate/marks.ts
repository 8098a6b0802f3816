/** Replaces the lines between two lines that have `generated` and `end of generated` in them. Throws: where they are missing. */
export function replaceMarked(text: string, lines: readonly string[], name = 'generated'): string {
  const all = text.split('\n');
  const begin = all.findIndex((line) => line.includes(`${name}: `));
  const end = all.findIndex((line) => line.includes(`end of ${name}`));
  if (begin < 0 || end < begin) throw new Error(`no lines marked ${JSON.stringify(name)}`);
  return [...all.slice(0, begin + 1), ...lines, ...all.slice(end)].join('\n');
}
