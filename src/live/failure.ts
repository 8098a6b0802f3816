import { DeadlinePassed } from './deadline.js';
import { FAILURE_RULES } from './failure-rules.js';

/** What kept AWS from answering. */
export type FailureKind =
  | 'credentials'
  | 'expired'
  | 'refusedKeys'
  | 'denied'
  | 'clock'
  | 'throttled'
  | 'service'
  | 'unreadable'
  | 'unreachable'
  | 'cut'
  | 'tls'
  | 'timeout'
  | 'region'
  /** The certificate is in an account or a partition that the caller is not in: nothing went wrong. */
  | 'elsewhere'
  | 'unexplained';

/** Why AWS did not answer, in words of elbcert's own: messages of AWS and of its client may quote credentials. */
export interface Failure {
  readonly kind: FailureKind;
  /** One clause in lower case. */
  readonly reason: string;
  /** What to do about it; empty where there is nothing. */
  readonly remedy: string;
  /** True where a statement denies the call, false where merely none allows it. */
  readonly explicitDeny?: boolean;
}

/** What is asked of AWS. */
export interface Asked {
  /** Who is asked: `ACM in eu-west-1`. */
  readonly whom: string;
  /** The action in IAM's spelling: `acm:ListCertificates`. */
  readonly action: string;
  readonly timeoutMs: number;
}

/** What a thrown thing says of itself; nothing in it is taken for granted. */
export interface Thrown {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly status: number | undefined;
}

/** The failure behind what the AWS client threw. By name, code and status: classes do not tell an expired token from others. */
export function explain(error: unknown, asked: Asked): Failure {
  const { whom, action, timeoutMs } = asked;
  if (error instanceof DeadlinePassed) {
    return {
      kind: 'timeout',
      reason: `${whom} did not answer within ${timeoutMs / 1000} s`,
      remedy: 'check the network and HTTPS_PROXY, or give a longer --live-timeout',
    };
  }
  const thrown = readThrown(error);
  const rule = FAILURE_RULES.find(({ matches }) => matches(thrown));
  if (rule === undefined) {
    const name = /^\w{1,60}$/.test(thrown.name) ? ` ("${thrown.name}")` : '';
    return {
      kind: 'unexplained',
      reason: `${whom} could not be asked${name}`,
      remedy: `call ${action} with the AWS CLI`,
    };
  }
  const failure = { kind: rule.kind, reason: rule.reason(asked, thrown), remedy: rule.remedy(asked) };
  return rule.kind === 'denied' ? { ...failure, explicitDeny: /explicit deny/i.test(thrown.message) } : failure;
}

/** Whether AWS says that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return ['ResourceNotFoundException', 'NoSuchEntityException', 'NoSuchEntity'].includes(readThrown(error).name);
}

export function readThrown(error: unknown): Thrown {
  const metadata = property(error, '$metadata');
  const status = [property(property(error, '$response'), 'statusCode'), property(metadata, 'httpStatusCode')].find(
    (candidate) => typeof candidate === 'number',
  );
  return {
    name: text(property(error, 'name')),
    code: text(property(error, 'code')),
    message: text(property(error, 'message')),
    status: typeof status === 'number' ? status : undefined,
  };
}

function property(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null ? (thing as Record<string, unknown>)[name] : undefined;
}

function text(thing: unknown): string {
  return typeof thing === 'string' ? thing : '';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the AWS client looks for credentials first, and empty variables count as none. */
const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

/**
 * Why no credentials were found. The AWS client loses the cause in most cases, so the environment tells it: the names
 * of variables and of the profile, never what is in the others.
 */
export function explainCredentials(error: unknown, environment: Environment): Failure {
  const { name, code, message } = readThrown(error);
  const profile = environment['AWS_PROFILE'] ?? '';
  const ofProfile = profile === '' ? '' : ` of AWS_PROFILE ${JSON.stringify(profile)}`;
  const overruled = profile !== '' && KEYS.every((key) => (environment[key] ?? '') !== '');
  const tokenFile = environment['AWS_WEB_IDENTITY_TOKEN_FILE'] ?? '';
  if (code === 'ENOENT' && tokenFile !== '') {
    return failure(
      'AWS_WEB_IDENTITY_TOKEN_FILE names a file that does not exist',
      'have the pipeline write the token first',
    );
  }
  if (/sso login/i.test(message)) {
    return failure(
      `the SSO session${ofProfile} has expired, or never began`,
      `run aws sso login${forProfile(profile)}`,
    );
  }
  if (/aws login|login\/cache/i.test(message)) {
    return failure(`the login session${ofProfile} has expired, or never began`, `run aws login${forProfile(profile)}`);
  }
  if (/^ExpiredToken/.test(name)) {
    return failure(`the session that fetches the credentials${ofProfile} has expired`, 'log in again');
  }
  if (/^(?:AccessDenied|InvalidIdentityToken|InvalidClientTokenId|SignatureDoesNotMatch)/.test(name)) {
    return failure(
      `AWS does not let the credentials${ofProfile} assume the role they are for`,
      'check the role and its trust policy',
    );
  }
  const empty = KEYS.find((key) => environment[key] === '');
  if (profile === '' && empty !== undefined) {
    return failure(
      `${empty} is set, but empty`,
      'a pull request from a fork gets no secrets: leave out --live there, or set the variable',
    );
  }
  if (profile !== '') {
    return failure(
      `AWS_PROFILE ${JSON.stringify(profile)} gives no credentials${overruled ? ', and goes before AWS_ACCESS_KEY_ID' : ''}`,
      overruled
        ? 'unset AWS_PROFILE, or correct the profile'
        : 'check that there is such a profile, and that its role_arn, credential_process or login works',
    );
  }
  return failure(
    'no AWS credentials were found',
    'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or leave out --live',
  );
}

function failure(reason: string, remedy: string): Failure {
  return { kind: 'credentials', reason, remedy };
}

function forProfile(profile: string): string {
  return profile === '' ? '' : ` --profile ${profile}`;
}
