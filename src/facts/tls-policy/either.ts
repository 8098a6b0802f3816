import type { TlsPolicyFacts } from '../../model/facts.js';
import { oneOf } from '../../model/value.js';
import { unknownTlsPolicy } from './blank.js';

/** The security policy that is one of several: each fact known where all agree. */
export function eitherTlsPolicy(policies: readonly TlsPolicyFacts[], reason: string): TlsPolicyFacts {
  if (policies.length === 0) return unknownTlsPolicy(reason);
  return {
    name: oneOf(
      policies.map((policy) => policy.name),
      reason,
    ),
    minimumVersion: oneOf(
      policies.map((policy) => policy.minimumVersion),
      reason,
    ),
    rsaCiphers: oneOf(
      policies.map((policy) => policy.rsaCiphers),
      reason,
    ),
    ecdsaCiphers: oneOf(
      policies.map((policy) => policy.ecdsaCiphers),
      reason,
    ),
  };
}
