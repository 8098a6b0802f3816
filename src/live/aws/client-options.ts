import { Readable } from 'node:stream';
import type { AwsCredentialIdentity, MetadataBearer, Pluggable } from '@smithy/types';
import { limited } from './answer-limit.js';

/** What every AWS client is made with. */
export interface ClientOptions {
  readonly maxAttempts: number;
  readonly logger: Logger;
  readonly requestHandler: RequestHandlerOptions;
}

interface RequestHandlerOptions {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  /** Without this the client writes a warning and waits on. */
  readonly throwOnRequestTimeout: true;
  readonly httpsAgent: object;
}

/** The client's own lines, of which none may reach the user's terminal. */
type Logger = Readonly<Record<'trace' | 'debug' | 'info' | 'warn' | 'error', () => void>>;

/** Credentials that were found once, for every client. */
export type Credentials = AwsCredentialIdentity;

const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

export async function clientOptions(): Promise<ClientOptions> {
  const proxied = PROXY_VARIABLES.some((name) => (process.env[name] ?? '') !== '');
  const ignore = () => {};
  return {
    maxAttempts: 3,
    logger: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
    requestHandler: {
      connectionTimeout: 2_000,
      requestTimeout: 5_000,
      throwOnRequestTimeout: true,
      httpsAgent: proxied ? new (await import('./proxy.js')).EnvironmentProxyAgent() : { maxSockets: 8 },
    },
  };
}

/** Lets a client read no more of an answer than AWS ever sends: whatever answers may not be AWS. */
export function answerLimit<Input extends object, Output extends MetadataBearer>(): Pluggable<Input, Output> {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          const { response } = result;
          if (hasBody(response)) response.body = limited(response.body);
          return result;
        },
        { step: 'deserialize', priority: 'low', name: 'limitAnswer' },
      ),
  };
}

function hasBody(response: unknown): response is { body: Readable } {
  return typeof response === 'object' && response !== null && 'body' in response && response.body instanceof Readable;
}
