import { GetServerCertificateCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { readCertificatePem } from '../../facts/pem/pem-text.js';
import type { Permission } from '../../model/facts.js';
import type { LiveCertificate } from '../answers.js';
import { answerLimit, type ClientOptions, type Credentials } from './client.js';

/** IAM in one partition. */
export interface Iam {
  /** The server certificate of a name; undefined where the one of that name has another ARN, for its path is another. */
  serverCertificate(name: string, arn: string): Promise<LiveCertificate | undefined>;
  /** What a role's policies say of an action on every resource in a Region, or the condition keys on which that depends. */
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
      const body: unknown = found?.CertificateBody;
      if (typeof body !== 'string') throw new SyntaxError('no certificate in the answer');
      return found?.ServerCertificateMetadata?.Arn === arn ? fromPem(body) : undefined;
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
      const result = Array.isArray(results) ? results[0] : undefined;
      const missing = result?.MissingContextValues ?? [];
      const decision = DECISIONS[result?.EvalDecision ?? ''];
      if (decision === undefined) throw new SyntaxError('no decision in the answer');
      const keys = missing.filter((key) => /^[\w:/-]{1,80}$/.test(key));
      return missing.length > 0 && decision !== 'denied' ? { dependsOn: keys.join(', ') || 'a condition' } : decision;
    },
    close: () => client.destroy(),
  };
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html */
const DECISIONS: Readonly<Record<string, Permission>> = {
  allowed: 'allowed',
  explicitDeny: 'denied',
  implicitDeny: 'notGranted',
};

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
