import { type TerraformValue, unknownValue } from '../../expressions/index.js';
import type { Expression, Resource } from '../../model/plan.js';

/** What an evaluator has evaluated so far. */
export interface Memory {
  /** Variables, locals and outputs, by their addresses. */
  readonly named: Map<string, TerraformValue>;
  /** The addresses of those that are being evaluated. */
  readonly underWay: Set<string>;
  /** What `for_each` is, by module instance. */
  readonly forEach: Map<Expression, Map<string, TerraformValue>>;
  readonly attributes: Map<Resource, Map<string, TerraformValue>>;
}

export function emptyMemory(): Memory {
  return { named: new Map(), underWay: new Set(), forEach: new Map(), attributes: new Map() };
}

/** Evaluates what has an address once; Terraform refuses a name that refers to itself. */
export function evaluateOnce(
  { named, underWay }: Memory,
  address: string,
  evaluate: () => TerraformValue,
): TerraformValue {
  const known = named.get(address);
  if (known !== undefined) return known;
  if (underWay.has(address)) return unknownValue(`${address} refers to itself`);
  underWay.add(address);
  try {
    const value = evaluate();
    named.set(address, value);
    return value;
  } finally {
    underWay.delete(address);
  }
}

/** The values that are remembered of one thing. */
export function remembered<Key>(memory: Map<Key, Map<string, TerraformValue>>, key: Key): Map<string, TerraformValue> {
  const values = memory.get(key) ?? new Map<string, TerraformValue>();
  memory.set(key, values);
  return values;
}
