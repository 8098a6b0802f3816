import type { TextForm } from '../../expressions/index.js';
import type { CertificateType } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { absent, known, mapValue, unknown, type Value } from '../../model/value.js';
import { blockOf, knownElements, listAttribute, textAttribute } from '../../resolve/index.js';
import { daysUntil, formatDate, parseDate } from '../dates.js';
import { assumedPem, pemArguments } from '../pem/arguments.js';
import { chainFacts, keyMatches } from '../pem/pem-text.js';
import type { CertificateSource, FactContext, PemFacts } from '../sources.js';
import { arnShape, normaliseKeyAlgorithm, normaliseStatus, placeOf, replacementOf, usage } from './certificate.js';

/** A UUID. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
const CERTIFICATE_ID: TextForm = { characters: '0123456789abcdef-', sample: '12345678-1234-1234-1234-123456789012' };

/**
 * A certificate that Terraform requests from ACM or imports into it.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate
 */
export default {
  mode: 'managed',
  type: 'aws_acm_certificate',
  nestedBlocks: { options: 'list', validation_option: 'set' },
  arnAttributes: ['arn', 'id'],
  arnShape: (context, resource) => arnShape(context, resource, 'acm', ['certificate/', CERTIFICATE_ID]),
  describe(context, resource) {
    const pem = context.pem(resource, 'certificate_body');
    const type = certificateType(resource);
    const imported = type === 'imported';
    const notAfter = pem?.notAfter ?? requestedDate(resource, 'not_after');
    return {
      facts: {
        source: known('acm'),
        ...placeOf(context, resource),
        path: absent,
        type: known(type),
        keyAlgorithm: pem === undefined ? requestedKeyAlgorithm(context, resource, type) : pem.keyAlgorithm,
        domainNames: pem === undefined ? requestedNames(context, resource) : pem.domainNames,
        selfSigned: selfSigned(type, pem),
        knownNames: pem === undefined ? knownRequestedNames(context, resource) : pem.domainNames,
        notBefore: pem?.notBefore ?? requestedDate(resource, 'not_before'),
        notAfter,
        daysUntilExpiry: pem?.daysUntilExpiry ?? daysUntil(parseDate(notAfter), context.now),
        renewal: known(imported ? 'manual' : 'automatic'),
        issuance: issuance(resource, type),
        inUse: resource.action === 'create' ? known(false) : usage(resource),
        ...(imported ? pemArguments(context, resource) : { pem: absent, pemFault: absent }),
        keyMatches: imported ? keyMatches(context, resource, pem) : absent,
        chain: imported ? chainFacts(context, resource) : absent,
        ...replacementOf(resource),
        nameConflict: absent,
        action: known(resource.action),
        assuming: assumedPem(context, resource),
        alternatives: null,
      },
      trace: [resource.address, ...(pem?.trace ?? [])],
    };
  },
} as const satisfies CertificateSource;

function certificateType(resource: Resource): CertificateType {
  const type = textAttribute(resource, 'type');
  if (textAttribute(resource, 'certificate_body').kind !== 'absent') return 'imported';
  if (type.kind === 'known' && type.value === 'IMPORTED') return 'imported';
  return textAttribute(resource, 'certificate_authority_arn').kind === 'absent' ? 'requested' : 'privateCa';
}

/** ACM's own default. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
const DEFAULT_KEY_ALGORITHM = 'RSA_2048';

/** `key_algorithm` is computed: where the configuration does not set it, it is unknown until apply, and ACM's default. */
function requestedKeyAlgorithm(context: FactContext, resource: Resource, type: CertificateType): Value<string> {
  const planned = textAttribute(resource, 'key_algorithm');
  if (planned.kind === 'known') return mapValue(planned, normaliseKeyAlgorithm);
  if (planned.kind === 'absent') {
    return type === 'imported'
      ? unknown(`${resource.address} was imported, and its PEM is not in the plan`)
      : known(DEFAULT_KEY_ALGORITHM);
  }
  return isLeftOut(context, resource, 'key_algorithm') ? known(DEFAULT_KEY_ALGORITHM) : planned;
}

/** Whether the configuration surely does not set an argument, or sets it to null. */
function isLeftOut(context: FactContext, resource: Resource, name: string): boolean {
  const source = blockOf(context.resolver.plan, resource);
  if (source === undefined) return false;
  if (source.block.body.expression(name) === undefined) return true;
  const origins = context.resolver.traceAttribute(resource, name);
  return origins.length > 0 && origins.every((origin) => origin.kind === 'known' && origin.value === null);
}

function requestedNames(context: FactContext, resource: Resource): Value<readonly string[]> {
  const domain = textAttribute(resource, 'domain_name');
  const names = listAttribute(resource, 'subject_alternative_names');
  if (domain.kind !== 'known') return domain.kind === 'unknown' ? unknown(domain.reason) : names;
  if (names.kind === 'known')
    return known([...new Set([domain.value, ...names.value])], domain.sensitive ?? names.sensitive);
  const computed = isLeftOut(context, resource, 'subject_alternative_names');
  return names.kind === 'absent' || computed ? known([domain.value], domain.sensitive) : names;
}

/** Those names that the plan tells, where it does not tell all. */
function knownRequestedNames(context: FactContext, resource: Resource): Value<readonly string[]> {
  const all = requestedNames(context, resource);
  const domain = textAttribute(resource, 'domain_name');
  if (all.kind !== 'unknown' || domain.kind === 'unknown') return all;
  const others = knownElements(resource, 'subject_alternative_names');
  const own = domain.kind === 'known' ? [domain.value] : [];
  return known([...new Set([...own, ...others])], all.sensitive ?? (domain.kind === 'known' && domain.sensitive));
}

/** ACM signs nothing with the certificate's own key. */
function selfSigned(type: CertificateType, pem: PemFacts | undefined): Value<boolean> {
  if (type !== 'imported') return known(false);
  return pem?.selfSigned ?? unknown('its PEM is not in the plan');
}

function requestedDate(resource: Resource, name: 'not_before' | 'not_after'): Value<string> {
  const date = mapValue(parseDate(textAttribute(resource, name)), formatDate);
  return date.kind === 'absent' ? unknown(`set when ${resource.address} is issued`) : date;
}

/** ACM's status where it is known; a certificate that is being made is issued later, and something must wait for that. */
function issuance(resource: Resource, type: CertificateType): Value<string> {
  const status = textAttribute(resource, 'status');
  if (status.kind === 'known') return mapValue(status, normaliseStatus);
  return known(type === 'requested' ? 'notAwaited' : 'issued');
}
