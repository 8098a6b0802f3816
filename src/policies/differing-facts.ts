import type { Outcome } from '../model/finding.js';
import type { FactPath } from './policy.js';
import type { World } from './worlds.js';

interface WorldOutcome {
  readonly world: World;
  readonly outcome: Outcome;
}

/** The facts whose choice makes outcomes differ: worlds that otherwise agree come out differently. */
export function differingFacts(verdicts: readonly WorldOutcome[], paths: readonly FactPath[]): readonly FactPath[] {
  if (new Set(verdicts.map(({ outcome }) => outcome)).size < 2) return [];
  const deciding = new Set(verdicts.flatMap(({ world }) => world.chosen).flatMap((chosen) => chosen.paths));
  for (const path of deciding) if (!decides(verdicts, path)) deciding.delete(path);
  return [...deciding, ...differingBetweenCertificates(verdicts, paths)];
}

function decides(verdicts: readonly WorldOutcome[], path: FactPath): boolean {
  const outcomes = new Map<string, Outcome>();
  return verdicts.some(({ world, outcome }) => {
    const others = world.chosen.filter(({ paths }) => !paths.includes(path)).map(({ candidate }) => candidate);
    const key = JSON.stringify([world.alternative, others]);
    const before = outcomes.get(key) ?? outcome;
    outcomes.set(key, outcome);
    return before !== outcome;
  });
}

/** Where certificates come out differently, the facts in which they differ. */
function differingBetweenCertificates(
  verdicts: readonly WorldOutcome[],
  paths: readonly FactPath[],
): readonly FactPath[] {
  const byCertificate = new Map<number, Set<Outcome>>();
  for (const { world, outcome } of verdicts) {
    byCertificate.set(world.alternative, (byCertificate.get(world.alternative) ?? new Set()).add(outcome));
  }
  const outcomes = new Set([...byCertificate.values()].map((set) => [...set].sort().join()));
  if (outcomes.size < 2) return [];
  return paths.filter((path) => new Set(verdicts.map(({ world }) => JSON.stringify(world.read(path)))).size > 1);
}
