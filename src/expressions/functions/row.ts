import { toInteger } from '../big-float.js';
import { overCandidates } from '../candidates.js';
import { convert } from '../convert.js';
import { charge, type EvaluationState, error, unsure } from '../evaluation.js';
import { ANY, type Type } from '../types.js';
import {
  containsSensitive,
  isWhollyKnown,
  reasonOf,
  sizeOf,
  type TerraformValue,
  textOf,
  unknownValue,
  withoutAnySensitive,
  withoutSensitive,
  withSensitive,
} from '../value.js';

/** One parameter of a function. */
export interface Param {
  readonly type: Type;
  readonly null?: true;
  /** The function itself deals with an argument that is not known at all. */
  readonly unknown?: true;
}

/** One function of Terraform's language. */
export interface FunctionRow {
  readonly params: readonly Param[];
  readonly rest?: Param;
  /** The type of the result, `any` where it depends on the arguments. */
  readonly returns: Type;
  /** The function deals with arguments that hold something unknown. */
  readonly partial?: true;
  /**
   * What a sensitive argument does. Without it, anything sensitive in an argument makes the result sensitive;
   * `outer`: only an argument that is sensitive itself does, what it holds keeps its marks; `own`: the function's business.
   */
  readonly marks?: 'outer' | 'own';
  /** The result may be null. */
  readonly nullable?: true;
  readonly run: (args: readonly TerraformValue[], evaluation: EvaluationState) => TerraformValue;
}

type Options = Pick<FunctionRow, 'rest' | 'partial' | 'marks' | 'nullable'>;

/** A row of the table of functions. */
export function row(
  params: readonly (Type | Param)[],
  returns: Type,
  run: FunctionRow['run'],
  options: Options = {},
): FunctionRow {
  return { params: params.map((param) => ('kind' in param ? { type: param } : param)), returns, run, ...options };
}

/** A function whose result is not computed here. */
export function neverKnown(returns: Type, reason: string): FunctionRow {
  return { params: [], rest: { type: ANY, null: true }, returns, run: () => unsure(reason) };
}

/**
 * Calls a function: converts its arguments, keeps from it what it does not deal with.
 * Source: https://github.com/zclconf/go-cty/blob/main/cty/function/function.go
 */
export function invoke(
  row: FunctionRow,
  given: readonly TerraformValue[],
  evaluation: EvaluationState,
): TerraformValue {
  const { params, rest } = row;
  if (given.length < params.length || (given.length > params.length && rest === undefined)) {
    error(`${rest === undefined ? '' : 'at least '}${params.length} arguments required, but there are ${given.length}`);
  }
  const converted = given.map((value, index) => {
    const param = paramAt(row, index);
    const argument = convert(value, param.type);
    return argument.kind === 'null' && param.null !== true ? error('an argument must not be null') : argument;
  });
  const { args, sensitive } = unmarked(row, converted);
  const lifted = overCandidates(args, evaluation.budget, (chosen) => runOn(row, chosen, evaluation));
  return withSensitive(lifted ?? runOn(row, args, evaluation), sensitive);
}

function unmarked(
  { marks }: FunctionRow,
  args: readonly TerraformValue[],
): { readonly args: readonly TerraformValue[]; readonly sensitive: boolean } {
  switch (marks) {
    case 'own':
      return { args, sensitive: false };
    case 'outer':
      return {
        args: args.map((value) => withoutSensitive(value)),
        sensitive: args.some((value) => value.sensitive === true),
      };
    case undefined: {
      const sensitive = args.some(containsSensitive);
      return { args: sensitive ? args.map(withoutAnySensitive) : args, sensitive };
    }
    default:
      return marks satisfies never;
  }
}

function paramAt({ params, rest }: FunctionRow, index: number): Param {
  return params[index] ?? rest ?? { type: ANY };
}

function runOn(row: FunctionRow, args: readonly TerraformValue[], evaluation: EvaluationState): TerraformValue {
  const open = args.find((value, index) =>
    value.kind === 'unknown' ? paramAt(row, index).unknown !== true : row.partial !== true && !isWhollyKnown(value),
  );
  if (open !== undefined) {
    return unknownValue(reasonOf(open) ?? '', row.returns, row.nullable === true ? {} : { notNull: true });
  }
  for (const argument of args) charge(evaluation.budget, sizeOf(argument));
  return row.run(args, evaluation);
}

/** The text of an argument whose parameter is a string. */
export function textArgument(value: TerraformValue | undefined): string {
  return (value === undefined ? undefined : textOf(value)) ?? '';
}

/** The whole number of an argument whose parameter is a number. */
export function whole(value: TerraformValue | undefined): bigint {
  const found = value?.kind === 'number' ? toInteger(value.value) : undefined;
  return found ?? error('a whole number is required');
}

/** The whole number of an argument, which is to be small enough to count by. */
export function count(value: TerraformValue | undefined): number {
  const found = whole(value);
  return found > 0x7fff_ffffn || found < -0x7fff_ffffn ? error('the number is too large') : Number(found);
}

/** The items of an argument that is a list, set or tuple. */
export function collectionItems(value: TerraformValue | undefined): readonly TerraformValue[] {
  return value !== undefined && 'items' in value ? value.items : error('a list, set or tuple is required');
}

/** The entries of an argument that is a map or object. */
export function entriesOf(value: TerraformValue | undefined): ReadonlyMap<string, TerraformValue> {
  return value !== undefined && 'entries' in value ? value.entries : error('a map or object is required');
}
