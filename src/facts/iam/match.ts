import { all, any, fails, type Judgement, maybe, no, not, yes } from '../../model/truth.js';
import { flatMapValue, known, type Value } from '../../model/value.js';
import type { Effect, Patterns, PolicyText, Statement, StatementCondition } from './document.js';
import type { IamRequest, ResourceTest } from './request.js';

/** What of a statement covers a request, part by part as they are asked for; what is unknown rests on reasons. */
export interface StatementMatch {
  readonly effect: Judgement<string>;
  action(): Judgement<string>;
  resource(): Judgement<string>;
  condition(): Judgement<string>;
}

export function matchStatement(statement: Statement, effect: Effect, request: IamRequest): StatementMatch {
  return {
    effect: effectIs(statement, effect),
    action: () => covers(statement.actions, (pattern) => actionMatches(pattern, request.action)),
    resource: () => covers(statement.resources, request.resource),
    condition: () => conditionsHold(statement.conditions, request),
  };
}

/** Whether a statement of that effect covers a request. */
export function statementApplies(statement: Statement, effect: Effect, request: IamRequest): Judgement<string> {
  const { effect: own, action, resource, condition } = matchStatement(statement, effect, request);
  if (fails(own)) return own;
  const covered = action();
  if (fails(covered)) return covered;
  const exists = statement.uncertain === null ? yes : maybe(statement.uncertain);
  return all([own, covered, resource(), condition(), exists]);
}

function effectIs({ effect }: Statement, wanted: Effect): Judgement<string> {
  if (effect.kind === 'unknown') return maybe(effect.reason);
  return effect.value === wanted ? yes : no;
}

function covers({ kind, of }: Patterns, test: ResourceTest): Judgement<string> {
  const covered = any(of.map(test));
  return kind === 'only' ? covered : not(covered);
}

/**
 * Names of services and actions are of any case; `*` alone is every action of every service.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
function actionMatches(pattern: PolicyText, action: string): Judgement<string> {
  if (pattern.kind === 'unknown') return maybe(pattern.reason);
  if (pattern.value === '*') return yes;
  const [service, name] = splitAction(pattern.value);
  const [wantedService, wantedName] = splitAction(action);
  if (name === undefined) return no;
  return globMatches(service, wantedService) && globMatches(name, wantedName ?? '') ? yes : no;
}

function splitAction(action: string): readonly [service: string, name: string | undefined] {
  const colon = action.indexOf(':');
  const lower = action.toLowerCase();
  return colon < 0 ? [lower, undefined] : [lower.slice(0, colon), lower.slice(colon + 1)];
}

/** Whether all conditions of a statement hold. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
function conditionsHold(conditions: readonly StatementCondition[], request: IamRequest): Judgement<string> {
  return all(conditions.map((condition) => conditionHolds(condition, request)));
}

/** The one condition key whose value a plan tells: it is the load balancer's Region. */
const REQUESTED_REGION = 'aws:requestedregion';

/**
 * Whether a condition holds. A key has to match one of the values; for operators with Not, none of them. Every request has
 * a Region, so IfExists changes nothing, and Null holds where it says "false".
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function conditionHolds({ operator, key, values }: StatementCondition, { region }: IamRequest): Judgement<string> {
  const name = operator.replace(/^ForA(?:ny|ll)Values?:/, '').replace(/IfExists$/, '');
  const matches = OPERATORS.get(name.replace(/^StringNot/, 'String'));
  if (key.toLowerCase() !== REQUESTED_REGION || matches === undefined) {
    return maybe(`it depends on the condition ${operator} ${key}`);
  }
  const asked = name === 'Null' ? known('false') : region;
  const matched = any(values.map((value) => valueMatches(value, asked, matches)));
  return name.startsWith('StringNot') ? not(matched) : matched;
}

type Comparison = (value: string, region: string) => boolean;

const OPERATORS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['StringEquals', (value, region) => value === region],
  ['StringEqualsIgnoreCase', (value, region) => value.toLowerCase() === region.toLowerCase()],
  ['StringLike', globMatches],
  ['Null', (value, isMissing) => value.toLowerCase() === isMissing],
]);

function valueMatches(value: PolicyText, region: Value<string>, matches: Comparison): Judgement<string> {
  if (value.kind === 'unknown') return maybe(value.reason);
  // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
  if (value.value.includes('${')) return maybe(`"${value.value}" depends on the request`);
  const matched = flatMapValue(region, (text): Value<boolean> => known(matches(value.value, text)));
  if (matched.kind === 'known') return matched.value ? yes : no;
  return maybe(matched.kind === 'unknown' ? matched.reason : 'the load balancer has no Region');
}

/**
 * Whether text matches a pattern: `*` stands for any characters, also none, `?` for exactly one. Linear in the text for
 * each `*`, where a regular expression may backtrack.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function globMatches(pattern: string, text: string): boolean {
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
