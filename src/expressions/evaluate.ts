import { getAttribute, getIndex } from './access.js';
import { oneOfValues, overCandidates } from './candidates.js';
import { convert } from './convert.js';
import { evaluateFor, evaluateJoin, evaluateSplat } from './evaluate-loops.js';
import { evaluateReference, isReferenceNode } from './evaluate-reference.js';
import {
  type Budget,
  budgetOf,
  type Context,
  charge,
  EvaluationError,
  type EvaluationState,
  Exhausted,
  error,
  ITEM,
  lookUpName,
  MAX_EVALUATION_DEPTH,
  made,
  type NameScope,
  Unsure,
} from './evaluation.js';
import { callFunction } from './functions/index.js';
import { joinTexts } from './join-texts.js';
import { applyBinary, applyUnary } from './operators.js';
import { isReference, type Node, type NodeOf } from './tree.js';
import { ANY, BOOL, NUMBER, STRING, type Type } from './types.js';
import { unify } from './unify.js';
import {
  object,
  type TerraformValue,
  textOf,
  tuple,
  typeOf,
  unknownValue,
  withoutSensitive,
  withSensitive,
} from './value.js';

/** An expression that Terraform refuses to evaluate. */
export interface Failed {
  readonly kind: 'failed';
  readonly message: string;
  /** Where the failing part stands. Unit: UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** What an expression evaluates to. */
export type Evaluated = { readonly kind: 'value'; readonly value: TerraformValue } | Failed;

/** Why an expression that is too much work is unknown. */
export const TOO_LARGE = 'too large to evaluate';

/** Evaluates an expression as Terraform does, over values that are known, unknown or sensitive. */
export function evaluateExpression(node: Node, context: Context): Evaluated {
  return evaluateIn(node, context, undefined);
}

function evaluateIn(node: Node, context: Context, scope: NameScope | undefined): Evaluated {
  const budget = context.budget ?? budgetOf();
  try {
    return { kind: 'value', value: evaluateNode(node, { context, budget, scope, evaluate: evaluateNode }) };
  } catch (thrown) {
    if (thrown instanceof EvaluationError) {
      const { start, end } = thrown.node ?? node;
      return { kind: 'failed', message: thrown.message, start, end };
    }
    if (thrown instanceof Exhausted) return { kind: 'value', value: unknownValue(TOO_LARGE) };
    if (thrown instanceof Unsure) return { kind: 'value', value: unknownValue(thrown.message) };
    throw thrown;
  }
}

function evaluateNode(node: Node, evaluation: EvaluationState): TerraformValue {
  const { budget } = evaluation;
  charge(budget, 1);
  budget.depth += 1;
  if (budget.depth > MAX_EVALUATION_DEPTH) throw new Exhausted();
  try {
    return evaluateShape(node, evaluation);
  } catch (thrown) {
    if (thrown instanceof EvaluationError) thrown.node ??= node;
    throw thrown;
  } finally {
    budget.depth -= 1;
  }
}

function evaluateShape(node: Node, evaluation: EvaluationState): TerraformValue {
  const { budget, scope } = evaluation;
  const evaluateChild = (child: Node): TerraformValue => evaluateNode(child, evaluation);
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'parentheses':
      return evaluateChild(node.of);
    case 'template':
      return evaluateTemplate(node.parts.map(evaluateChild), budget);
    case 'join':
      return evaluateJoin(node, evaluation);
    case 'item':
      return lookUpName(scope, ITEM) ?? error('a splat has no item here');
    case 'variable':
    case 'attribute':
    case 'index':
      if (isReferenceNode(node, scope)) return evaluateReference(node, evaluation).value;
      return evaluateAccess(node, evaluation);
    case 'splat':
      return evaluateSplat(node, evaluation);
    case 'call':
      return callFunction(node, evaluation);
    case 'conditional':
      return evaluateConditional(node, evaluation);
    case 'unary':
      return sureOr(node.operator === '!' ? BOOL : NUMBER, () =>
        applyUnary(node.operator, evaluateChild(node.of), budget),
      );
    case 'binary':
      return sureOr(ARITHMETIC.test(node.operator) ? NUMBER : BOOL, () => evaluateBinary(node, evaluation));
    case 'for':
      return evaluateFor(node, evaluation);
    case 'tuple':
      return made(budget, tuple(node.items.map(evaluateChild)));
    case 'object':
      return evaluateObject(node, evaluation);
    default:
      return node satisfies never;
  }
}

const ARITHMETIC = /^[-+*/%]$/;

/** The value, or an unknown one of its type where it is beyond what is evaluated here. */
function sureOr(type: Type, compute: () => TerraformValue): TerraformValue {
  try {
    return compute();
  } catch (thrown) {
    if (thrown instanceof Unsure) return unknownValue(thrown.message, type);
    throw thrown;
  }
}

