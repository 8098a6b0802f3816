import { oneOfValues } from '../candidates.js';
import { convert } from '../convert.js';
import { evaluateReference, isReferenceNode } from '../evaluate-reference.js';
import { EvaluationError, type EvaluationState, error, isClosed, Unsure, unsure } from '../evaluation.js';
import { parseTemplate } from '../parse.js';
import type { Node, NodeOf } from '../tree.js';
import { ANY, BOOL, STRING } from '../types.js';
import {
  bool,
  containsSensitive,
  isWhollyKnown,
  reasonOf,
  type TerraformValue,
  textOf,
  unknownValue,
  withoutAnySensitive,
  withoutSensitive,
  withSensitive,
} from '../value.js';
import { COLLECTION_FUNCTIONS } from './collections.js';
import { CONVERSION_FUNCTIONS } from './conversions.js';
import { DATE_FUNCTIONS } from './dates.js';
import { ENCODING_FUNCTIONS, fromUtf8 } from './encoding.js';
import { FILE_FUNCTIONS, readTextFile } from './files.js';
import { FORMAT_FUNCTIONS } from './format.js';
import { HASH_FUNCTIONS } from './hashes.js';
import { NETWORK_FUNCTIONS } from './network.js';
import { NUMBER_FUNCTIONS } from './numbers.js';
import { REGEX_FUNCTIONS } from './regex.js';
import { type FunctionRow, invoke } from './row.js';
import { SET_FUNCTIONS } from './sets.js';
import { STRING_FUNCTIONS } from './strings.js';

/** Functions that take values. Source: https://developer.hashicorp.com/terraform/language/functions */
const FUNCTIONS: ReadonlyMap<string, FunctionRow> = new Map(
  Object.entries({
    ...COLLECTION_FUNCTIONS,
    ...CONVERSION_FUNCTIONS,
    ...DATE_FUNCTIONS,
    ...ENCODING_FUNCTIONS,
    ...FILE_FUNCTIONS,
    ...FORMAT_FUNCTIONS,
    ...HASH_FUNCTIONS,
    ...NETWORK_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...REGEX_FUNCTIONS,
    ...SET_FUNCTIONS,
    ...STRING_FUNCTIONS,
  }),
);

type CallNode = NodeOf<'call'>;

/** Functions that take expressions, or that evaluate one themselves. */
const SPECIAL_FUNCTIONS: ReadonlyMap<string, (node: CallNode, evaluation: EvaluationState) => TerraformValue> = new Map(
  [
    ['can', evaluateCan],
    ['templatefile', evaluateTemplateFile],
    ['templatestring', evaluateTemplateString],
    ['try', evaluateTry],
  ],
);

/** The names of all functions that are evaluated here. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys(), ...SPECIAL_FUNCTIONS.keys()].sort();

/** Evaluates a call. A function that is not known, one of a provider for instance, gives an unknown value. */
export function callFunction(node: CallNode, evaluation: EvaluationState): TerraformValue {
  const name = node.name.replace(/^core::/, '');
  const special = SPECIAL_FUNCTIONS.get(name);
  const row = FUNCTIONS.get(name);
  try {
    if (special !== undefined) return special(node, evaluation);
    if (row === undefined) return unsure(`${node.name}() is not evaluated`);
    return callRow(row, node, evaluation);
  } catch (thrown) {
    if (thrown instanceof Unsure) return unknownValue(thrown.message, row?.returns ?? ANY);
    throw thrown;
  }
}

function callRow(row: FunctionRow, node: CallNode, evaluation: EvaluationState): TerraformValue {
  const args = node.args.map((argument) => evaluation.evaluate(argument, evaluation));
  if (!node.expand) return invoke(row, args, evaluation);
  const last = args.at(-1);
  if (last === undefined || last.kind === 'null') return error('there is nothing to expand');
  if (last.kind === 'unknown') return unknownValue(last.reason, row.returns);
  if (last.kind !== 'list' && last.kind !== 'set' && last.kind !== 'tuple')
    return error('only a list, set or tuple can be expanded');
  return withSensitive(invoke(row, [...args.slice(0, -1), ...last.items], evaluation), last.sensitive === true);
}

/** An argument of `try` or `can`. */
interface Attempt {
  readonly value: TerraformValue | undefined;
  /** False where the expression may yet fail when its unknown values are known. */
  readonly certain: boolean;
}

