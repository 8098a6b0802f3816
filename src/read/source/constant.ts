import { evaluateExpression, type Node, toJson, unknownValue } from '../../expressions/index.js';
import type { Json } from '../../model/json.js';

/** The value of an expression that refers to nothing; undefined where it cannot be told, as of a call of `timestamp`. */
export function evaluateConstant(node: Node): Json | undefined {
  const evaluated = evaluateExpression(node, { lookup: () => ({ value: unknownValue('a reference'), used: 0 }) });
  return evaluated.kind === 'value' ? toJson(evaluated.value) : undefined;
}
