import type { TlsPolicyFacts } from '../../model/facts.js';
import { absent, unknown } from '../../model/value.js';

/** What a plain listener has: no security policy at all. */
export const noTlsPolicy: TlsPolicyFacts = {
  name: absent,
  minimumVersion: absent,
  rsaCiphers: absent,
  ecdsaCiphers: absent,
};

/** A security policy of which nothing is known, for one reason. */
export function unknownTlsPolicy(reason: string, remedy?: string): TlsPolicyFacts {
  const value = unknown<never>(reason, remedy === undefined ? {} : { remedy });
  return { name: value, minimumVersion: value, rsaCiphers: value, ecdsaCiphers: value };
}
