import type { ClientOptions, Credentials } from './aws/client.js';
import type { Iam } from './aws/iam.js';
import type { Caller } from './aws/sts.js';
import type { Deadline } from './deadline.js';
import { type Failure, failureOf } from './failure.js';
import type { RegionName } from './region-names.js';

/** What all calls to AWS of one run have in common. */
export interface Session {
  readonly credentials: Credentials;
  readonly options: ClientOptions;
  readonly deadline: Deadline;
  readonly nameOf: RegionName;
  /** Whose the credentials are in a partition; asked once for each. */
  callerIn(partition: string): Promise<Caller | Failure>;
  /** IAM in a partition; opened once for each. */
  iamIn(partition: string): Promise<Iam>;
  /** Registers a client that is to be closed with the session. */
  closeWith(client: { close(): void }): void;
  close(): void;
}

/** Starts a session. `regionIn` says in which Region of a partition to ask what no Region decides. */
export function startSession(
  credentials: Credentials,
  options: ClientOptions,
  deadline: Deadline,
  regionIn: (partition: string) => string,
  nameOf: RegionName,
): Session {
  const clients: { close(): void }[] = [];
  const { signal, timeoutMs } = deadline;
  return {
    credentials,
    options,
    deadline,
    nameOf,
    callerIn: oncePerKey(async (partition) => {
      const region = regionIn(partition);
      try {
        const { findCaller } = await import('./aws/sts.js');
        return await deadline.bound(findCaller(region, credentials, options, signal));
      } catch (error) {
        return failureOf(error, { service: `STS in ${nameOf(region)}`, action: 'sts:GetCallerIdentity', timeoutMs });
      }
    }),
    iamIn: oncePerKey(async (partition) => {
      const { openIam } = await import('./aws/iam.js');
      const iam = openIam(homeRegion(partition), credentials, options, signal);
      clients.push(iam);
      return iam;
    }),
    closeWith: (client) => void clients.push(client),
    close() {
      for (const client of clients) client.close();
    },
  };
}

function oncePerKey<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** Why the caller cannot look something up, where its account or partition says so beforehand. */
export function elsewhere(
  thing: { readonly account: string; readonly partition: string },
  caller: Caller | Failure,
  what: 'certificate' | 'role' | 'user',
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
const HOME_REGIONS: ReadonlyMap<string, string> = new Map([
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-iso', 'us-iso-east-1'],
  ['aws-iso-b', 'us-isob-east-1'],
  ['aws-iso-e', 'eu-isoe-west-1'],
  ['aws-iso-f', 'us-isof-south-1'],
  ['aws-eusc', 'eusc-de-east-1'],
]);

/** A Region that every account of the partition has. */
export function homeRegion(partition: string): string {
  return HOME_REGIONS.get(partition) ?? 'us-east-1';
}
