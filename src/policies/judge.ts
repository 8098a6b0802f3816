import type { Value } from '../model/value.js';
import { compileAssertion } from './assertion.js';
import { all, any, type Judgement, not, one } from './logic.js';
import type { Assertion, Condition, FactPath } from './policy.js';
import { weighed } from './read-fact.js';
import { sameValue } from './same-value.js';

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
  const [first, second] = facts;
  if (assertion.equality && first !== undefined && second !== undefined && sameValue(first, second)) {
    return { truth: 'true', because: paths };
  }
  const values = facts.map(({ fact }) => weighed(fact));
  const because = facts.filter(({ fact }) => fact.kind === 'unknown').map(({ path }) => path);
  if (because.length > 0) return { truth: 'unknown', because };
  const [value, ...comparedWith] = values.map((one) => one?.value);
  return { truth: compileAssertion(assertion)(value, comparedWith) ? 'true' : 'false', because: paths };
}
