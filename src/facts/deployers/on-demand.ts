import { arrayOf, isObject, type Json, type JsonObject, parseJson, property } from '../../model/json.js';
import type { OnDemand, ResourceConfig } from '../../model/plan.js';
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
  // Escapes, `NotAction`, `not_actions`, ARNs of policies, and the service.
  signs: ['\\u', 'otact', 't_act', ':iam:', 'elasticloadbalancing:'],
  mayMatter,
  matters,
  mattersBy: isFilledIn,
};

/** Elements of `inline_policy` and `managed_policy_arns` of a role that is yet to be made. */
const FILLED_IN = ['inline_policy', 'managed_policy_arns'] as const;

/**
 * Whether the text of an instance may hold a statement that allows deploying a load balancer. It reads no JSON: an action
 * that is one of a load balancer names the service or has a wildcard where the service stands.
 */
function mayMatter(values: string): boolean {
  return MAY_MATTER.test(values) || hasWildService(values);
}

/** Escapes, what allows all but some actions, the ARN of a policy that AWS manages, and the service. */
const MAY_MATTER = /\\u|otaction|not_actions|:iam::aws:policy\/|elasticloadbalancing:/i;

/** In the ARN of every policy that AWS manages. */
const AWS_MANAGED = /:iam::aws:policy\//;

/** Whether some string has a wildcard before its first colon. */
function hasWildService(text: string): boolean {
  for (const wildcard of ['*', '?']) {
    for (let at = text.indexOf(wildcard); at >= 0; at = text.indexOf(wildcard, at + 1)) {
      if (isBeforeColon(text, at)) return true;
    }
  }
  return false;
}

function isBeforeColon(text: string, wildcard: number): boolean {
  for (let at = wildcard - 1; at >= 0; at -= 1) {
    const character = text.charCodeAt(at);
    if (character === COLON) return false;
    if (character === QUOTE || character === BACKSLASH) return true;
  }
  return true;
}

const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The same of an instance's values, and of what of them is unknown, weighed statement by statement. */
function matters(values: Json | undefined, unknowns: Json | undefined): boolean | 'byConfiguration' {
  if (holdsDeployingStatement(values ?? null)) return true;
  const hidden = isObject(unknowns) ? Object.keys(unknowns).filter((name) => mayHideStatement(name, unknowns)) : [];
  if (hidden.length === 0) return unknowns === true;
  return hidden.every((name) => FILLED_IN.some((filled) => filled === name) && property(unknowns, name) === true)
    ? 'byConfiguration'
    : true;
}

/**
 * Whether a role's block says something of what the provider fills in where nobody does.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
function isFilledIn({ body }: ResourceConfig): boolean {
  return FILLED_IN.some((name) => body.expression(name) !== undefined || body.blocks(name).length > 0);
}

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
      const inner = beginsObject(next) ? parseJson(next) : undefined;
      if (inner !== undefined) rest.push(inner);
      else if (AWS_MANAGED.test(next) && isDeployingPolicy(next)) return true;
    } else if (typeof next === 'object' && next !== null) {
      if (isDeployingStatement(next)) return true;
      const parts: readonly Json[] = Object.values(next);
      for (let at = 0; at < parts.length; at += 1) rest.push(parts[at] as Json);
    }
  }
  return false;
}

function beginsObject(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character > SPACE) return character === OPEN;
  }
  return false;
}

const SPACE = 0x20;
const OPEN = 0x7b;

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
    if (fails(match.effect) || fails(match.resource) || fails(match.condition)) return false;
    if (!fails(match.action)) return true;
  }
  return false;
}
