import type { Permission } from '../../model/facts.js';
import { any, fails, holds, type Judgement, maybe, no } from '../../model/truth.js';
import { type Known, known, type Unknown, unknown } from '../../model/value.js';
import { describePlace, type Effect, type PolicyDocument, type Statement } from './document.js';
import { matchStatement, statementApplies } from './match.js';
import type { IamRequest } from './request.js';

/** An IAM policy that reaches a principal. */
export interface IamPolicy {
  /** The resource that attaches it, or the file. */
  readonly address: string;
  /** The documents that it may be; nearly always one. */
  readonly alternatives: readonly PolicyDocument[];
  /** Why the principal may turn out not to have it; null where it surely does. */
  readonly uncertain: string | null;
  /** Addresses of the policies that it may be, where `address` is that of what attaches one of them. */
  readonly oneOf?: readonly string[];
}

/** Everything that decides what a principal may do. */
export interface PrincipalPolicies {
  readonly identityPolicies: readonly IamPolicy[];
  /** Its permissions boundary and the policies of its session: each of these sets has to allow a request, too. */
  readonly permissionLimits: readonly (readonly IamPolicy[])[];
}

/** What a principal may do, and the statement that decided it. */
export interface Decision {
  readonly permission: Known<Permission> | Unknown<Permission>;
  /** The statement that allows or denies, or that may; null where none does. */
  readonly statement: Statement | null;
  /** The permission limit that does not allow it, or may not; null where none is in the way. */
  readonly limit: readonly IamPolicy[] | null;
}

/** What a coverage rests on: a statement, none for what cannot be read, and why it is unknown. */
interface Ground {
  readonly statement: Statement | null;
  readonly reason: string;
}

type Coverage = Judgement<Ground>;

/** A policy that a principal surely has. */
export function iamPolicy(address: string, ...alternatives: readonly PolicyDocument[]): IamPolicy {
  return { address, alternatives, uncertain: null };
}

/**
 * Nothing is allowed unless a statement says so; one that denies wins over every one that allows.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide({ identityPolicies, permissionLimits }: PrincipalPolicies, request: IamRequest): Decision {
  const denied = coveredBy([...identityPolicies, ...permissionLimits.flat()], 'Deny', request);
  if (holds(denied)) return { permission: known('denied'), statement: statementOf(denied), limit: null };
  const mayBeDenied = denied.truth === 'unknown' ? (denied.because[0]?.reason ?? '') : undefined;
  const allowed = coveredBy(identityPolicies, 'Allow', request);
  const required = [
    { limit: null, coverage: allowed },
    ...permissionLimits.map((limit) => ({ limit, coverage: coveredBy(limit, 'Allow', request) })),
  ];
  const missing = required.find(({ coverage }) => fails(coverage));
  if (missing !== undefined) {
    const permission: Decision['permission'] =
      mayBeDenied === undefined ? known('notGranted') : unknown(mayBeDenied, { candidates: ['notGranted', 'denied'] });
    return { permission, statement: null, limit: missing.limit };
  }
  const doubtful = required.find(({ coverage }) => !holds(coverage));
  if (doubtful !== undefined) {
    const candidates: Permission[] = ['allowed', 'notGranted'];
    if (mayBeDenied !== undefined) candidates.push('denied');
    const permission = unknown<Permission>(doubtful.coverage.because[0]?.reason ?? '', { candidates });
    return { permission, statement: statementOf(doubtful.coverage), limit: doubtful.limit };
  }
  if (mayBeDenied === undefined) return { permission: known('allowed'), statement: statementOf(allowed), limit: null };
  const permission = unknown<Permission>(mayBeDenied, { candidates: ['allowed', 'denied'] });
  return { permission, statement: statementOf(denied), limit: null };
}

function statementOf({ because }: Coverage): Statement | null {
  return because[0]?.statement ?? null;
}

function coveredBy(policies: readonly IamPolicy[], effect: Effect, request: IamRequest): Coverage {
  return any(policies.map((policy) => policyCovers(policy, effect, request)));
}

function policyCovers({ alternatives, uncertain }: IamPolicy, effect: Effect, request: IamRequest): Coverage {
  const coverages = alternatives.map((document) => documentCovers(document, effect, request));
  const covered = coverages.find((coverage) => !fails(coverage));
  if (covered === undefined) return no;
  if (uncertain === null && coverages.every(holds)) return covered;
  const open = coverages.find(({ truth }) => truth === 'unknown');
  const reason = uncertain ?? open?.because[0]?.reason ?? 'it may be one of several policies';
  return maybe({ statement: statementOf(covered), reason });
}

function documentCovers({ statements, incomplete }: PolicyDocument, effect: Effect, request: IamRequest): Coverage {
  const coverages = statements.map((statement): Coverage => {
    const { truth, because } = statementApplies(statement, effect, request);
    return { truth, because: [{ statement, reason: reasonIn(statement, because[0]) }] };
  });
  return any(incomplete === null ? coverages : [...coverages, maybe({ statement: null, reason: incomplete })]);
}

/** A reason names the statement that it is about, and nothing of what is sensitive in it. */
function reasonIn({ place }: Statement, reason: string | undefined): string {
  return `${describePlace(place)}: ${place.sensitive ? 'it is sensitive, and cannot be decided' : reason}`;
}

/**
 * A statement by which a principal may be allowed something, of the policies that it surely has; null where there is
 * none, or where it is surely denied or not within its limits.
 */
export function possiblyAllowing(
  { identityPolicies, permissionLimits }: PrincipalPolicies,
  request: IamRequest,
): Statement | null {
  const statement = firstAllowing(identityPolicies, request);
  if (statement === null) return null;
  if (holds(coveredBy([...identityPolicies, ...permissionLimits.flat()], 'Deny', request))) return null;
  return permissionLimits.some((limit) => fails(coveredBy(limit, 'Allow', request))) ? null : statement;
}

/** The statement by which one of the policies allows a request in each of its alternatives. */
function firstAllowing(policies: PrincipalPolicies['identityPolicies'], request: IamRequest): Statement | null {
  for (const { alternatives, uncertain } of policies) {
    if (uncertain !== null) continue;
    const found = alternatives.map(({ statements }) => statements.find((one) => mayAllow(one, request)));
    const [statement] = found;
    if (statement !== undefined && !found.includes(undefined)) return statement;
  }
  return null;
}

/** True of an allowing statement that surely exists and covers the action; resource and conditions may be in doubt. */
function mayAllow(statement: Statement, request: IamRequest): boolean {
  if (statement.uncertain !== null) return false;
  const { effect, action, resource, condition } = matchStatement(statement, 'Allow', request);
  return holds(effect) && holds(action()) && !fails(resource()) && !fails(condition());
}
