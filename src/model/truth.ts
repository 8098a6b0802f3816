/** Kleene's three truth values. Source: https://plato.stanford.edu/entries/logic-manyvalued/ */
export type Truth = 'true' | 'false' | 'unknown';

/** Whether something holds, and what that rests on: the facts that decide it, or the reasons why it is unknown. */
export interface Judgement<Ground> {
  readonly truth: Truth;
  readonly because: readonly Ground[];
}

export const yes: Judgement<never> = { truth: 'true', because: [] };
export const no: Judgement<never> = { truth: 'false', because: [] };

/** Something that may hold or not, for a reason. */
export function maybe<Ground>(reason: Ground): Judgement<Ground> {
  return { truth: 'unknown', because: [reason] };
}

export function holds({ truth }: Judgement<unknown>): boolean {
  return truth === 'true';
}

export function fails({ truth }: Judgement<unknown>): boolean {
  return truth === 'false';
}

export function not<Ground>(judgement: Judgement<Ground>): Judgement<Ground> {
  if (judgement.truth === 'unknown') return judgement;
  return { ...judgement, truth: judgement.truth === 'true' ? 'false' : 'true' };
}

/** One that is false decides; without one, one that is unknown leaves it unknown. */
export function all<Ground>(judgements: readonly Judgement<Ground>[]): Judgement<Ground> {
  return strongest(judgements, ['false', 'unknown', 'true']) ?? yes;
}

/** One that is true decides; without one, one that is unknown leaves it unknown. */
export function any<Ground>(judgements: readonly Judgement<Ground>[]): Judgement<Ground> {
  return strongest(judgements, ['true', 'unknown', 'false']) ?? no;
}

/** Whether exactly one is true. */
export function one<Ground>(judgements: readonly Judgement<Ground>[]): Judgement<Ground> {
  const of = (truth: Truth) => judgements.filter((judgement) => judgement.truth === truth);
  if (of('true').length > 1) return { truth: 'false', because: grounds(of('true')) };
  if (of('unknown').length > 0) return { truth: 'unknown', because: grounds(of('unknown')) };
  return { truth: of('true').length === 1 ? 'true' : 'false', because: grounds(judgements) };
}

function strongest<Ground>(
  judgements: readonly Judgement<Ground>[],
  strongestFirst: readonly Truth[],
): Judgement<Ground> | undefined {
  const truth = strongestFirst.find((one) => judgements.some((judgement) => judgement.truth === one));
  if (truth === undefined) return undefined;
  return { truth, because: grounds(judgements.filter((judgement) => judgement.truth === truth)) };
}

/** Each ground once. */
function grounds<Ground>(judgements: readonly Judgement<Ground>[]): readonly Ground[] {
  return [...new Set(judgements.flatMap(({ because }) => because))];
}
