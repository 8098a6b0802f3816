import type { Condition, FactPath, Policy } from './policy.js';

const read = new WeakMap<Policy, readonly FactPath[]>();

/** The facts that a policy reads, in the order in which it names them. */
export function pathsOf(policy: Policy): readonly FactPath[] {
  const known = read.get(policy);
  if (known !== undefined) return known;
  const paths = [...new Set([...conditionPaths(policy.when), ...conditionPaths(policy.require)])];
  read.set(policy, paths);
  return paths;
}

function conditionPaths(condition: Condition): readonly FactPath[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'one':
      return condition.of.flatMap(conditionPaths);
    case 'not':
      return conditionPaths(condition.of);
    case 'assertion':
      return [condition.path, ...condition.comparedWith];
    default:
      return condition satisfies never;
  }
}
