/** A certificate in the double's ACM. */
export interface AcmCertificate {
  readonly arn: string;
  /** Underscores, as ACM's list spells it. */
  readonly keyAlgorithm: string;
  readonly domainName?: string;
  readonly names?: readonly string[];
  readonly status?: string;
  readonly type?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly inUseBy?: readonly string[];
  /** True for what no list shows, as with certificates that were requested through ACME. */
  readonly unlisted?: boolean;
}

export interface ServerCertificate {
  readonly arn: string;
  readonly body: string;
}

/** One AWS account, as far as elbcert asks about it. */
export interface Account {
  readonly id: string;
  readonly callerArn: string;
  readonly certificates: readonly AcmCertificate[];
  readonly serverCertificates?: readonly ServerCertificate[];
  /** What IAM says when it simulates `acm:ListCertificates` for a role, by the Region in the request's context. */
  readonly simulate?: (role: string, region: string) => Simulation | undefined;
}

export interface Simulation {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  readonly missing?: readonly string[];
}

export const ACCOUNT = '123456789012';

/** The ARN of a certificate in ACM whose id ends in some text. */
export function acmArn(ending: string, region = 'eu-west-1', account = ACCOUNT): string {
  return `arn:aws:acm:${region}:${account}:certificate/00000000-0000-0000-0000-${ending.padStart(12, '0')}`;
}
