import type { Value } from '../model/value.js';
import { namesOf } from './fact-schema.js';
import type { FactPath } from './policy.js';

export interface FactAt {
  readonly path: FactPath;
  readonly fact: Value<unknown>;
}

/** True for two unknown facts that turn out equal. */
export function sameValue(a: FactAt, b: FactAt): boolean {
  const key = identityKey(a);
  return a.path === b.path ? a.fact.kind === 'unknown' : key !== undefined && key === identityKey(b);
}

/**
 * The same for unknown facts that turn out equal. The name is part of it: a Region and the partition that was derived
 * from it share an identity, and are not equal.
 */
export function identityKey({ path, fact }: FactAt): string | undefined {
  if (fact.kind !== 'unknown' || fact.identity === undefined) return undefined;
  return JSON.stringify([namesOf(path).at(-1), fact.identity]);
}
