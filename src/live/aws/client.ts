import { Agent as HttpsAgent } from 'node:https';
import { pipeline, Readable, Transform } from 'node:stream';
import type { AwsCredentialIdentity, MetadataBearer, Pluggable } from '@smithy/types';
import type { AgentConnectOpts } from 'agent-base';
import { Agent, getProxyForUrl, HttpsProxyAgent } from '../../third-party/aws.js';

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

/** The options that every client of a run gets. */
export function clientOptions(): ClientOptions {
  const ignore = () => {};
  return {
    maxAttempts: 3,
    logger: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
    requestHandler: {
      connectionTimeout: 2_000,
      requestTimeout: 5_000,
      throwOnRequestTimeout: true,
      httpsAgent: namedProxy() !== undefined ? new EnvironmentProxyAgent() : { maxSockets: 8 },
    },
  };
}

/**
 * Thrown where an answer has another shape than AWS gives it. The client takes any body of status 2xx for an answer:
 * `{}`, `null`, none at all, or a login page.
 */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
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

/** The proxy that the environment names, reached by HTTP where it does not say how, as curl takes it; undefined where it names none. */
function namedProxy(): string | undefined {
  const named = PROXY_VARIABLES.map((name) => process.env[name] ?? '').find((proxy) => proxy !== '');
  return named === undefined || named.includes('://') ? named : `http://${named}`;
}

/** Connects through the proxy that HTTPS_PROXY names, save where NO_PROXY says otherwise; the AWS client reads neither. */
export class EnvironmentProxyAgent extends Agent {
  readonly #direct = new HttpsAgent({ maxSockets: 8 });

  override connect(_request: unknown, options: AgentConnectOpts) {
    const host = 'host' in options && typeof options.host === 'string' ? options.host : 'localhost';
    const isDirect = getProxyForUrl(`https://${host}:${options.port ?? 443}`) === '';
    const proxy = namedProxy();
    return isDirect || proxy === undefined ? this.#direct : new HttpsProxyAgent(proxy);
  }
}

/** A thousand certificates with a hundred names each take a tenth of it. Unit: bytes. */
const LIMIT = 32 * 1024 * 1024;

/** Thrown where an answer is longer than any that AWS gives. */
class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/** The body of an answer, cut off where no answer of AWS goes on. */
export function limited(body: Readable): Readable {
  let length = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > LIMIT) done(new AnswerTooLarge());
      else done(null, chunk);
    },
  });
  return pipeline(body, limit, () => {});
}
