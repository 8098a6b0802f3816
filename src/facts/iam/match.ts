import { globMatches } from '../../model/glob.js';
import { all, any, fails, type Judgement, maybe, no, not, yes } from '../../model/truth.js';
import { conditionHolds } from './condition.js';
import type { Effect, Patterns, PolicyText, Statement } from './document.js';
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
    condition: () => all(statement.conditions.map((condition) => conditionHolds(condition, request))),
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
