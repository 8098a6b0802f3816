import type { ClientOptions, Credentials } from './aws/client.js';
import type { Caller } from './aws/iam.js';
import type { Deadline } from './deadline.js';
import { explain, type Failure } from './failure.js';

/** One run's dealings with AWS. */
export interface Session {
  readonly credentials: Credentials;
  readonly options: ClientOptions;
  readonly deadline: Deadline;
  /** Called with what is to be done at the end. */
  onClose(close: () => void): void;
}

/** Whose the credentials are in a partition, asked once for each. */
export type Callers = (partition: string) => Promise<Caller | Failure>;

export function callersOf(session: Session, regionIn: (partition: string) => string): Callers {
  const asked = new Map<string, Promise<Caller | Failure>>();
  return (partition) => {
    const before = asked.get(partition);
    if (before !== undefined) return before;
    const caller = askCaller(session, regionIn(partition));
    asked.set(partition, caller);
    return caller;
  };
}

async function askCaller({ credentials, options, deadline }: Session, region: string): Promise<Caller | Failure> {
  try {
    const { findCaller } = await import('./aws/iam.js');
    return await deadline.bound(findCaller(region, credentials, options, deadline.signal));
  } catch (error) {
    const { timeoutMs } = deadline;
    return explain(error, { whom: `STS in ${region}`, action: 'sts:GetCallerIdentity', timeoutMs });
  }
}

/** Why a certificate cannot be looked up with the caller's credentials, where that is known beforehand. */
export function elsewhere(
  thing: { readonly account: string; readonly partition: string },
  caller: Caller | Failure,
  what: string,
): Failure | undefined {
  if (!('arn' in caller)) return;
  const place = caller.arn.split(':')[1] !== thing.partition ? 'partition' : 'account';
  if (place === 'account' && caller.account === thing.account) return;
  return {
    kind: 'elsewhere',
    reason: `the ${what} is in another ${place} than the AWS credentials`,
    remedy: `run with credentials of its ${place}`,
  };
}

/** Where a partition keeps IAM. Source: botocore's partitions.json */
const HOMES: Readonly<Record<string, string>> = {
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** A Region that every account of the partition has. */
export function homeRegion(partition: string): string {
  return Object.hasOwn(HOMES, partition) ? (HOMES[partition] ?? 'us-east-1') : 'us-east-1';
}

/** How certificates are looked up in AWS. */
export interface LiveOptions {
  /** Whether a look-up that a verdict needs must succeed. */
  readonly required?: boolean;
  /** The longest that everything together may take. */
  readonly timeoutMs?: number;
  /** The ARN of a role whose permission to deploy is asked for, too. */
  readonly asRole?: string | undefined;
  /** Whether account ids that AWS told are shown. */
  readonly showAccountIds?: boolean;
}

/** Enough for a slow network, short enough for somebody who waits at a terminal. */
export const DEFAULT_TIMEOUT_MS = 15_000;
