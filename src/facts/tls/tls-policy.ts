import { noTlsPolicy, type TlsPolicyFacts, type TlsVersion, unknownTlsPolicy } from '../../model/facts.js';
import { flatMapValue, known, unknown, type Value } from '../../model/value.js';

/**
 * What a listener without a policy of its own gets.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
 */
export const DEFAULT_POLICY = 'ELBSecurityPolicy-2016-08';

/** The oldest version of each predefined policy, from the same table. All of these have RSA and ECDSA ciphers. */
const MINIMUM_VERSIONS: Readonly<Record<string, TlsVersion>> = {
  'ELBSecurityPolicy-TLS-1-2-2017-01': 'TLSv1.2',
  'ELBSecurityPolicy-TLS-1-1-2017-01': 'TLSv1.1',
  'ELBSecurityPolicy-2016-08': 'TLSv1',
  'ELBSecurityPolicy-2015-05': 'TLSv1',
  'ELBSecurityPolicy-2015-03': 'TLSv1',
  'ELBSecurityPolicy-2015-02': 'TLSv1',
  'ELBSecurityPolicy-2014-10': 'TLSv1',
};

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

/** The facts of a predefined security policy. */
export function predefinedTlsPolicy(name: string): TlsPolicyFacts {
  const minimumVersion = Object.hasOwn(MINIMUM_VERSIONS, name) ? MINIMUM_VERSIONS[name] : undefined;
  if (minimumVersion !== undefined) {
    return {
      name: known(name),
      minimumVersion: known(minimumVersion),
      rsaCiphers: known(true),
      ecdsaCiphers: known(true),
    };
  }
  const unlisted = LEGACY.has(name)
    ? 'the guide no longer lists what this policy has'
    : 'elbcert knows no predefined policy of this name';
  return {
    name: known(name),
    minimumVersion: LEGACY.has(name) ? unknown(unlisted, { candidates: ['SSLv3', 'TLSv1'] }) : unknown(unlisted),
    rsaCiphers: LEGACY.has(name) ? known(true) : unknown(unlisted),
    ecdsaCiphers: unknown(unlisted),
  };
}

/** The facts of a policy whose name is weighed but not shown where Terraform marks what names it sensitive. */
export function hiddenLike(facts: TlsPolicyFacts, source: Value<unknown>): TlsPolicyFacts {
  if (source.kind !== 'known' || source.sensitive !== true) return facts;
  return { ...facts, name: flatMapValue(facts.name, (text) => known(text, true)) };
}

/** The security policy of a listener that may be plain: those have none. */
export function tlsPolicyOf(secure: Value<boolean>, find: () => TlsPolicyFacts): TlsPolicyFacts {
  switch (secure.kind) {
    case 'known':
      return secure.value ? find() : noTlsPolicy;
    case 'unknown':
      return unknownTlsPolicy(secure.reason);
    case 'absent':
      return noTlsPolicy;
    default:
      return secure satisfies never;
  }
}
