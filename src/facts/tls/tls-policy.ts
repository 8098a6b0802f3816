import { TLS_VERSIONS, type TlsPolicyFacts, type TlsVersion } from '../../model/facts.js';
import { absent, flatMapValue, known, unknown, type Value } from '../../model/value.js';

/**
 * What a listener without a policy of its own gets.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
 */
export const DEFAULT_POLICY = 'ELBSecurityPolicy-2016-08';

/** The oldest version of each predefined policy, from the same table. All of these have RSA and ECDSA ciphers. */
const MINIMUM_VERSIONS: ReadonlyMap<string, TlsVersion> = new Map([
  ['ELBSecurityPolicy-TLS-1-2-2017-01', 'TLSv1.2'],
  ['ELBSecurityPolicy-TLS-1-1-2017-01', 'TLSv1.1'],
  ['ELBSecurityPolicy-2016-08', 'TLSv1'],
  ['ELBSecurityPolicy-2015-05', 'TLSv1'],
  ['ELBSecurityPolicy-2015-03', 'TLSv1'],
  ['ELBSecurityPolicy-2015-02', 'TLSv1'],
  ['ELBSecurityPolicy-2014-10', 'TLSv1'],
]);

/** Policies from before 2014-10: the table of today leaves their ciphers out, and whether they still take SSLv3. */
const LEGACY: ReadonlySet<string> = new Set([
  'ELBSecurityPolicy-2014-01',
  'ELBSecurityPolicy-2011-08',
  'ELBSample-ELBDefaultNegotiationPolicy',
  'ELBSample-ELBDefaultCipherPolicy',
  'ELBSample-OpenSSLDefaultNegotiationPolicy',
  'ELBSample-OpenSSLDefaultCipherPolicy',
]);

/** Names that start so are AWS's own: a custom policy cannot have one. */
export function isPredefinedName(name: string): boolean {
  return name.startsWith('ELBSecurityPolicy-') || name.startsWith('ELBSample-');
}

/** What a resource of its own attaches says so itself. */
const UNATTACHED = { attachment: absent } as const;

/** The facts of a predefined security policy. */
export function predefinedTlsPolicy(name: string): TlsPolicyFacts {
  const minimumVersion = MINIMUM_VERSIONS.get(name);
  if (minimumVersion !== undefined) {
    const yes = known(true);
    return {
      name: known(name),
      minimumVersion: known(minimumVersion),
      rsaCiphers: yes,
      ecdsaCiphers: yes,
      ...UNATTACHED,
    };
  }
  if (LEGACY.has(name)) {
    const reason = 'the guide no longer lists what this policy has';
    const versions = unknown<TlsVersion>(reason, { candidates: ['SSLv3', 'TLSv1'] });
    return {
      name: known(name),
      minimumVersion: versions,
      rsaCiphers: known(true),
      ecdsaCiphers: unknown(reason),
      ...UNATTACHED,
    };
  }
  const notListed = unknown<never>('elbcert knows no predefined policy of this name');
  return {
    name: known(name),
    minimumVersion: notListed,
    rsaCiphers: notListed,
    ecdsaCiphers: notListed,
    ...UNATTACHED,
  };
}

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
    ...UNATTACHED,
  };
}

/** Ciphers without RSA in OpenSSL's name are signed with it all the same (`AES128-SHA`), unless they name another way. */
function authenticationOf(cipher: string): 'RSA' | 'ECDSA' | 'other' {
  const parts = cipher.toUpperCase().split('-');
  if (parts.includes('ECDSA')) return 'ECDSA';
  return ['DSS', 'ADH', 'AECDH', 'PSK', 'KRB5', 'ECDH'].some((other) => parts.includes(other)) ? 'other' : 'RSA';
}

/** The facts of a policy whose name is weighed but not shown where Terraform marks what names it sensitive. */
export function withMarkOf(source: Value<unknown>, facts: TlsPolicyFacts): TlsPolicyFacts {
  if (source.kind !== 'known' || source.sensitive !== true) return facts;
  return { ...facts, name: flatMapValue(facts.name, (text) => known(text, true)) };
}
