import { known, type Value } from '../model/value.js';
import { withEachCertificate } from './alternatives.js';
import type { ReadFact } from './judge.js';
import type { FactPath } from './policy.js';
import { readFact } from './read-fact.js';
import { identityKey } from './same-value.js';

/** More combinations than this are not tried: what is left over stays plainly unknown, which is never wrong. */
const MOST_WORLDS = 512;

/** One way that the unknown facts with candidates can turn out. */
export interface World {
  readonly read: ReadFact;
  /** Which of the possible certificates it is. */
  readonly alternative: number;
  readonly chosen: readonly Chosen[];
}

/** Facts that turn out equal, and the candidate that they turn out to be. */
export interface Chosen {
  readonly paths: readonly FactPath[];
  readonly candidate: unknown;
}

/**
 * The ways that the facts at these paths can turn out: one for each certificate that it may be, and for each
 * combination of candidates. A fact without candidates is unknown in all of them.
 */
export function worlds(facts: object, paths: readonly FactPath[]): readonly World[] {
  const possible = withEachCertificate(facts);
  const several = possible.length > 0 && possible.length <= MOST_WORLDS;
  const alternatives = several ? possible : [facts];
  const most = Math.floor(MOST_WORLDS / alternatives.length);
  return alternatives.flatMap((seen, alternative) => {
    return combinations(choices(seen, paths, most)).map((chosen) => {
      const turnedOut = new Map(chosen.flatMap((one) => one.paths.map((path) => [path, one.candidate])));
      const read = (path: FactPath) => (turnedOut.has(path) ? known(turnedOut.get(path)) : readFact(seen, path));
      return { alternative, chosen, read };
    });
  });
}

interface Choice {
  /** Facts that turn out equal. */
  readonly paths: readonly FactPath[];
  readonly candidates: readonly unknown[];
}

function choices(facts: object, paths: readonly FactPath[], most: number): readonly Choice[] {
  const byIdentity = new Map<string, Choice>();
  for (const path of paths) {
    const fact = readFact(facts, path);
    if (fact.kind !== 'unknown') continue;
    const key = identityKey({ path, fact }) ?? JSON.stringify(path);
    byIdentity.set(key, joined(byIdentity.get(key), path, fact));
  }
  const kept: Choice[] = [];
  let count = 1;
  for (const choice of [...byIdentity.values()].sort((a, b) => a.candidates.length - b.candidates.length)) {
    if (choice.candidates.length === 0 || count * choice.candidates.length > most) continue;
    count *= choice.candidates.length;
    kept.push(choice);
  }
  return kept;
}

/** Facts that turn out equal have the candidates that all of those have which name any. */
function joined(before: Choice | undefined, path: FactPath, fact: Value<unknown>): Choice {
  const own = fact.kind === 'unknown' ? (fact.candidates ?? []) : [];
  if (before === undefined) return { paths: [path], candidates: own };
  const paths = [...before.paths, path];
  if (own.length === 0 || before.candidates.length === 0) return { paths, candidates: [...before.candidates, ...own] };
  const spelled = new Set(own.map((candidate) => JSON.stringify(candidate)));
  return { paths, candidates: before.candidates.filter((candidate) => spelled.has(JSON.stringify(candidate))) };
}

function combinations(choices: readonly Choice[]): readonly (readonly Chosen[])[] {
  let found: readonly (readonly Chosen[])[] = [[]];
  for (const { paths, candidates } of choices) {
    found = found.flatMap((chosen) => candidates.map((candidate) => [...chosen, { paths, candidate }]));
  }
  return found;
}
