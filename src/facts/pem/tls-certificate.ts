import type { Resource } from '../../model/plan.js';
import { known, mapValue, unknown, type Value } from '../../model/value.js';
import { listAttribute, numberAttribute, textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import type { PemFacts } from './pem-of.js';

/** The SAN, else the CN, of a `tls_*` certificate or request. */
export function requestedNames(resource: Resource): Value<readonly string[]> {
  const names = listAttribute(resource, 'dns_names');
  if (names.kind === 'unknown' || (names.kind === 'known' && names.value.length > 0)) return names;
  const commonName = textAttribute(resource, 'subject', 0, 'common_name');
  return commonName.kind === 'absent' ? known([]) : mapValue(commonName, (name) => [name]);
}

/**
 * A certificate that a `tls_*` resource will make at apply: its life begins then, so only its length is known.
 * `key` names the attribute that leads to its private key.
 */
export function plannedTlsCertificate(
  context: FactContext,
  resource: Resource,
  key: string,
  names: Value<readonly string[]>,
): PemFacts {
  const pem = context.pem(resource, key);
  const date = (name: string): Value<string> => {
    const value = textAttribute(resource, name);
    return value.kind === 'absent' ? unknown(`set when ${resource.address} is made`) : value;
  };
  return {
    keyAlgorithm: pem?.keyAlgorithm ?? unknown(`the key behind ${resource.address}.${key} is not in the plan`),
    domainNames: names,
    notBefore: date('validity_start_time'),
    notAfter: date('validity_end_time'),
    daysUntilExpiry: mapValue(numberAttribute(resource, 'validity_period_hours'), (hours) => Math.floor(hours / 24)),
    keyIdentity: pem?.keyIdentity,
    trace: [resource.address, ...(pem?.trace ?? [])],
  };
}
