/** Numbers that look random and are the same for the same seed, so that a failure can be seen again. */
export interface Random {
  /** From 0 up to, and without, `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Source: https://en.wikipedia.org/wiki/Xorshift */
export function randomFrom(seed: number): Random {
  let state = (seed * 0x9e3779b1 + 0x6d2b79f5) | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let warm = 0; warm < 8; warm += 1) next();
  const below = (limit: number) => next() % limit;
  return { below, pick: (from) => from[below(from.length)] as (typeof from)[number] };
}
