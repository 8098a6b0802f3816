import type { Outcome } from '../model/finding.js';
import { known, type Value } from '../model/value.js';
import type { FactPath } from './policy.js';
import { identityKey, type ReadFact, readFact, withEachCertificate } from './read-fact.js';

/** More combinations than this are not tried: what is left over stays plainly unknown, which is never wrong. */
const MOST_FILLINGS = 512;

/** One way that the unknown facts with candidates can turn out. */
export interface Filling {
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
export function fillings(facts: object, paths: readonly FactPath[]): readonly Filling[] {
  const possible = withEachCertificate(facts);
  const several = possible.length > 0 && possible.length <= MOST_FILLINGS;
  const alternatives = several ? possible : [facts];
  const most = Math.floor(MOST_FILLINGS / alternatives.length);
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

/** What a policy comes to in one filling. */
export interface FillingOutcome {
  readonly filling: Filling;
  readonly outcome: Outcome;
}

/** The facts whose choice makes outcomes differ: fillings that otherwise agree come out differently. */
export function differingFacts(verdicts: readonly FillingOutcome[], paths: readonly FactPath[]): readonly FactPath[] {
  if (new Set(verdicts.map(({ outcome }) => outcome)).size < 2) return [];
  const deciding = new Set(verdicts.flatMap(({ filling }) => filling.chosen).flatMap((chosen) => chosen.paths));
  for (const path of deciding) if (!decides(verdicts, path)) deciding.delete(path);
  return [...deciding, ...differingBetweenCertificates(verdicts, paths)];
}

function decides(verdicts: readonly FillingOutcome[], path: FactPath): boolean {
  const outcomes = new Map<string, Outcome>();
  return verdicts.some(({ filling, outcome }) => {
    const others = filling.chosen.filter(({ paths }) => !paths.includes(path)).map(({ candidate }) => candidate);
    const key = JSON.stringify([filling.alternative, others]);
    const before = outcomes.get(key) ?? outcome;
    outcomes.set(key, outcome);
    return before !== outcome;
  });
}

/** Where certificates come out differently, the facts in which they differ. */
function differingBetweenCertificates(
  verdicts: readonly FillingOutcome[],
  paths: readonly FactPath[],
): readonly FactPath[] {
  const byCertificate = new Map<number, Set<Outcome>>();
  for (const { filling, outcome } of verdicts) {
    byCertificate.set(filling.alternative, (byCertificate.get(filling.alternative) ?? new Set()).add(outcome));
  }
  const outcomes = new Set([...byCertificate.values()].map((set) => [...set].sort().join()));
  if (outcomes.size < 2) return [];
  return paths.filter((path) => new Set(verdicts.map(({ filling }) => JSON.stringify(filling.read(path)))).size > 1);
}
