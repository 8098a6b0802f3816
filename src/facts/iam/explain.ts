import { fails, holds } from '../../model/truth.js';
import { joinWords } from '../../model/words.js';
import { conditionHolds } from './condition.js';
import { contextValue } from './context.js';
import type { Decision, PrincipalPolicies } from './decide.js';
import { describePlace, type Patterns, type PolicyText, type Statement, type StatementCondition } from './document.js';
import { matchStatement } from './match.js';
import type { IamRequest } from './request.js';

/** More policies than this are counted, not named. */
const MOST_NAMED = 3;

/** Why a principal may or may not do something, as a clause; undefined where that is open. */
export function explainDecision(
  { permission, statement, limit }: Decision,
  { identityPolicies }: PrincipalPolicies,
  request: IamRequest,
): string | undefined {
  if (permission.kind === 'known' && statement !== null) return describeStatement(statement);
  if (permission.kind === 'unknown' && permission.candidates?.includes('allowed')) return undefined;
  const policies = limit ?? identityPolicies;
  const near = policies
    .flatMap(({ alternatives }) => alternatives.flatMap(({ statements }) => statements))
    .map((one) => describeUnmet(one, request))
    .find((text) => text !== undefined);
  if (near !== undefined) return near;
  const names = [...new Set(policies.flatMap(({ alternatives }) => alternatives.map(({ address }) => address)))];
  if (limit !== null) return `${nameSome(names)} limits what it may do, and does not allow this`;
  return names.length === 0 ? 'it has no policy' : `no statement of ${nameSome(names)} allows it`;
}

/** `aws_iam_policy.ci statement "Deploy" allows acm:* on *`. */
function describeStatement({ place, effect, actions, resources, conditions }: Statement): string {
  const verb = effect.kind === 'known' && effect.value === 'Deny' ? 'denies' : 'allows';
  if (place.sensitive) return `${describePlace(place)} ${verb} it`;
  const where = conditions.length === 0 ? '' : ` under ${nameSome(conditions.map(describeCondition))}`;
  return `${describePlace(place)} ${verb} ${describePatterns(actions)} on ${describePatterns(resources)}${where}`;
}

/** What keeps an allowing statement that names the action from granting it. */
function describeUnmet(statement: Statement, request: IamRequest): string | undefined {
  const match = matchStatement(statement, 'Allow', request);
  if (!holds(match.effect) || !holds(match.action())) return undefined;
  const place = describePlace(statement.place);
  if (fails(match.resource())) {
    return statement.place.sensitive
      ? `${place} allows it on some resources only, and the action takes none: only "*" grants it`
      : `${place} allows it on ${describePatterns(statement.resources)} only, and the action takes no resource: only "*" grants it`;
  }
  const broken = statement.conditions.find((condition) => fails(conditionHolds(condition, request)));
  if (broken === undefined) return undefined;
  if (statement.place.sensitive) return `${place} allows it under a condition that does not hold`;
  const isMissing = contextValue(broken.key, request)?.kind === 'absent';
  const why = isMissing ? 'on a key that the request does not carry' : `which does not hold${inRegion(request)}`;
  return `${place} allows it under ${describeCondition(broken)}, ${why}`;
}

function describeCondition({ operator, key }: StatementCondition): string {
  return `the condition ${operator} ${key}`;
}

function inRegion({ region }: IamRequest): string {
  return region.kind === 'known' && region.sensitive !== true ? ` in ${region.value}` : '';
}

function describePatterns({ kind, of }: Patterns): string {
  return `${kind === 'except' ? 'all but ' : ''}${nameSome(of.map(describeText))}`;
}

function describeText(text: PolicyText): string {
  if (text.sensitive === true) return '(sensitive)';
  if (text.kind === 'known') return text.value;
  return text.arnOf === undefined ? 'what is known after apply' : `the ARN of ${text.arnOf}`;
}

function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED);
  const hidden = names.length - shown.length;
  if (hidden > 0) shown.push(`${hidden} more`);
  return joinWords(shown, 'and');
}
