import { readCertificatePem } from '../../facts/pem/pem-text.js';
import { parseArn } from '../../model/arn.js';
import type { Permission } from '../../model/facts.js';
import { GetServerCertificateCommand, IAMClient, SimulatePrincipalPolicyCommand } from '../../third-party/aws.js';
import type { LiveCertificate } from '../answers.js';
import { answerLimit, type ClientOptions, type Credentials, UnexpectedAnswer } from './client.js';

/** IAM in one partition. */
export interface Iam {
  /** The server certificate of a name; undefined where the one of that name has another ARN, for its path is another. */
  serverCertificate(name: string, arn: string): Promise<LiveCertificate | undefined>;
  /** What the policies of a role or user say of an action on every resource in a Region, or the condition keys on which that depends. */
  simulate(role: string, action: string, region: string): Promise<Permission | { readonly dependsOn: string }>;
  close(): void;
}

/** IAM has no Regions, but its client must be given one of the partition, to know where that keeps IAM. */
export function openIam(region: string, credentials: Credentials, options: ClientOptions, signal: AbortSignal): Iam {
  const client = new IAMClient({ ...options, region, credentials });
  client.middlewareStack.use(answerLimit());
  return {
    async serverCertificate(name, arn) {
      const command = new GetServerCertificateCommand({ ServerCertificateName: name });
      const { ServerCertificate: found } = await client.send(command, { abortSignal: signal });
      const { CertificateBody: body, ServerCertificateMetadata: metadata } = found ?? {};
      const foundName = nameIn(metadata?.Arn);
      // IAM does not tell upper from lower case in names.
      // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
      if (foundName?.toLowerCase() !== name.toLowerCase() || !isPem(body)) throw new UnexpectedAnswer();
      return metadata?.Arn === arn ? fromPem(body) : undefined;
    },
    async simulate(role, action, region) {
      const command = new SimulatePrincipalPolicyCommand({
        PolicySourceArn: role,
        ActionNames: [action],
        ContextEntries: [
          { ContextKeyName: 'aws:RequestedRegion', ContextKeyType: 'string', ContextKeyValues: [region] },
        ],
      });
      const { EvaluationResults: results } = await client.send(command, { abortSignal: signal });
      const [result, ...others] = Array.isArray(results) ? results : [];
      const missing: unknown = result?.MissingContextValues ?? [];
      const decision = DECISIONS.get(result?.EvalDecision ?? '');
      const isOfAction = result?.EvalActionName?.toLowerCase() === action.toLowerCase() && others.length === 0;
      if (!isOfAction || decision === undefined || !Array.isArray(missing)) throw new UnexpectedAnswer();
      const keys = missing.filter((key) => /^[\w:/-]{1,80}$/.test(key));
      return missing.length > 0 ? { dependsOn: keys.join(', ') || 'a condition' } : decision;
    },
    close: () => client.destroy(),
  };
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html */
const DECISIONS: ReadonlyMap<string, Permission> = new Map([
  ['allowed', 'allowed'],
  ['explicitDeny', 'denied'],
  ['implicitDeny', 'notGranted'],
]);

/** The name of a server certificate without its path. */
function nameIn(arn: unknown): string | undefined {
  const resource = typeof arn === 'string' ? parseArn(arn)?.resource : undefined;
  return resource?.startsWith('server-certificate/') ? resource.split('/').at(-1) : undefined;
}

function isPem(body: unknown): body is string {
  return typeof body === 'string' && body.includes('-----BEGIN CERTIFICATE-----');
}

/** IAM says nothing about the key, and of the dates only the end; the certificate itself contains all of them. */
function fromPem(body: string): LiveCertificate {
  const pem = readCertificatePem(body);
  return {
    keyAlgorithm: pem?.keyAlgorithm,
    type: 'uploaded',
    domainNames: pem?.domainNames,
    notBefore: pem?.notBefore,
    notAfter: pem?.notAfter,
    issuance: undefined,
    inUse: undefined,
  };
}
