import { all, any, type Judgement, not, one } from '../model/truth.js';
import type { Value } from '../model/value.js';
import { compileAssertion } from './compile.js';
import type { Assertion, FactPath, PolicyCondition } from './policy.js';
import { areEqual } from './read-fact.js';

export type ReadFact = (path: FactPath) => Value<unknown>;

/** Whether a condition holds of facts of which some are unknown: what it says stays true whatever those turn out to be. */
export function judge(condition: PolicyCondition, read: ReadFact): Judgement<FactPath> {
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

function judgeAssertion(assertion: Assertion, read: ReadFact): Judgement<FactPath> {
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
