import type { Permission } from '../../model/facts.js';
import { absent, known, type Value } from '../../model/value.js';
import { type Decision, decide, type HeldPolicies, type HeldPolicy } from '../iam/decide.js';
import { explainDecision } from '../iam/explain.js';
import type { Request } from '../iam/request.js';

/** What a deployer may do, why, and what would change it. */
export interface PermissionFacts {
  readonly permission: Value<Permission>;
  readonly grounds: Value<string>;
  readonly additions: Value<readonly string[]>;
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
