import type { TextForm } from '../../expressions/index.js';
import type { CertificateFacts } from '../../model/facts.js';
import type { Plan, Resource } from '../../model/plan.js';
import { absent, isValue, known, knownOr, unknown, type Value } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../sources.js';

/** What is the same for every resource or data source that is a certificate: where it is, and that it exists. */
export function placeOf({ resolver }: FactContext, resource: Resource) {
  const arn = textAttribute(resource, 'arn');
  return {
    // A certificate always gets an ARN: where the plan has none yet, it comes with apply.
    arn: arn.kind === 'absent' ? unknown<string>(`known after apply: ${resource.address}.arn`) : arn,
    region: resolver.region(resource),
    partition: resolver.partition(resource),
    account: resolver.account(resource),
    address: known(resource.address),
    origin: known(resource.mode),
    exists: known(true),
  } as const satisfies Partial<CertificateFacts>;
}

/** What only a certificate has that this plan makes from arguments, or replaces. */
export const NOT_MADE_HERE = {
  pem: absent,
  pemFault: absent,
  keyMatches: absent,
  chain: absent,
  replacement: absent,
  destroyedInUse: absent,
  nameConflict: absent,
  action: absent,
} as const satisfies Partial<CertificateFacts>;

/** How the plan replaces a certificate. Whether something still uses it, what uses it tells. */
export function replacementOf({ replacement, address }: Resource) {
  return {
    replacement: knownOr(replacement),
    destroyedInUse:
      replacement === 'deleteFirst' ? unknown<boolean>(`it depends on what uses ${address}`) : known(false),
  } as const satisfies Partial<CertificateFacts>;
}

/** The facts of a certificate that rest on one more assumption; null for none. */
export function assumingAlso(facts: CertificateFacts, assuming: string | null): CertificateFacts {
  const all = [assuming, facts.assuming].filter((one) => one !== null);
  return { ...facts, assuming: all.length === 0 ? null : all.join(', and that ') };
}

/** No resource or data source tells what uses a certificate. */
export function usage(resource: Resource): Value<boolean> {
  return unknown(`the plan does not tell what uses ${resource.address}`, { remedy: 'give --live' });
}

/** DescribeCertificate has been seen to answer `RSA-2048`. Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/acm/certificate.go */
export function normaliseKeyAlgorithm(text: string): string {
  const [family = '', ...rest] = text.replaceAll('-', '_').split('_');
  return [family.toUpperCase(), ...rest.map((part) => part.toLowerCase())].join('_');
}

/** `PENDING_VALIDATION` as `pendingValidation`. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
export function normaliseStatus(status: string): string {
  return status.toLowerCase().replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/**
 * The facts of a certificate that stands in another input than its listener. What is unknown there under some
 * identity, the Region of its provider say, need not turn out equal to what bears the same identity here.
 */
export function asSeenFromElsewhere(plan: Plan, facts: CertificateFacts): CertificateFacts {
  const fields = Object.entries(facts).map(([name, value]: [string, unknown]) => {
    return [name, isValue(value) ? identifiedIn(plan, value) : value] as const;
  });
  return Object.fromEntries(fields) as unknown as CertificateFacts;
}

function identifiedIn(plan: Plan, value: Value<unknown>): Value<unknown> {
  if (value.kind !== 'unknown' || value.identity === undefined) return value;
  return { ...value, identity: `${value.identity} in ${plan.path}` };
}

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const PARTITION: TextForm = { characters: `${LETTERS}-`, sample: 'aws' };
const REGION: TextForm = { characters: `${LETTERS}${DIGITS}-`, sample: 'us-east-1' };
const ACCOUNT: TextForm = { characters: DIGITS, sample: '123456789012' };

/** What the ARN of a resource in its account and, but for IAM, its Region consists of, as far as these are known. */
export function arnShape(
  { resolver }: FactContext,
  resource: Resource,
  service: 'acm' | 'iam',
  rest: readonly (string | TextForm)[],
): readonly (string | TextForm)[] {
  const knownOr = (value: Value<string>, form: TextForm) => (value.kind === 'known' ? value.value : form);
  const region = service === 'iam' ? '' : knownOr(resolver.region(resource), REGION);
  const account = knownOr(resolver.account(resource), ACCOUNT);
  return ['arn:', knownOr(resolver.partition(resource), PARTITION), `:${service}:`, region, ':', account, ':', ...rest];
}
