import { isObject } from '../model/json.js';
import { absent, isValue, known, unknown, type Value } from '../model/value.js';
import type { FactPath } from './policy.js';

/** What gives a fact by its path. */
export type ReadFact = (path: FactPath) => Value<unknown>;

/** One fact by its path; a fact that was never collected is unknown, so that no policy holds for want of it. */
export function readFact(facts: object, path: FactPath): Value<unknown> {
  return factAt(facts, path.split('.'));
}

/** The same by the names on its path. */
export function factAt(facts: object, names: readonly string[]): Value<unknown> {
  let place: unknown = facts;
  for (const name of names) {
    if (!isObject(place) || !Object.hasOwn(place, name)) return unknown('elbcert did not look at this');
    place = place[name];
  }
  if (isValue(place)) return place;
  return place === null || place === undefined ? absent : known(place);
}

/** A fact, and where it stands. */
export interface FactAt {
  readonly path: FactPath;
  readonly fact: Value<unknown>;
}

/** True for unknown facts that turn out equal, whatever they turn out to be. */
export function areEqual(facts: readonly FactAt[]): boolean {
  const keys = new Set(facts.map((one) => identityKey(one) ?? one.path));
  return keys.size === 1 && facts.every(({ fact }) => fact.kind === 'unknown');
}

/**
 * The same for unknown facts that turn out equal. The name is part of it: a Region and the partition that was derived
 * from it share an identity, and are not equal.
 */
export function identityKey({ path, fact }: FactAt): string | undefined {
  if (fact.kind !== 'unknown' || fact.identity === undefined) return undefined;
  return JSON.stringify([path.split('.').at(-1), fact.identity]);
}

/** The same facts with each of the certificates that it may be; none where it is the one that is told. */
export function withEachCertificate(facts: object): readonly object[] {
  const certificate = 'certificate' in facts ? facts.certificate : undefined;
  if (typeof certificate !== 'object' || certificate === null || !('alternatives' in certificate)) return [];
  if (!Array.isArray(certificate.alternatives)) return [];
  return certificate.alternatives.map((one: unknown) => ({ ...facts, certificate: one }));
}
