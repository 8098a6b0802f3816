import type { Resource } from '../../model/plan.js';
import { absent, known, mapValue, unknown, type Value } from '../../model/value.js';
import { listAttribute, textAttribute } from '../../resolve/index.js';
import type { CertificateSource } from '../sources.js';
import { NOT_MADE_HERE, normaliseKeyAlgorithm, normaliseStatus, placeOf, usage } from './certificate.js';

/** A certificate that `data.aws_acm_certificate` looks up, now or at apply. */
export default {
  mode: 'data',
  type: 'aws_acm_certificate',
  arnAttributes: ['arn', 'id'],
  describe(context, resource) {
    const pem = context.pem(resource, 'certificate');
    const later = unknown<never>(`read by ${resource.address} at apply`);
    return {
      facts: {
        source: known('acm'),
        ...placeOf(context, resource),
        path: absent,
        type: types(resource),
        keyAlgorithm: pem?.keyAlgorithm.kind === 'known' ? pem.keyAlgorithm : filteredKeyAlgorithm(resource),
        domainNames: pem?.domainNames.kind === 'known' ? pem.domainNames : otherNames(resource),
        selfSigned: pem?.selfSigned ?? later,
        knownNames: pem?.domainNames.kind === 'known' ? pem.domainNames : lookedUpName(resource),
        notBefore: pem?.notBefore ?? later,
        notAfter: pem?.notAfter ?? later,
        daysUntilExpiry: pem?.daysUntilExpiry ?? later,
        renewal: mapValue(types(resource), (type) => (type === 'imported' ? 'manual' : 'automatic')),
        issuance: issuance(resource),
        inUse: usage(resource),
        ...NOT_MADE_HERE,
        assuming: null,
        alternatives: null,
      },
      trace: [resource.address],
    };
  },
} as const satisfies CertificateSource;

/**
 * What ACM's own filter lets through when nobody names key types: never a key larger than RSA 2048, never an EC key.
 * Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html
 */
const DEFAULT_KEY_TYPES = ['RSA_1024', 'RSA_2048'];

function filteredKeyAlgorithm(resource: Resource): Value<string> {
  const filter = listAttribute(resource, 'key_types');
  if (filter.kind === 'unknown') return unknown(filter.reason);
  const types =
    filter.kind === 'known' && filter.value.length > 0 ? filter.value.map(normaliseKeyAlgorithm) : DEFAULT_KEY_TYPES;
  const [only] = types;
  if (only !== undefined && types.length === 1) return known(only);
  return unknown(`${resource.address} does not say which of its key types it found`, { candidates: types });
}

/** The lookup tells the one name that it asked for; the certificate may have others. */
function otherNames({ address }: Resource): Value<readonly string[]> {
  return unknown(`${address} does not tell all names of its certificate`, { remedy: 'give --live' });
}

/** The lookup matches the primary domain name exactly. */
function lookedUpName(resource: Resource): Value<readonly string[]> {
  const domain = textAttribute(resource, 'domain');
  return domain.kind === 'absent'
    ? unknown(`read by ${resource.address} at apply`)
    : mapValue(domain, (name) => [name]);
}

const TYPES: Readonly<Record<string, 'requested' | 'imported' | 'privateCa'>> = {
  AMAZON_ISSUED: 'requested',
  IMPORTED: 'imported',
  PRIVATE: 'privateCa',
};

function types(resource: Resource): Value<'requested' | 'imported' | 'privateCa'> {
  const filter = listAttribute(resource, 'types');
  const named = filter.kind === 'known' ? filter.value.flatMap((type) => TYPES[type] ?? []) : [];
  const [only] = named;
  if (only !== undefined && named.length === 1) return known(only);
  return unknown(`${resource.address} does not say whether the certificate was imported`);
}

/** Without `statuses` only issued certificates are found; with them, none of another status. */
function issuance(resource: Resource): Value<string> {
  const status = textAttribute(resource, 'status');
  const filter = listAttribute(resource, 'statuses');
  const passes =
    filter.kind !== 'known' ||
    filter.value.length === 0 ||
    status.kind !== 'known' ||
    filter.value.includes(status.value);
  if (status.kind === 'known' && passes) return mapValue(status, normaliseStatus);
  if (filter.kind === 'unknown') return unknown(filter.reason);
  const statuses = filter.kind === 'known' && filter.value.length > 0 ? filter.value.map(normaliseStatus) : ['issued'];
  const [only] = statuses;
  return only !== undefined && statuses.length === 1
    ? known(only)
    : unknown(`${resource.address} may find one of several statuses`, { candidates: statuses });
}
