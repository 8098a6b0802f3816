import type { ListenerFacts, Permission } from '../../model/facts.js';
import { type Absent, absent, type Known, known, unknown, type Value } from '../../model/value.js';
import { type Decision, decide, type IamPolicy, type PrincipalPolicies } from '../iam/decide.js';
import { explainDecision } from '../iam/explain.js';
import type { IamRequest } from '../iam/request.js';
import type { CertificateLookUp } from './look-ups.js';

/** What a deployer may do, why, and what would change it. */
export interface PermissionFacts {
  readonly permission: Value<Permission>;
  readonly grounds: Known<string> | Absent;
  readonly additions: Known<readonly string[]> | Absent;
}

/** Worst first: a permission is as good as it is in the worst of the Regions that it is needed in. */
const WORST_FIRST: readonly ((permission: Value<Permission>) => boolean)[] = [
  (permission) => permission.kind === 'known' && permission.value === 'denied',
  (permission) => permission.kind === 'known' && permission.value === 'notGranted',
  (permission) => permission.kind === 'unknown' && permission.candidates?.includes('allowed') === false,
  (permission) => permission.kind !== 'known',
  () => true,
];

/** What policies say of one action in all of some Regions. */
export function permissionFor(
  policies: PrincipalPolicies,
  request: Omit<IamRequest, 'region'>,
  regions: readonly Value<string>[],
): PermissionFacts {
  const decisions = regions.map((region) => ({ region, decision: decide(policies, { ...request, region }) }));
  const worst = WORST_FIRST.flatMap((bad) => decisions.find(({ decision }) => bad(decision.permission)) ?? [])[0];
  if (worst === undefined) throw new Error('a permission is needed in one Region at least');
  const { decision, region } = worst;
  const grounds = explainDecision(decision, policies, { ...request, region });
  return {
    permission: decision.permission,
    grounds: grounds === undefined ? absent : known(grounds),
    additions: additionsFor(decision, policies, request.action),
  };
}

/** The statement that would allow it, where none surely does and none may deny it: in the syntax of the policy that it goes to. */
function additionsFor(
  { permission, limit }: Decision,
  { identityPolicies }: PrincipalPolicies,
  action: string,
): PermissionFacts['additions'] {
  const possible = permission.kind === 'known' ? [permission.value] : permission.candidates;
  if (possible === undefined || possible.includes('denied') || !possible.includes('notGranted')) return absent;
  return known(statementLines((limit ?? identityPolicies)[0], action));
}

function statementLines(policy: IamPolicy | undefined, action: string): readonly string[] {
  const address = policy?.alternatives[0]?.address ?? '';
  if (/(?:^|\.)data\.aws_iam_policy_document\./.test(address)) {
    return [`actions   = ["${action}"]`, `resources = ["*"]`];
  }
  return [`"Action": "${action}",`, `"Resource": "*"`];
}

/**
 * Whether certificates of ACM are looked up, or some listener has one: what is known of one decides, else what may be of
 * another.
 */
export function usesAcm(
  listeners: readonly ListenerFacts[],
  lookUps: readonly CertificateLookUp[] = [],
): Value<boolean> {
  if (lookUps.length > 0 || listeners.some((listener) => hasAcmCertificate(listener) === true)) return known(true);
  const open = listeners.find((listener) => hasAcmCertificate(listener) === undefined);
  if (open === undefined) return known(false);
  const { secure, certificate } = open;
  const why = [certificate.source, secure].find((fact) => fact.kind === 'unknown');
  const { reason = 'it is not known yet', remedy } = why ?? {};
  return unknown(
    `whether the certificate of ${open.address} is from ACM: ${reason}`,
    remedy === undefined ? {} : { remedy },
  );
}

/** The Regions of the load balancers and look-ups that a deployer has to list certificates in. */
export function regionsOf(
  listeners: readonly ListenerFacts[],
  lookUps: readonly CertificateLookUp[] = [],
): readonly Value<string>[] {
  const concerned = listeners.filter((listener) => hasAcmCertificate(listener) !== false);
  const balanced = concerned.length > 0 || lookUps.length > 0 ? concerned : listeners;
  const all = [...balanced.map(({ loadBalancer: { region } }) => region), ...lookUps.map(({ region }) => region)];
  const regions = new Map(all.map((region) => [JSON.stringify(region), region]));
  return regions.size > 0 ? [...regions.values()] : [unknown('there is no load balancer')];
}

/** Whether a listener has a certificate from ACM; undefined where that is not known. */
function hasAcmCertificate({ secure, certificate: { source } }: ListenerFacts): boolean | undefined {
  if (secure.kind === 'known' && !secure.value) return false;
  if (source.kind === 'known') return source.value === 'acm' ? (secure.kind === 'known' ? true : undefined) : false;
  if (source.kind === 'absent') return false;
  return source.candidates !== undefined && !source.candidates.includes('acm') ? false : undefined;
}

/** True of a secure listener whose certificate is from ACM, or may be. */
export function mayUseAcm(listener: ListenerFacts): boolean {
  return listener.secure.kind === 'known' && hasAcmCertificate(listener) !== false;
}
