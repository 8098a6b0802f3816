import { flatMapValue, known, type Value } from '../../model/value.js';
import { globMatches, hasVariable } from './glob.js';
import type { Condition, PolicyText } from './policy-document.js';
import type { Request } from './request.js';
import { all, any, maybe, no, not, type Truth, yes } from './truth.js';

/** Whether all conditions of a statement hold. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export function conditionsHold(conditions: readonly Condition[], request: Request): Truth {
  return all(conditions.map((condition) => conditionHolds(condition, request)));
}

/** The request's Region is known as soon as the load balancer's is; every other key waits for the request. */
const REQUESTED_REGION = 'aws:requestedregion';

function conditionHolds({ operator, key, values }: Condition, { region }: Request): Truth {
  const compare = OPERATORS.get(operator.replace(/^ForA(?:ny|ll)Values?:/, '').replace(/IfExists$/, ''));
  if (key.toLowerCase() !== REQUESTED_REGION || compare === undefined) {
    return maybe(`it depends on the condition ${operator} ${key}`);
  }
  return compare(values, region);
}

type Comparison = (values: readonly PolicyText[], region: Value<string>) => Truth;

const equals: Comparison = (values, region) => anyOf(values, region, (value, text) => value === text);
const equalsIgnoringCase: Comparison = (values, region) =>
  anyOf(values, region, (value, text) => value.toLowerCase() === text.toLowerCase());
const like: Comparison = (values, region) => anyOf(values, region, globMatches);

/**
 * The operators on text. A key has to match one of the values; for those with Not, none of them. Every request has a
 * Region, so IfExists changes nothing, and Null holds where it says "false".
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['StringEquals', equals],
  ['StringNotEquals', (values, region) => not(equals(values, region))],
  ['StringEqualsIgnoreCase', equalsIgnoringCase],
  ['StringNotEqualsIgnoreCase', (values, region) => not(equalsIgnoringCase(values, region))],
  ['StringLike', like],
  ['StringNotLike', (values, region) => not(like(values, region))],
  ['Null', (values) => anyOf(values, known('false'), (value, text) => value.toLowerCase() === text)],
]);

function anyOf(
  values: readonly PolicyText[],
  region: Value<string>,
  matches: (value: string, text: string) => boolean,
): Truth {
  return any(
    values.map((value) => {
      if (value.kind === 'unknown') return maybe(value.reason);
      if (hasVariable(value.value)) return maybe(`"${value.value}" depends on the request`);
      const held = flatMapValue(region, (text): Value<boolean> => known(matches(value.value, text)));
      if (held.kind === 'known') return held.value ? yes : no;
      return maybe(held.kind === 'unknown' ? held.reason : 'the load balancer has no Region');
    }),
  );
}
