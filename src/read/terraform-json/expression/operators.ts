import { anySensitive } from './literals.js';
import { type Literal, literal, type Tree } from './tree.js';

/** The result of an operator on operands that are known; undefined where it does not follow from them. */
export function applyOperator(operator: string, operands: readonly Tree[]): Tree | undefined {
  const known = operands.filter((operand): operand is Literal => operand.kind === 'literal');
  const [left, right] = known;
  if (left === undefined || known.length < operands.length) return undefined;
  const result = resultOf(operator, left.value, right?.value);
  return result === undefined ? undefined : literal(result, anySensitive(known));
}

function resultOf(operator: string, left: unknown, right: unknown): boolean | number | undefined {
  switch (operator) {
    case '!':
      return typeof left === 'boolean' ? !left : undefined;
    case '-':
      return right === undefined && typeof left === 'number' ? -left : undefined;
    case '==':
      return same(left, right);
    case '!=': {
      const equal = same(left, right);
      return equal === undefined ? undefined : !equal;
    }
    case '&&':
      return typeof left === 'boolean' && typeof right === 'boolean' ? left && right : undefined;
    case '||':
      return typeof left === 'boolean' && typeof right === 'boolean' ? left || right : undefined;
    default:
      return undefined;
  }
}

/** Values of different types are left to Terraform, which knows what their types really are. */
function same(left: unknown, right: unknown): boolean | undefined {
  if (left === null || right === null) return left === right;
  return typeof left === typeof right && typeof left !== 'object' ? left === right : undefined;
}
