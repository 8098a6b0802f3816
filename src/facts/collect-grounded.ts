import { once } from '../model/collections.js';
import type { DomainFacts, ListenerFacts } from '../model/facts.js';
import { type Grounded, groundedInSource } from '../model/grounds.js';
import type { Plan } from '../model/plan.js';
import type { FactContext } from './sources.js';

/** Collects the facts of what one resource makes, and what they are without what they may rest on. */
type Collect = <Facts extends ListenerFacts | DomainFacts>(
  collect: (context: FactContext) => readonly Facts[],
) => readonly Grounded<Facts>[];

/** How facts of a plan are collected: with everything that is at hand, without assumptions, and by the plan alone. */
export function groundedCollector(plan: Plan, contextsOf: (assumes: boolean) => (plan: Plan) => FactContext): Collect {
  const { unaided } = plan;
  const contexts = { assuming: once(() => contextsOf(true)), sure: once(() => contextsOf(false)) };
  const withAssumptions: (of: Plan) => Collect = (of) => (collect) => {
    const found = collect(contexts.assuming()(of));
    const sure = once(() => collect(contexts.sure()(of)));
    return found.map((facts, at) => {
      const says = facts.certificate.assuming;
      return says === null ? { facts } : { facts, assumption: { says, without: twinIn(sure(), found, at) } };
    });
  };
  if (unaided === undefined) return withAssumptions(plan);
  return (collect) => {
    const found = withAssumptions(plan)(collect);
    const alone = withAssumptions(unaided.plan)(collect);
    return found.map((one, at) => groundedInSource(one, unaided.folder, twinIn(alone, found, at)));
  };
}

/** The same subject of the same resource. Where there are others, none is surely the same. */
function twinIn<T>(others: readonly T[], found: readonly unknown[], at: number): T | undefined {
  return others.length === found.length ? others[at] : undefined;
}
