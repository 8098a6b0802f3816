import type { Action } from './plan.js';
import type { Value } from './value.js';

export const PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'SSL'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** HTTPS and SSL front ends need a certificate. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html */
export function isSecure(protocol: Protocol): boolean {
  return protocol === 'HTTPS' || protocol === 'SSL';
}

export type CertificateSource = 'acm' | 'iam' | 'other' | 'none';
export type CertificateOrigin = 'managed' | 'data' | 'literal';
export type CertificateType = 'requested' | 'imported' | 'privateCa' | 'uploaded';
export type Chain = 'ordered' | 'misordered' | 'containsLeaf' | 'none';

/** The certificate of a listener. What it does not have is absent; what the plan does not tell is unknown. */
export interface CertificateFacts {
  readonly source: Value<CertificateSource>;
  readonly arn: Value<string>;
  readonly region: Value<string>;
  readonly partition: Value<string>;
  readonly account: Value<string>;
  /** The resource that the certificate was traced to. */
  readonly address: Value<string>;
  readonly origin: Value<CertificateOrigin>;
  /** Whether AWS has it, or will once it is made. */
  readonly exists: Value<boolean>;
  readonly type: Value<CertificateType>;
  /** ACM's spelling, `RSA_2048` or `EC_prime256v1`; `RSA_8192`, `EC_secp224r1`, `ED25519` for what ACM has no word for. */
  readonly keyAlgorithm: Value<string>;
  readonly domainNames: Value<readonly string[]>;
  /** RFC 3339. */
  readonly notBefore: Value<string>;
  /** RFC 3339. */
  readonly notAfter: Value<string>;
  /** Unit: whole days from `now`, rounded down; negative once expired. */
  readonly daysUntilExpiry: Value<number>;
  readonly renewal: Value<'automatic' | 'manual'>;
  /** ACM's status in lower camel case where it is known, else `issued`, `awaited` or `notAwaited`. */
  readonly issuance: Value<string>;
  /** Whether something in AWS uses it at present, as ACM tells; IAM does not. */
  readonly inUse: Value<boolean>;
  readonly keyMatches: Value<boolean>;
  readonly chain: Value<Chain>;
  /** What the plan does to a managed certificate. */
  readonly action: Value<Action>;
  /** The certificates that it may be, where the plan names several and does not say which. */
  readonly alternatives: readonly CertificateFacts[] | null;
}

export const TLS_VERSIONS = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];

/** The security policy of a secure listener: what it lets clients negotiate. Absent throughout for a plain listener. */
export interface TlsPolicyFacts {
  /** The predefined policy, `ELBSecurityPolicy-2016-08`, also where a policy only refers to it; else the custom policy's name. */
  readonly name: Value<string>;
  readonly minimumVersion: Value<TlsVersion>;
  /** Whether it has a cipher that a certificate with an RSA key can answer. */
  readonly rsaCiphers: Value<boolean>;
  /** Whether it has a cipher that a certificate with an elliptic curve key can answer. */
  readonly ecdsaCiphers: Value<boolean>;
}

export interface LoadBalancerFacts {
  readonly address: string;
  /** The Terraform resource type. */
  readonly type: string;
  readonly name: Value<string>;
  readonly region: Value<string>;
  readonly partition: Value<string>;
  readonly account: Value<string>;
  readonly action: Action;
}

/** One listener of one Classic Load Balancer, as it will be after apply. */
export interface ListenerFacts {
  /** Address of the resource that creates the listener, with instance keys. */
  readonly address: string;
  /** cdktf's construct path; null for every other input. */
  readonly constructPath: string | null;
  readonly port: Value<number>;
  readonly protocol: Value<Protocol>;
  readonly secure: Value<boolean>;
  readonly instancePort: Value<number>;
  readonly instanceProtocol: Value<Protocol>;
  /** `mixed` when another listener of the load balancer uses this instance port with the other security. */
  readonly instancePortSecurity: Value<'consistent' | 'mixed'>;
  readonly loadBalancer: LoadBalancerFacts;
  readonly certificate: CertificateFacts;
  readonly tlsPolicy: TlsPolicyFacts;
  /** `possible` where another controller may make another kind of load balancer, or the plan does not tell which kind it is. */
  readonly certainty: 'certain' | 'possible';
  /** Why it is only possible, in one clause; null for what is certain. */
  readonly doubt: string | null;
  /** The clock that the dates are held against, RFC 3339. */
  readonly now: string;
  /** The way from the listener to its key: `aws_elb.web`, `aws_acm_certificate.site`, `tls_private_key.site`. */
  readonly trace: readonly string[];
}

export type Permission = 'allowed' | 'denied' | 'notGranted';

/** A principal that can deploy a listener. */
export interface DeployerFacts {
  readonly address: string | null;
  readonly arn: string | null;
  readonly file: string | null;
  readonly kind: 'role' | 'user' | 'group' | 'policy' | 'caller' | 'file';
  /** How it became a deployer. */
  readonly why: string;
  /** By action, in IAM's spelling: `acm:ListCertificates`. */
  readonly permissions: Readonly<Record<string, Value<Permission>>>;
  /** By action: the statement that decided, or that none allows it, as a clause. */
  readonly grounds: Readonly<Record<string, Value<string>>>;
  /** By action: the lines of a statement that would allow it; absent where adding one changes nothing. */
  readonly additions: Readonly<Record<string, Value<readonly string[]>>>;
  /** Whether a listener's certificate is from ACM; unknown where one may be. */
  readonly usesAcm: Value<boolean>;
  readonly trace: readonly string[];
}
