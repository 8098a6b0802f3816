import type { Assertion, Condition } from './policy.js';

/** The assertions that a condition is made of, in the order in which it names them. */
export function assertionsIn(condition: Condition): readonly Assertion[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'one':
      return condition.of.flatMap(assertionsIn);
    case 'not':
      return assertionsIn(condition.of);
    case 'assertion':
      return [condition];
    default:
      return condition satisfies never;
  }
}
