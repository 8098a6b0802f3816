import { parseArn } from '../../model/arn.js';
import { GetCallerIdentityCommand, STSClient } from '../../third-party/aws.js';
import { answerLimit, type ClientOptions, type Credentials, UnexpectedAnswer } from './client.js';

/** Whose credentials elbcert runs with. */
export interface Caller {
  readonly arn: string;
  readonly account: string;
}

/** The credentials that the environment, a profile or the machine gives. */
export async function findCredentials(region: string, options: ClientOptions): Promise<Credentials> {
  const client = new STSClient({ ...options, region });
  try {
    const { config } = client;
    // The client hands its own options to a role's session only: SSO would go around the proxy without these.
    const find = config.credentialDefaultProvider({ ...config, clientConfig: options, parentClientConfig: config });
    return await find();
  } finally {
    client.destroy();
  }
}

/** Needs no permission. Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export async function findCaller(
  region: string,
  credentials: Credentials,
  options: ClientOptions,
  signal: AbortSignal,
): Promise<Caller> {
  const client = new STSClient({ ...options, region, credentials });
  client.middlewareStack.use(answerLimit());
  try {
    const { Arn: arn, Account: account } = await client.send(new GetCallerIdentityCommand(), { abortSignal: signal });
    const isCaller = typeof arn === 'string' && typeof account === 'string' && /^\d{12}$/.test(account);
    if (!isCaller || parseArn(arn)?.account !== account) throw new UnexpectedAnswer();
    return { arn, account };
  } finally {
    client.destroy();
  }
}