function evaluateAccess(node: NodeOf<'variable' | 'attribute' | 'index'>, evaluation: EvaluationState): TerraformValue {
  switch (node.kind) {
    case 'variable':
      return lookUpName(evaluation.scope, node.name) ?? error(`there is no "${node.name}" here`);
    case 'attribute':
      return getAttribute(evaluateNode(node.of, evaluation), node.name, evaluation.budget);
    case 'index':
      return getIndex(evaluateNode(node.of, evaluation), evaluateNode(node.key, evaluation), evaluation.budget);
    default:
      return node satisfies never;
  }
}

/**
 * `&&` and `||`. Terraform 1.12 leaves out the right side where the left one decides, older ones do not:
 * where the right side fails, the value depends on the version.
 * Source: https://github.com/hashicorp/terraform/blob/v1.12/CHANGELOG.md
 */
function evaluateBinary({ operator, left, right }: NodeOf<'binary'>, evaluation: EvaluationState): TerraformValue {
  const first = evaluateNode(left, evaluation);
  const deciding = operator === '||';
  const decided = (deciding || operator === '&&') && isBool(first, deciding);
  try {
    return applyBinary(operator, first, evaluateNode(right, evaluation), evaluation.budget);
  } catch (thrown) {
    if (thrown instanceof EvaluationError && decided) throw new Unsure('it depends on the version of Terraform');
    throw thrown;
  }
}

function isBool(value: TerraformValue, wanted: boolean): boolean {
  return textOf(value) === String(wanted);
}

function evaluateTemplate(parts: readonly TerraformValue[], budget: Budget): TerraformValue {
  const sensitive = parts.some((part) => part.sensitive === true);
  const texts = parts.map((part) => convert(part, STRING));
  const lifted = overCandidates(texts, budget, (chosen) => joinTexts(chosen, budget));
  return withSensitive(lifted ?? joinTexts(texts, budget), sensitive);
}

/** Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/expression.go (ConditionalExpr) */
function evaluateConditional(node: NodeOf<'conditional'>, evaluation: EvaluationState): TerraformValue {
  const { budget } = evaluation;
  const condition = convertCondition(evaluateNode(node.condition, evaluation));
  const yes = attempt(node.yes, evaluation);
  const no = attempt(node.no, evaluation);
  const type = resultType(yes.type, no.type, yes.value, no.value);
  const chosen = (branch: Branch): TerraformValue => {
    const value = branch.value ?? error(branch.error?.message ?? '');
    return convert(value, type);
  };
  const branches = [yes, no].flatMap(({ value }) => (value === undefined ? [] : [value]));
  const sensitive = [condition, ...branches].some((value) => value.sensitive === true);
  if (condition.kind === 'bool') {
    const branch = condition.value ? yes : no;
    if (branch.error !== undefined) throw branch.error;
    return withSensitive(chosen(branch), sensitive);
  }
  const reason = condition.kind === 'unknown' ? condition.reason : '';
  if (yes.error !== undefined || no.error !== undefined) return withSensitive(unknownValue(reason, type), sensitive);
  return withSensitive(oneOfValues(reason, [chosen(yes), chosen(no)], budget), sensitive);
}

function convertCondition(value: TerraformValue): TerraformValue {
  if (value.kind === 'null') error('a condition must not be null');
  return convert(value, BOOL);
}

interface Branch {
  readonly value: TerraformValue | undefined;
  readonly error: EvaluationError | undefined;
  readonly type: Type;
}

/** A result that is not chosen may fail: it only has a say in the type. */
function attempt(node: Node, evaluation: EvaluationState): Branch {
  try {
    const value = evaluateNode(node, evaluation);
    return { value, error: undefined, type: typeOf(value) };
  } catch (thrown) {
    if (thrown instanceof EvaluationError) return { value: undefined, error: thrown, type: ANY };
    throw thrown;
  }
}

function resultType(
  yes: Type,
  no: Type,
  yesValue: TerraformValue | undefined,
  noValue: TerraformValue | undefined,
): Type {
  const isBareNull = (value: TerraformValue | undefined): boolean =>
    value?.kind === 'null' && value.type.kind === 'any' && value.sensitive !== true;
  if (isBareNull(yesValue)) return no;
  if (isBareNull(noValue)) return yes;
  if (yes.kind === 'any' || no.kind === 'any') return ANY;
  return unify([yes, no]) ?? error('the results of a condition must have one type');
}

function evaluateObject(node: NodeOf<'object'>, evaluation: EvaluationState): TerraformValue {
  const entries: [string, TerraformValue][] = [];
  let open: string | undefined;
  let sensitive = false;
  for (const item of node.items) {
    if (isReference(item.key)) error('a key that is a reference needs parentheses, one that is a text needs quotes');
    const key = evaluateNode(item.key, evaluation);
    const value = evaluateNode(item.value, evaluation);
    if (key.kind === 'null') error('null is no key');
    sensitive ||= key.sensitive === true;
    const name = convert(withoutSensitive(key), STRING);
    if (name.kind === 'unknown') open = name.reason;
    else entries.push([textOf(name) ?? '', value]);
  }
  if (open !== undefined) return unknownValue(open);
  return withSensitive(made(evaluation.budget, object(entries)), sensitive);
}
