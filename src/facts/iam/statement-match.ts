import { conditionsHold } from './condition.js';
import { globMatches } from './glob.js';
import type { Effect, Patterns, PolicyText, Statement } from './policy-document.js';
import type { Request, ResourceTest } from './request.js';
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
