import { globMatches } from '../../model/glob.js';
import { any, type Judgement, maybe, no, not, yes } from '../../model/truth.js';
import { flatMapValue, known, type Value } from '../../model/value.js';
import { contextValue } from './context.js';
import type { PolicyText, StatementCondition } from './document.js';
import type { IamRequest } from './request.js';

/**
 * Whether a condition holds. A key has to match one of the values; for operators with Not, none of them.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(condition: StatementCondition, request: IamRequest): Judgement<string> {
  const { operator, key, values } = condition;
  const parts = partsOf(operator);
  const carried = contextValue(key, request);
  const depends = maybe(`it depends on the condition ${operator} ${key}`);
  if (parts === undefined || carried === undefined || values.length === 0) return depends;
  if (parts.name === 'Null') {
    const isMissing = known(String(carried.kind === 'absent'));
    return any(values.map((value) => valueMatches(value, isMissing, equalsIgnoringCase)));
  }
  if (carried.kind === 'absent') return holdsWithoutKey(parts) ?? depends;
  const matches = (isFlag(carried) ? FLAG_COMPARISONS : TEXT_COMPARISONS).get(parts.name);
  if (matches === undefined) return depends;
  const matched = any(values.map((value) => valueMatches(value, carried, matches)));
  return parts.isNegated ? not(matched) : matched;
}

/** `ForAllValues:StringNotEqualsIfExists`, taken apart. */
interface OperatorParts {
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly isNegated: boolean;
  /** Without Not: `StringEquals`. */
  readonly name: string;
  readonly ifExists: boolean;
}

/** Undefined for what is no operator. */
function partsOf(operator: string): OperatorParts | undefined {
  if (operator === 'Null') return { set: undefined, isNegated: false, name: operator, ifExists: false };
  const [, set, whole = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/.exec(operator) ?? [];
  const name = whole.replace(/^(String|Numeric|Date|Arn)Not|^Not(?=IpAddress$)/, '$1');
  if (!OPERATORS.test(name)) return undefined;
  return {
    set: set === 'ForAllValues' || set === 'ForAnyValue' ? set : undefined,
    isNegated: name !== whole,
    name,
    ifExists: ifExists !== undefined,
  };
}

const OPERATORS =
  /^(?:String(?:Equals|EqualsIgnoreCase|Like)|(?:Numeric|Date)(?:Equals|(?:Less|Greater)Than(?:Equals)?)|Bool|BinaryEquals|IpAddress|Arn(?:Equals|Like))$/;

/**
 * Whether a condition holds on a key that the request does not carry; undefined where AWS does not say.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function holdsWithoutKey({ set, isNegated, ifExists }: OperatorParts): Judgement<string> | undefined {
  if (set === 'ForAnyValue') return ifExists ? undefined : no;
  return set === 'ForAllValues' || ifExists || isNegated ? yes : no;
}

type Comparison = (value: string, carried: string) => boolean;

const equalsIgnoringCase: Comparison = (value, carried) => value.toLowerCase() === carried.toLowerCase();

const TEXT_COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['StringEquals', (value, carried) => value === carried],
  ['StringEqualsIgnoreCase', equalsIgnoringCase],
  ['StringLike', globMatches],
]);

const FLAG_COMPARISONS: ReadonlyMap<string, Comparison> = new Map([['Bool', equalsIgnoringCase]]);

function isFlag(value: Value<string>): boolean {
  return value.kind === 'known' && (value.value === 'true' || value.value === 'false');
}

function valueMatches(value: PolicyText, carried: Value<string>, matches: Comparison): Judgement<string> {
  if (value.kind === 'unknown') return maybe(value.reason);
  // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
  if (value.value.includes('${')) return maybe(`"${value.value}" depends on the request`);
  const matched = flatMapValue(carried, (text): Value<boolean> => known(matches(value.value, text)));
  if (matched.kind === 'known') return matched.value ? yes : no;
  return maybe(matched.kind === 'unknown' ? matched.reason : 'the load balancer has no Region');
}
