import { flatMapValue, known, type Value } from '../../model/value.js';
import type { Request, ResourceTest } from './decide.js';
import type { Condition, Effect, Patterns, PolicyText, Statement } from './document.js';
import { all, any, fails, maybe, no, not, type Truth, yes } from './truth.js';

/** What of a statement covers a request, part by part. */
export interface StatementMatch {
  readonly effect: Truth;
  readonly action: Truth;
  readonly resource: Truth;
  readonly condition: Truth;
}

export function matchStatement(statement: Statement, effect: Effect, request: Request): StatementMatch {
  return {
    effect: effectIs(statement, effect),
    action: covers(statement.actions, (pattern) => actionMatches(pattern, request.action)),
    resource: covers(statement.resources, request.resource),
    condition: conditionsHold(statement.conditions, request),
  };
}

/** Whether a statement of that effect covers a request. */
export function statementApplies(statement: Statement, effect: Effect, request: Request): Truth {
  const { effect: own, action, resource, condition } = matchStatement(statement, effect, request);
  const there = statement.uncertain === null ? yes : maybe(statement.uncertain);
  return all([own, action, resource, condition, there]);
}

function effectIs({ effect }: Statement, wanted: Effect): Truth {
  if (effect.kind === 'unknown') return maybe(effect.reason);
  return effect.value === wanted ? yes : no;
}

function covers({ kind, of }: Patterns, test: ResourceTest): Truth {
  const covered = any(of.map(test));
  return kind === 'only' ? covered : not(covered);
}

/**
 * Names of services and actions are of any case; `*` alone is every action of every service.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
function actionMatches(pattern: PolicyText, action: string): Truth {
  if (pattern.kind === 'unknown') return maybe(pattern.reason);
  if (pattern.value === '*') return yes;
  const [service = '', name] = split(pattern.value);
  const [wantedService = '', wantedName = ''] = split(action);
  if (name === undefined) return no;
  return globMatches(service, wantedService) && globMatches(name, wantedName) ? yes : no;
}

function split(action: string): readonly string[] {
  const [service = '', ...name] = action.toLowerCase().split(':');
  return name.length === 0 ? [service] : [service, name.join(':')];
}

/** What keeps a statement that names the action from covering the request; null where nothing does, or it does not name it. */
export function missesBy({ effect, action, resource, condition }: StatementMatch): 'resource' | 'condition' | null {
  if (fails(effect) || fails(action)) return null;
  if (fails(resource)) return 'resource';
  return fails(condition) ? 'condition' : null;
}

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

/**
 * Whether text is what a pattern describes: `*` stands for any characters, also none, `?` for exactly one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function globMatches(pattern: string, text: string): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let resumeAt = 0;
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at;
      resumeAt = position;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      resumeAt += 1;
      position = resumeAt;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** True for a pattern that describes every text. */
export function matchesEverything(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/** A policy variable, whose value comes with the request. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export function hasVariable(pattern: string): boolean {
  return pattern.includes('${');
}
