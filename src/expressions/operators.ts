import {
  add,
  type BigFloat,
  compare,
  divide,
  fromInteger,
  isReasonable,
  multiply,
  negate,
  remainder,
  signOf,
} from './big-float.js';
import { overCandidates } from './candidates.js';
import { convert } from './convert.js';
import { equals, type KnownTruth } from './equality.js';
import { type Budget, error, unsure } from './evaluation.js';
import type { BinaryOperator, UnaryOperator } from './tree.js';
import { BOOL, NUMBER, type Type } from './types.js';
import {
  bool,
  containsSensitive,
  integerValue,
  number,
  type TerraformValue,
  unknownValue,
  withoutAnySensitive,
  withSensitive,
} from './value.js';

type Arithmetic = '+' | '-' | '*' | '/' | '%';
type Comparison = '<' | '<=' | '>' | '>=';

const ARITHMETIC: Readonly<Record<Arithmetic, (a: BigFloat, b: BigFloat) => BigFloat>> = {
  '+': add,
  '-': (a, b) => add(a, negate(b)),
  '*': multiply,
  '/': (a, b) =>
    divide(a, b) ?? (signOf(a) === 0 ? error('zero divided by zero') : unsure('an infinite number is not computed')),
  '%': (a, b) => (signOf(b) === 0 ? a : remainder(a, b)),
};

const COMPARISONS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** The value of a binary operation on two values. */
export function applyBinary(
  operator: BinaryOperator,
  left: TerraformValue,
  right: TerraformValue,
  budget: Budget,
): TerraformValue {
  const lifted = overCandidates([left, right], budget, ([a = left, b = right]) => applyBinary(operator, a, b, budget));
  if (lifted !== undefined) return lifted;
  switch (operator) {
    case '==':
      return applyEquality(left, right, (equal) => equal);
    case '!=':
      return applyEquality(left, right, (equal) => !equal);
    case '&&':
      return applyLogic(left, right, false, budget);
    case '||':
      return applyLogic(left, right, true, budget);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return onNumbers(
        left,
        right,
        BOOL,
        (a, b) => bool(COMPARISONS[operator](compare(a, b))),
        (a, b) => sameResult(possibleOrders(a, b).map(COMPARISONS[operator])),
      );
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return onNumbers(left, right, NUMBER, (a, b) => {
        if (operator === '*' && (signOf(a) === 0 || signOf(b) === 0)) return number(multiply(a, b));
        return number(sensible(ARITHMETIC[operator](a, b)));
      });
    default:
      return operator satisfies never;
  }
}

function sensible(value: BigFloat): BigFloat {
  return isReasonable(value) ? value : unsure('a number of that size is not computed');
}

function applyEquality(
  left: TerraformValue,
  right: TerraformValue,
  result: (equal: boolean) => boolean,
): TerraformValue {
  // Terraform 1.12 leaves out what is inside of a value that is compared with null; an older one does not.
  const sensitive = [left, right].some(containsSensitive);
  const equal: KnownTruth = equals(withoutAnySensitive(left), withoutAnySensitive(right));
  const reason = [left, right].find(({ kind }) => kind === 'unknown');
  const answer =
    equal === undefined
      ? unknownValue(reason?.kind === 'unknown' ? reason.reason : 'a part of a compared value', BOOL, { notNull: true })
      : bool(result(equal));
  return withSensitive(answer, sensitive);
}

/** `&&`, which one false decides, and `||`, which one true decides, whatever the other is. */
function applyLogic(left: TerraformValue, right: TerraformValue, deciding: boolean, budget: Budget): TerraformValue {
  const [a, b] = [operand(left, BOOL), operand(right, BOOL)];
  const sensitive = a.sensitive === true || b.sensitive === true;
  const decides = (value: TerraformValue): boolean => value.kind === 'bool' && value.value === deciding;
  if (decides(a) || decides(b)) {
    if (a.kind === 'unknown' || b.kind === 'unknown') budget.inferred += 1;
    return withSensitive(bool(deciding), sensitive);
  }
  const open = [a, b].find((value) => value.kind === 'unknown');
  return withSensitive(
    open?.kind === 'unknown' ? unknownValue(open.reason, BOOL, { notNull: true }) : bool(!deciding),
    sensitive,
  );
}

/** An operand in the type that the operator takes. */
function operand(value: TerraformValue, type: Type): TerraformValue {
  const converted = convert(value, type);
  return converted.kind === 'null' ? error('an operand must not be null') : converted;
}

/** How two numbers may compare, of which at least one is not known. */
function possibleOrders(a: TerraformValue, b: TerraformValue): readonly number[] {
  const [left, right] = [leastOf(a), leastOf(b)];
  const order = left === undefined || right === undefined ? undefined : compare(left, right);
  if (order !== undefined && order >= 0 && b.kind === 'number') return order > 0 ? [1] : [0, 1];
  if (order !== undefined && order <= 0 && a.kind === 'number') return order < 0 ? [-1] : [-1, 0];
  return [-1, 0, 1];
}

function leastOf(value: TerraformValue): BigFloat | undefined {
  if (value.kind === 'number') return value.value;
  return value.kind === 'unknown' && value.atLeast !== undefined ? fromInteger(value.atLeast) : undefined;
}

function sameResult(results: readonly boolean[]): TerraformValue | undefined {
  const [first = false] = results;
  return results.every((result) => result === first) ? bool(first) : undefined;
}

/** An operation on two numbers. `whenOpen` may tell what comes of numbers that are not known. */
function onNumbers(
  left: TerraformValue,
  right: TerraformValue,
  type: Type,
  operation: (a: BigFloat, b: BigFloat) => TerraformValue,
  whenOpen: (a: TerraformValue, b: TerraformValue) => TerraformValue | undefined = () => undefined,
): TerraformValue {
  const [a, b] = [operand(left, NUMBER), operand(right, NUMBER)];
  const sensitive = a.sensitive === true || b.sensitive === true;
  const open = a.kind === 'unknown' ? a : b;
  if (open.kind === 'unknown')
    return withSensitive(whenOpen(a, b) ?? unknownValue(open.reason, type, { notNull: true }), sensitive);
  if (a.kind !== 'number' || b.kind !== 'number') return integerValue(0);
  return withSensitive(operation(a.value, b.value), sensitive);
}

/** The value of a unary operation. */
export function applyUnary(operator: UnaryOperator, value: TerraformValue, budget: Budget): TerraformValue {
  const lifted = overCandidates([value], budget, ([of = value]) => applyUnary(operator, of, budget));
  if (lifted !== undefined) return lifted;
  const type = operator === '!' ? BOOL : NUMBER;
  const of = operand(value, type);
  const sensitive = of.sensitive === true;
  if (of.kind === 'number') return withSensitive(number(negate(of.value)), sensitive);
  if (of.kind === 'bool') return withSensitive(bool(!of.value), sensitive);
  return withSensitive(unknownValue(of.kind === 'unknown' ? of.reason : '', type, { notNull: true }), sensitive);
}