function attempt(node: Node, evaluation: EvaluationState): Attempt {
  const { budget, scope } = evaluation;
  const before = budget.inferred;
  const { depth } = budget;
  try {
    if (
      (node.kind === 'variable' || node.kind === 'attribute' || node.kind === 'index') &&
      isReferenceNode(node, scope)
    ) {
      const { value, certain } = evaluateReference(node, evaluation);
      return { value, certain };
    }
    const value = evaluation.evaluate(node, evaluation);
    return { value, certain: isWhollyKnown(value) && budget.inferred === before };
  } catch (thrown) {
    if (!(thrown instanceof EvaluationError)) throw thrown;
    budget.depth = depth;
    return { value: undefined, certain: true };
  }
}

/** Source: https://github.com/hashicorp/hcl/tree/main/ext/tryfunc */
function evaluateTry(node: CallNode, evaluation: EvaluationState): TerraformValue {
  const possible: TerraformValue[] = [];
  for (const argument of node.args) {
    const { value, certain } = attempt(argument, evaluation);
    if (value === undefined) continue;
    possible.push(value);
    if (certain) break;
  }
  const [first] = possible;
  if (first === undefined) return error('no argument of "try" can be evaluated');
  if (possible.length === 1) return first;
  evaluation.budget.inferred += 1;
  return oneOfValues(possible.map(reasonOf).find((reason) => reason !== undefined) ?? '', possible, evaluation.budget);
}

function evaluateCan(node: CallNode, evaluation: EvaluationState): TerraformValue {
  const [argument, ...more] = node.args;
  if (argument === undefined || more.length > 0) return error('one argument required');
  const { value, certain } = attempt(argument, evaluation);
  if (certain) return bool(value !== undefined);
  return unknownValue((value && reasonOf(value)) ?? 'whether an expression fails is not known', BOOL);
}

function evaluateTemplateFile(node: CallNode, evaluation: EvaluationState): TerraformValue {
  const [pathNode, variablesNode] = node.args;
  if (isInTemplate(evaluation)) error('a template cannot render another');
  if (pathNode === undefined || variablesNode === undefined || node.args.length > 2)
    return error('two arguments required');
  const path = convert(evaluation.evaluate(pathNode, evaluation), STRING);
  const variables = evaluation.evaluate(variablesNode, evaluation);
  if (path.kind === 'null') error('the path must not be null');
  const sensitive = path.sensitive === true || containsSensitive(variables);
  if (path.kind === 'unknown') return withSensitive(unknownValue(path.reason), sensitive);
  const source = fromUtf8(readTextFile(textOf(path) ?? '', evaluation));
  return withSensitive(render(source, variables, evaluation), sensitive);
}

function evaluateTemplateString(node: CallNode, evaluation: EvaluationState): TerraformValue {
  const [templateNode, variablesNode] = node.args;
  if (isInTemplate(evaluation)) error('a template cannot render another');
  if (templateNode === undefined || variablesNode === undefined || node.args.length > 2)
    return error('two arguments required');
  if (!isStoredTemplate(templateNode)) error('the template must be a reference');
  const template = evaluation.evaluate(templateNode, evaluation);
  const variables = evaluation.evaluate(variablesNode, evaluation);
  if (template.kind !== 'string' && template.kind !== 'unknown') return error('a text is required');
  const sensitive = template.sensitive === true || containsSensitive(variables);
  if (template.kind === 'unknown') return withSensitive(unknownValue(template.reason, STRING), sensitive);
  return withSensitive(convert(render(template.value, variables, evaluation), STRING), sensitive);
}

function isStoredTemplate(node: Node): boolean {
  if (node.kind === 'variable') return true;
  return (node.kind === 'attribute' || node.kind === 'index') && isStoredTemplate(node.of);
}

function isInTemplate({ scope }: EvaluationState): boolean {
  return isClosed(scope);
}

/** Renders a template, in which only the variables that it is given have a name. */
function render(source: string, given: TerraformValue, evaluation: EvaluationState): TerraformValue {
  const parsed = parseTemplate(source);
  if (parsed.kind === 'invalid') return error('the template is not valid');
  const variables = withoutAnySensitive(withoutSensitive(given));
  if (variables.kind === 'unknown') return unknownValue(variables.reason);
  if (variables.kind !== 'map' && variables.kind !== 'object')
    return error('the variables of a template must be a map');
  if ([...variables.entries.keys()].some((name) => !/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name))) {
    error('a variable of a template needs a name');
  }
  const scope = { names: variables.entries, outer: undefined, closed: true as const };
  return evaluation.evaluate(parsed.node, { ...evaluation, scope });
}
