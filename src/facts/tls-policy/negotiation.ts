import { TLS_VERSIONS, type TlsPolicyFacts } from '../../model/facts.js';
import { known, unknown } from '../../model/value.js';
import { predefinedTlsPolicy } from './predefined.js';

/** The type of a policy that says what a listener negotiates. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-create-https-ssl-load-balancer.html */
export const NEGOTIATION_TYPE = 'SSLNegotiationPolicyType';

/** One attribute of a policy: `Protocol-TLSv1.2` is `true`. */
export interface PolicyAttribute {
  readonly name: string;
  readonly value: string;
}

/**
 * The facts of a negotiation policy. What its attributes do not enable is off.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-ssl-security-policy.html
 */
export function negotiationPolicy(name: string, attributes: readonly PolicyAttribute[]): TlsPolicyFacts {
  const reference = attributes.find((attribute) => attribute.name === 'Reference-Security-Policy');
  if (reference !== undefined) return predefinedTlsPolicy(reference.value);
  const enabled = attributes.filter(({ value }) => value.toLowerCase() === 'true').map((attribute) => attribute.name);
  const minimumVersion = TLS_VERSIONS.find((version) => enabled.includes(`Protocol-${version}`));
  const ciphers = enabled.filter((one) => !one.startsWith('Protocol-') && one !== 'Server-Defined-Cipher-Order');
  return {
    name: known(name),
    minimumVersion: minimumVersion === undefined ? unknown('the policy enables no protocol') : known(minimumVersion),
    rsaCiphers: known(ciphers.some((cipher) => authenticationOf(cipher) === 'RSA')),
    ecdsaCiphers: known(ciphers.some((cipher) => authenticationOf(cipher) === 'ECDSA')),
  };
}

/** Ciphers without RSA in OpenSSL's name are signed with it all the same (`AES128-SHA`), unless they name another way. */
function authenticationOf(cipher: string): 'RSA' | 'ECDSA' | 'other' {
  const parts = cipher.toUpperCase().split('-');
  if (parts.includes('ECDSA')) return 'ECDSA';
  return ['DSS', 'ADH', 'AECDH', 'PSK', 'KRB5', 'ECDH'].some((other) => parts.includes(other)) ? 'other' : 'RSA';
}
