import type { Permission } from '../../model/facts.js';
import { known, unknown, type Value } from '../../model/value.js';
import { describePlace, type Effect, type PolicyDocument, type PolicyText, type Statement } from './document.js';
import { matchesEverything, statementApplies } from './match.js';
import { fails, holds, maybe, no, type Truth, yes } from './truth.js';

/** A policy that reaches a principal. */
export interface HeldPolicy {
  /** The resource that gives it, or the file. */
  readonly address: string;
  /** The documents that it may be; nearly always one. */
  readonly alternatives: readonly PolicyDocument[];
  /** Why the principal may turn out not to have it; null where it surely does. */
  readonly uncertain: string | null;
  /** Addresses of the policies that it may be, where `address` is that of what attaches one of them. */
  readonly oneOf?: readonly string[];
}

/** Everything that decides what a principal may do. */
export interface HeldPolicies {
  readonly grants: readonly HeldPolicy[];
  /** Permissions boundary and session policies: each of these sets has to allow what is asked, too. */
  readonly ceilings: readonly (readonly HeldPolicy[])[];
}

/** What a principal may do, and the statement that decided it. */
export interface Decision {
  readonly permission: Value<Permission>;
  /** The statement that allows or denies, or that may; null where none does. */
  readonly statement: Statement | null;
  /** The ceiling that is in the way; null where none is. */
  readonly ceiling: readonly HeldPolicy[] | null;
}

/** Whether some statement covers a request, and which. */
interface Coverage {
  readonly truth: Truth;
  readonly statement: Statement | null;
}

/**
 * Nothing is allowed unless a statement says so; one that denies wins over every one that allows.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide({ grants, ceilings }: HeldPolicies, request: Request): Decision {
  const denied = coveredBy([...grants, ...ceilings.flat()], 'Deny', request);
  if (holds(denied.truth)) return { permission: known('denied'), statement: denied.statement, ceiling: null };
  const granted = coveredBy(grants, 'Allow', request);
  const limits = ceilings.map((ceiling) => ({ ceiling, ...coveredBy(ceiling, 'Allow', request) }));
  const required = [{ ceiling: null, ...granted }, ...limits];
  const missing = required.find(({ truth }) => fails(truth));
  const doubtful = required.find(({ truth }) => truth.kind === 'unknown');
  const mayBeDenied = reasonOf(denied);
  if (missing !== undefined) {
    const permission: Value<Permission> =
      mayBeDenied === undefined ? known('notGranted') : unknown(mayBeDenied, { candidates: ['notGranted', 'denied'] });
    return { permission, statement: null, ceiling: missing.ceiling };
  }
  if (doubtful !== undefined) {
    const candidates: readonly Permission[] = ['allowed', 'notGranted', ...(mayBeDenied === undefined ? [] : DENIED)];
    const permission = unknown<Permission>(reasonOf(doubtful) ?? '', { candidates });
    return { permission, statement: doubtful.statement, ceiling: doubtful.ceiling };
  }
  if (mayBeDenied === undefined) return { permission: known('allowed'), statement: granted.statement, ceiling: null };
  const permission = unknown<Permission>(mayBeDenied, { candidates: ['allowed', 'denied'] });
  return { permission, statement: denied.statement, ceiling: null };
}

const DENIED: readonly Permission[] = ['denied'];

function reasonOf({ truth }: Coverage): string | undefined {
  return truth.kind === 'unknown' ? truth.reason : undefined;
}

function coveredBy(policies: readonly HeldPolicy[], effect: Effect, request: Request): Coverage {
  return first(policies.map((policy) => policyCovers(policy, effect, request)));
}

function policyCovers({ alternatives, uncertain }: HeldPolicy, effect: Effect, request: Request): Coverage {
  const coverages = alternatives.map((document) => documentCovers(document, effect, request));
  const covered = coverages.find(({ truth }) => !fails(truth));
  if (covered === undefined) return { truth: no, statement: null };
  if (coverages.every(({ truth }) => holds(truth)) && uncertain === null) return covered;
  const reason = uncertain ?? coverages.map(reasonOf).find((text) => text !== undefined);
  return { truth: maybe(reason ?? 'it may be one of several policies'), statement: covered.statement };
}

function documentCovers({ statements, rest }: PolicyDocument, effect: Effect, request: Request): Coverage {
  const coverages = statements.map((statement) => ({
    statement,
    truth: placed(statement, statementApplies(statement, effect, request)),
  }));
  return first(rest === null ? coverages : [...coverages, { statement: null, truth: maybe(rest) }]);
}

/** A reason names the statement that it is about, and nothing of what is sensitive in it. */
function placed({ place }: Statement, truth: Truth): Truth {
  if (truth.kind === 'known') return truth;
  return maybe(`${describePlace(place)}: ${place.sensitive ? 'it is sensitive, and cannot be decided' : truth.reason}`);
}

/** The first that surely covers, else the first that may. */
function first(coverages: readonly Coverage[]): Coverage {
  const found = coverages.find(({ truth }) => holds(truth)) ?? coverages.find(({ truth }) => truth.kind === 'unknown');
  return found ?? { truth: no, statement: null };
}

/** Whether a principal may be allowed something by what it surely has: what is asked about may be one of several things. */
export function mayBeAllowed({ grants, ceilings }: HeldPolicies, request: Request): Statement | null {
  if (holds(coveredBy([...grants, ...ceilings.flat()], 'Deny', request).truth)) return null;
  if (ceilings.some((ceiling) => fails(coveredBy(ceiling, 'Allow', request).truth))) return null;
  for (const { alternatives, uncertain } of grants) {
    if (uncertain !== null) continue;
    const found = alternatives.map(({ statements }) => statements.find((one) => namesAction(one, request)));
    const [statement] = found;
    if (statement !== undefined && !found.includes(undefined)) return statement;
  }
  return null;
}

/** True of an allowing statement that is there and covers the action; resource and conditions may be in doubt. */
function namesAction(statement: Statement, request: Request): boolean {
  const anywhere = { ...statement, resources: EVERYTHING, conditions: [] };
  return (
    holds(statementApplies(anywhere, 'Allow', { ...request, resource: () => yes })) &&
    !fails(statementApplies(statement, 'Allow', request))
  );
}

const EVERYTHING = { kind: 'only', of: [known('*')] } as const;

/** Whether a pattern of a policy's `Resource` covers the resource of a request. */
export type ResourceTest = (pattern: PolicyText) => Truth;

/** What a principal asks AWS to do. */
export interface Request {
  /** In IAM's spelling: `acm:ListCertificates`. */
  readonly action: string;
  readonly resource: ResourceTest;
  readonly region: Value<string>;
}

/**
 * An action without resource types takes every resource or none: a statement that names some grants nothing.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html
 */
export const noResource: ResourceTest = (pattern) => {
  if (pattern.kind === 'unknown') return pattern.arnOf !== undefined ? no : maybe(pattern.reason);
  return matchesEverything(pattern.value) ? yes : no;
};

/** Whoever deploys an ACM certificate has to be able to list them. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-server-cert.html */
export const LIST_CERTIFICATES = 'acm:ListCertificates';

/** What puts a certificate on a Classic Load Balancer. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancing.html */
export const DEPLOY_ACTIONS = [
  'elasticloadbalancing:CreateLoadBalancer',
  'elasticloadbalancing:CreateLoadBalancerListeners',
  'elasticloadbalancing:SetLoadBalancerListenerSSLCertificate',
] as const;
