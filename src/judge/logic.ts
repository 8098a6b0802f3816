import type { Value } from '../model/value.js';
import { compileAssertion } from './compile.js';
import type { Assertion, Condition, FactPath } from './policy.js';
import { areEqual } from './read-fact.js';

/** Kleene's three truth values. Source: https://plato.stanford.edu/entries/logic-manyvalued/ */
export type Truth = 'true' | 'false' | 'unknown';

/** Whether a condition holds, and the facts because of which it does, does not, or cannot be told. */
export interface Judgement {
  readonly truth: Truth;
  readonly because: readonly FactPath[];
}

export function not(judgement: Judgement): Judgement {
  return judgement.truth === 'unknown'
    ? judgement
    : { ...judgement, truth: judgement.truth === 'true' ? 'false' : 'true' };
}

/** One that is false decides; without one, one that is unknown leaves it unknown. */
export function all(judgements: readonly Judgement[]): Judgement {
  return decide(judgements, ['false', 'unknown', 'true']) ?? { truth: 'true', because: [] };
}

export function any(judgements: readonly Judgement[]): Judgement {
  return decide(judgements, ['true', 'unknown', 'false']) ?? { truth: 'false', because: [] };
}

/** Exactly one is true. */
export function one(judgements: readonly Judgement[]): Judgement {
  const of = (truth: Truth) => judgements.filter((judgement) => judgement.truth === truth);
  if (of('true').length > 1) return { truth: 'false', because: facts(of('true')) };
  if (of('unknown').length > 0) return { truth: 'unknown', because: facts(of('unknown')) };
  return { truth: of('true').length === 1 ? 'true' : 'false', because: facts(judgements) };
}

function decide(judgements: readonly Judgement[], strongestFirst: readonly Truth[]): Judgement | undefined {
  for (const truth of strongestFirst) {
    const deciding = judgements.filter((judgement) => judgement.truth === truth);
    if (deciding.length > 0) return { truth, because: facts(deciding) };
  }
  return undefined;
}

function facts(judgements: readonly Judgement[]): readonly FactPath[] {
  return [...new Set(judgements.flatMap(({ because }) => because))];
}

export type ReadFact = (path: FactPath) => Value<unknown>;

/** Whether a condition holds of facts of which some are unknown: what it says stays true whatever those turn out to be. */
export function judge(condition: Condition, read: ReadFact): Judgement {
  switch (condition.kind) {
    case 'all':
      return all(condition.of.map((part) => judge(part, read)));
    case 'any':
      return any(condition.of.map((part) => judge(part, read)));
    case 'one':
      return one(condition.of.map((part) => judge(part, read)));
    case 'not':
      return not(judge(condition.of, read));
    case 'assertion':
      return judgeAssertion(condition, read);
    default:
      return condition satisfies never;
  }
}

function judgeAssertion(assertion: Assertion, read: ReadFact): Judgement {
  const paths = [assertion.path, ...assertion.comparedWith];
  const facts = paths.map((path) => ({ path, fact: read(path) }));
  const unknown = facts.filter(({ fact }) => fact.kind === 'unknown');
  if (unknown.length > 0) {
    const equal = assertion.equality && areEqual(facts);
    return equal ? { truth: 'true', because: paths } : { truth: 'unknown', because: unknown.map(({ path }) => path) };
  }
  // What a thing does not have is null to a policy.
  const [value, ...comparedWith] = facts.map(({ fact }) => (fact.kind === 'known' ? fact.value : null));
  return { truth: compileAssertion(assertion)(value, comparedWith) ? 'true' : 'false', because: paths };
}
