import type { ListenerFacts, Permission } from '../../model/facts.js';
import { type Absent, absent, type Known, known, unknown, type Value } from '../../model/value.js';
import { type Decision, decide, type HeldPolicies, type HeldPolicy, type Request } from '../iam/decide.js';
import { explainDecision } from '../iam/explain.js';

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
  held: HeldPolicies,
  request: Omit<Request, 'region'>,
  regions: readonly Value<string>[],
): PermissionFacts {
  const decisions = regions.map((region) => ({ region, decision: decide(held, { ...request, region }) }));
  const worst = WORST_FIRST.flatMap((bad) => decisions.find(({ decision }) => bad(decision.permission)) ?? [])[0];
  if (worst === undefined) throw new Error('a permission is needed in one Region at least');
  const { decision, region } = worst;
  const grounds = explainDecision(decision, held, { ...request, region });
  return {
    permission: decision.permission,
    grounds: grounds === undefined ? absent : known(grounds),
    additions: additionsFor(decision, held, request.action),
  };
}

/** Where nothing denies it, and nothing allows it for sure, a statement of its own does: in the syntax of the policy that it goes to. */
function additionsFor({ permission, ceiling }: Decision, { grants }: HeldPolicies, action: string) {
  if (permission.kind !== 'unknown' && !(permission.kind === 'known' && permission.value === 'notGranted'))
    return absent;
  if (permission.kind === 'unknown' && permission.candidates?.includes('denied') !== false) return absent;
  return known(statementLines((ceiling ?? grants)[0], action));
}

function statementLines(policy: HeldPolicy | undefined, action: string): readonly string[] {
  const address = policy?.alternatives[0]?.address ?? '';
  if (/(?:^|\.)data\.aws_iam_policy_document\./.test(address)) {
    return [`actions   = ["${action}"]`, `resources = ["*"]`];
  }
  return [`"Action": "${action}",`, `"Resource": "*"`];
}

/** Whether some listener has a certificate from ACM: what is known of one decides, else what may be of another. */
export const usesAcm = oncePerList((listeners: readonly ListenerFacts[]): Value<boolean> => {
  if (listeners.some((listener) => hasAcmCertificate(listener) === true)) return known(true);
  const open = listeners.find((listener) => hasAcmCertificate(listener) === undefined);
  if (open === undefined) return known(false);
  const { source } = open.certificate;
  const why = source.kind === 'unknown' ? source : open.secure.kind === 'unknown' ? open.secure : undefined;
  const { reason = 'it is not known yet', remedy } = why ?? {};
  return unknown(
    `whether the certificate of ${open.address} is from ACM: ${reason}`,
    remedy === undefined ? {} : { remedy },
  );
});

/** The Regions of the load balancers that a deployer has to list certificates in. */
export const regionsOf = oncePerList((listeners: readonly ListenerFacts[]): readonly Value<string>[] => {
  const concerned = listeners.filter((listener) => hasAcmCertificate(listener) !== false);
  const regions = new Map(
    (concerned.length > 0 ? concerned : listeners).map(({ loadBalancer: { region } }) => [
      JSON.stringify(region),
      region,
    ]),
  );
  return regions.size > 0 ? [...regions.values()] : [unknown('there is no load balancer')];
});

/** Every deployer of a plan asks the same of the same listeners. */
function oncePerList<T>(find: (listeners: readonly ListenerFacts[]) => T): (listeners: readonly ListenerFacts[]) => T {
  const found = new WeakMap<readonly ListenerFacts[], { readonly value: T }>();
  return (listeners) => {
    const known = found.get(listeners) ?? { value: find(listeners) };
    found.set(listeners, known);
    return known.value;
  };
}

/** Undefined where that is not known. */
function hasAcmCertificate({ secure, certificate: { source } }: ListenerFacts): boolean | undefined {
  if (secure.kind === 'known' && !secure.value) return false;
  if (source.kind === 'known') return source.value === 'acm' ? (secure.kind === 'known' ? true : undefined) : false;
  if (source.kind === 'absent') return false;
  return source.candidates !== undefined && !source.candidates.includes('acm') ? false : undefined;
}
