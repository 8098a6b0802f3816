import { arrayOf, isObject, type Json, type JsonObject, objectOf, parseJson, property } from '../../model/json.js';
import type { OnDemand } from '../../model/plan.js';
import { fails } from '../../model/truth.js';
import { unknown } from '../../model/value.js';
import { awsManagedDocument, awsManagedName } from '../iam/aws-managed-policies.js';
import { readPolicyDocument, type Statement } from '../iam/document.js';
import { matchStatement } from '../iam/match.js';
import { DEPLOY_ACTIONS, loadBalancerResource } from '../iam/request.js';
import { deployerTypes } from './index.js';

/**
 * The resources that deployers are collected from, which nobody needs where none of them lets anybody deploy a load
 * balancer: a principal is a deployer by a statement that surely allows that, and its text stands in one of them.
 */
export const onDemand: OnDemand = {
  types: (mode, type) => deployerTypes.has(`${mode}.${type}`),
  // The service, the ARN of a policy, what allows all but some actions, escapes, and what is unknown.
  signs: ['elasticloadbalancing:', ':iam:', 'otact', 't_act', '\\u', 'true'],
  matters,
};

/** Whether an instance matters, weighed statement by statement: what it is after a change. */
function matters(instance: Json): boolean {
  const change = property(instance, 'change');
  const values = change === undefined ? property(instance, 'values') : property(change, 'after');
  if (holdsDeployingStatement(values ?? null)) return true;
  const unknowns = property(change, 'after_unknown');
  return (
    unknowns === true || Object.keys(objectOf(unknowns)).some((name) => mayHideStatement(name, objectOf(unknowns)))
  );
}

/** In the ARN of every policy that AWS manages. */
const AWS_MANAGED = /:iam::aws:policy\//;

/** Unknown arguments in which no statement can be, nor the ARN of a policy. */
const PLAIN: ReadonlySet<string> = new Set([
  ...['arn', 'attachment_count', 'create_date', 'id', 'name', 'name_prefix', 'owner_id', 'path', 'policy_id'],
  ...['permission_set_arn', 'instance_arn', 'created_date', 'tags', 'tags_all', 'unique_id', 'version'],
  ...['role', 'roles', 'role_name', 'user', 'users', 'user_name', 'group', 'groups', 'group_name'],
  ...['assume_role_policy', 'description', 'json', 'minified_json', 'policy_names', 'role_last_used'],
]);

/** What may be unknown in a statement that is known to allow an action. */
const PLAIN_IN_STATEMENT: ReadonlySet<string> = new Set([
  ...['condition', 'not_principals', 'not_resources', 'principals', 'resources', 'sid'],
]);

function mayHideStatement(name: string, unknowns: JsonObject): boolean {
  if (PLAIN.has(name)) return false;
  const mask = unknowns[name] ?? false;
  return name === 'statement' && Array.isArray(mask)
    ? mask.some((statement: Json) => {
        return isObject(statement)
          ? Object.entries(statement).some(([part, inner]) => !PLAIN_IN_STATEMENT.has(part) && isSet(inner))
          : isSet(statement);
      })
    : isSet(mask);
}

function isSet(mask: Json): boolean {
  if (typeof mask !== 'object' || mask === null) return mask === true;
  return Object.values(mask).some(isSet);
}

/** Looks into everything, and into JSON in texts. */
function holdsDeployingStatement(values: Json): boolean {
  const rest: Json[] = [values];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === 'string') {
      const inner = /^\s*\{/.test(next) ? parseJson(next) : undefined;
      if (inner !== undefined) rest.push(inner);
      else if (AWS_MANAGED.test(next) && isDeployingPolicy(next)) return true;
    } else if (typeof next === 'object' && next !== null) {
      if (isDeployingStatement(next)) return true;
      for (const part of Object.values(next)) rest.push(part);
    }
  }
  return false;
}

function isDeployingPolicy(text: string): boolean {
  const name = awsManagedName(text);
  return name !== undefined && awsManagedDocument(name).statements.some(mayAllowDeploying);
}

/** A statement of a policy's text, or of `aws_iam_policy_document`. */
function isDeployingStatement(json: Exclude<Json, string | number | boolean | null>): boolean {
  const isOfDocument = 'actions' in json || 'not_actions' in json;
  if (!isOfDocument && !('Action' in json) && !('NotAction' in json)) return false;
  const text = isOfDocument ? asText(json) : json;
  return readPolicyDocument('', { Statement: text }).statements.some(mayAllowDeploying);
}

/** What stands in the place of a statement of `aws_iam_policy_document`, whose resources may be unknown. */
function asText(json: Json): JsonObject {
  const except = arrayOf(property(json, 'not_actions'));
  const actions = arrayOf(property(json, 'actions')).filter((action) => typeof action === 'string');
  const effect = property(json, 'effect') === 'Deny' ? 'Deny' : 'Allow';
  return { Effect: effect, ...(except.length > 0 ? { NotAction: except } : { Action: actions }), Resource: '*' };
}

function mayAllowDeploying(statement: Statement): boolean {
  const region = unknown<string>('it does not matter here');
  for (const action of DEPLOY_ACTIONS) {
    const match = matchStatement(statement, 'Allow', { action, resource: loadBalancerResource, region });
    // These are the same for every action.
    if (fails(match.effect) || fails(match.resource()) || fails(match.condition())) return false;
    if (!fails(match.action())) return true;
  }
  return false;
}
