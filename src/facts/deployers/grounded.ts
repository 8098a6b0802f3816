import type { DeployerFacts } from '../../model/facts.js';
import { type Grounded, groundedInSource } from '../../model/grounds.js';
import { deployerName, type ReportedListener } from '../../model/report.js';

/** Whether deployers are collected with the source of a folder, where there is one, or from the plan alone. */
type Evidence = 'with source' | 'plan alone';

/**
 * Deployers on the grounds of the listeners that they deploy. `folder` is the one whose source tells of deployers
 * themselves; undefined where none does.
 */
export function groundedDeployers(
  deployers: readonly DeployerFacts[],
  listeners: readonly ReportedListener[],
  folder: string | undefined,
  collect: (listeners: readonly ReportedListener[], evidence: Evidence) => readonly DeployerFacts[],
): readonly Grounded<DeployerFacts>[] {
  const withAssumptions = (
    found: readonly DeployerFacts[],
    of: readonly ReportedListener[],
    evidence: Evidence,
  ): readonly Grounded<DeployerFacts>[] => {
    const says = of.find(({ assumption }) => assumption !== undefined)?.assumption?.says;
    if (says === undefined || found.length === 0) return found.map((facts) => ({ facts }));
    const sure = collect(withoutAssumption(of), evidence);
    return found.map((facts) => {
      return {
        facts,
        assumption: { says, without: sure.find((other) => deployerName(other) === deployerName(facts)) },
      };
    });
  };
  const found = withAssumptions(deployers, listeners, 'with source');
  const says = folder ?? listeners.find(({ source }) => source !== undefined)?.source?.says;
  if (says === undefined || found.length === 0) return found;
  const others = withoutSource(listeners);
  const alone = withAssumptions(collect(others, 'plan alone'), others, 'plan alone');
  return found.map((one) => {
    const twin = alone.find(({ facts }) => deployerName(facts) === deployerName(one.facts));
    return groundedInSource(one, says, twin);
  });
}

function withoutAssumption(listeners: readonly ReportedListener[]): readonly ReportedListener[] {
  return listeners.flatMap(({ input, facts, assumption }) => {
    const known = assumption === undefined ? facts : assumption.without;
    return known === undefined ? [] : [{ input, facts: known }];
  });
}

function withoutSource(listeners: readonly ReportedListener[]): readonly ReportedListener[] {
  return listeners.flatMap((listener) => {
    const { input, source } = listener;
    if (source === undefined) return [listener];
    return source.without === undefined ? [] : [{ input, ...source.without }];
  });
}
