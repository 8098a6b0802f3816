/** What a function makes of each thing, at most `size` of them at a time. */
export async function inPool<T>(size: number, things: readonly T[], run: (thing: T) => Promise<void>): Promise<void> {
  const rest = [...things];
  const worker = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: Math.min(size, things.length) }, worker));
}
