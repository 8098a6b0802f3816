import { assertionsIn } from './assertions-in.js';
import type { FactPath, Policy } from './policy.js';

const read = new WeakMap<Policy, readonly FactPath[]>();

/** The facts that a policy reads, in the order in which it names them. */
export function pathsOf(policy: Policy): readonly FactPath[] {
  const known = read.get(policy);
  if (known !== undefined) return known;
  const assertions = [policy.when, policy.require].flatMap(assertionsIn);
  const paths = [...new Set(assertions.flatMap(({ path, comparedWith }) => [path, ...comparedWith]))];
  read.set(policy, paths);
  return paths;
}
