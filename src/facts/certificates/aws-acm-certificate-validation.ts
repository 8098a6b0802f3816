import { groupBy, onceEach } from '../../model/collections.js';
import type { Resource } from '../../model/plan.js';
import { known, unknown, type Value } from '../../model/value.js';
import { argumentGroup, dependsOn, type Origin } from '../../resolve/index.js';
import { type CertificateSource, type FactContext, perPlan, type TracedCertificate } from '../sources.js';

/**
 * What waits until a certificate is issued. Its id is a time, not an ARN.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/acm/certificate_validation.go
 */
const source = {
  mode: 'managed',
  type: 'aws_acm_certificate_validation',
  arnAttributes: [],
  notArnAttributes: ['id'],
  standsFor: 'certificate_arn',
  describe: () => undefined,
} as const satisfies CertificateSource;

export default source;

/**
 * Whether the listener waits until a requested certificate is issued: some way from it to the certificate leads through
 * `aws_acm_certificate_validation`. One way is enough, also in a condition or a `try`: Terraform makes a resource after
 * everything that its expressions refer to. `ways` tells them, undefined where the plan does not.
 * Source: https://developer.hashicorp.com/terraform/internals/graph
 */
export function withAwait(
  context: FactContext,
  listener: Resource,
  certificate: TracedCertificate,
  ways: () => readonly Origin[] | undefined,
): TracedCertificate {
  const { facts } = certificate;
  if (!isPending(facts.issuance) || facts.address.kind !== 'known') return certificate;
  const told = (issuance: Value<string>) => ({ ...certificate, facts: { ...facts, issuance } });
  const address = facts.address.value;
  const validations = validationsOf(context, address);
  if (validations.some(({ first }) => dependsOn(context.resolver.plan, listener, first))) {
    return told(known('awaited'));
  }
  const seen = validations.length === 0 ? [] : ways();
  const passed = seen === undefined ? new Set<string>() : waysOf(seen);
  const awaited = validations.some(({ addresses }) =>
    addresses.some((full) => passed.has(full) || passed.has(full.replace(/\[[^[\]]*\]$/, ''))),
  );
  if (awaited) return told(known('awaited'));
  // A validation may stand behind a local, too.
  const isSeen = seen?.every((way) => way.kind !== 'deadEnd' || way.module === undefined) === true;
  return isSeen
    ? certificate
    : told(unknown(`the plan does not say whether the listener waits for ${address} to be issued`));
}

/**
 * A certificate as inputs see it that read this one's state: they are applied once this one was, with everything in it
 * that waits.
 */
export function withEarlierAwait(context: FactContext, certificate: TracedCertificate): TracedCertificate {
  const { facts } = certificate;
  if (!isPending(facts.issuance) || facts.address.kind !== 'known') return certificate;
  const { byCertificate, unclear } = validationsIn(context.resolver);
  const awaited = byCertificate.has(facts.address.value);
  if (!awaited && unclear.length === 0) return certificate;
  const issuance: Value<string> = awaited
    ? known('awaited')
    : unknown(
        `the plan does not say which certificate ${unclear.flatMap(({ addresses }) => addresses).join(', ')} waits for`,
      );
  return { ...certificate, facts: { ...facts, issuance } };
}

function isPending(issuance: Value<string>): boolean {
  return issuance.kind === 'known' && ['notAwaited', 'pendingValidation'].includes(issuance.value);
}

/** Every address on the way to some origins. */
const waysOf = onceEach(
  (origins: readonly Origin[]): ReadonlySet<string> => new Set(origins.flatMap(({ via }) => via)),
);

/** The validations in the plan that wait, or may wait, for the certificate. */
function validationsOf(context: FactContext, address: string): readonly ValidationBlock[] {
  const { byCertificate, unclear } = validationsIn(context.resolver);
  return [...(byCertificate.get(address) ?? []), ...unclear];
}

/** The validations that one block makes in one module, as far as the input does not tell them apart. */
interface ValidationBlock {
  readonly first: Resource;
  readonly addresses: readonly string[];
}

interface Validations {
  /** By the address of everything on the way to the certificate that they wait for. */
  readonly byCertificate: ReadonlyMap<string, readonly ValidationBlock[]>;
  /** Those of which the plan does not tell which one that is. */
  readonly unclear: readonly ValidationBlock[];
}

const validationsIn = perPlan((resolver): Validations => {
  const byCertificate = new Map<string, ValidationBlock[]>();
  const unclear: ValidationBlock[] = [];
  const blocks = groupBy(resolver.index.ofType(source.mode, source.type), (validation) =>
    argumentGroup(resolver.plan, validation, source.standsFor),
  );
  for (const validations of blocks.values()) {
    const [first] = validations;
    if (first === undefined) continue;
    const block = { first, addresses: validations.map(({ address }) => address) };
    const origins = resolver.traceAttribute(first, source.standsFor);
    if (origins.length === 0 || origins.some(({ kind }) => kind === 'deadEnd')) unclear.push(block);
    else {
      for (const address of new Set(origins.flatMap(({ via }) => via))) {
        const before = byCertificate.get(address);
        if (before === undefined) byCertificate.set(address, [block]);
        else before.push(block);
      }
    }
  }
  return { byCertificate, unclear };
});
