import { type Failure, failureOf, readError } from './failure.js';
import type { ErrorParts, FailureKind } from './failure-rules.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the AWS client looks for credentials first. It takes an empty variable for a missing one. */
const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

/**
 * Why no credentials were found. The AWS client loses the cause in most cases, so the environment has to tell it: by the
 * names of variables and of the profile, never by the content of others.
 */
export function credentialsFailure(error: unknown, environment: Environment): Failure {
  const cause = causeOf(readError(error));
  const failure = failureOf(cause, { service: 'the source of the AWS credentials', action: '', timeoutMs: 0 });
  if (ON_THE_WAY.has(failure.kind)) return failure;
  return { kind: 'credentials', ...explainCredentials(cause, environment) };
}

/** What can go wrong with a request for credentials, whoever makes it: then nothing is wrong with the profile. */
const ON_THE_WAY: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'clock',
  'throttled',
  'service',
  'unreachable',
  'address',
  'cut',
  'tls',
  'timeout',
]);

/** The error that the AWS client wraps in one of its own, of which only the text remains: `ThrottlingException: Rate exceeded`. */
function causeOf(error: ErrorParts): ErrorParts {
  const [, name, text = ''] = /^(\w*(?:Error|Exception)): (.*)/.exec(error.message) ?? [];
  if (name === undefined) return error;
  return { ...error, name, code: error.code || (/\bE[A-Z]{4,}\b/.exec(text)?.[0] ?? '') };
}

function explainCredentials(
  { name, code, message }: ErrorParts,
  environment: Environment,
): Pick<Failure, 'reason' | 'remedy'> {
  const profile = environment['AWS_PROFILE'] ?? '';
  const ofProfile = profile === '' ? '' : ` of AWS_PROFILE ${JSON.stringify(profile)}`;
  const forProfile = profile === '' ? '' : ` --profile ${profile}`;
  if (code === 'ENOENT' && (environment['AWS_WEB_IDENTITY_TOKEN_FILE'] ?? '') !== '') {
    return {
      reason: 'AWS_WEB_IDENTITY_TOKEN_FILE names a file that does not exist',
      remedy: 'have the pipeline write the token first',
    };
  }
  // SSO answers so where a session was ended before its time.
  if (/sso login/i.test(message) || name === 'UnauthorizedException') {
    return {
      reason: `the SSO session${ofProfile} has expired, or never began`,
      remedy: `run aws sso login${forProfile}`,
    };
  }
  if (/aws login|login\/cache/i.test(message)) {
    return {
      reason: `the login session${ofProfile} has expired, or never began`,
      remedy: `run aws login${forProfile}`,
    };
  }
  if (/^ExpiredToken/.test(name)) {
    return { reason: `the session that fetches the credentials${ofProfile} has expired`, remedy: 'log in again' };
  }
  if (/^(?:AccessDenied|Forbidden|InvalidIdentityToken|InvalidClientTokenId|SignatureDoesNotMatch)/.test(name)) {
    return {
      reason: `AWS does not let the credentials${ofProfile} assume the role they are for`,
      remedy: 'check the role and its trust policy',
    };
  }
  if (profile !== '') return explainProfile(profile, environment);
  const empty = KEYS.find((key) => environment[key] === '');
  if (empty !== undefined) {
    return {
      reason: `${empty} is set, but empty`,
      remedy: 'a pull request from a fork gets no secrets: leave out --live there, or set the variable',
    };
  }
  return {
    reason: 'no AWS credentials were found',
    remedy: 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or leave out --live',
  };
}

/** A profile goes before keys in the environment, which often surprises whoever set both. */
function explainProfile(profile: string, environment: Environment): Pick<Failure, 'reason' | 'remedy'> {
  const reason = `AWS_PROFILE ${JSON.stringify(profile)} gives no credentials`;
  if (KEYS.every((key) => (environment[key] ?? '') !== '')) {
    return {
      reason: `${reason}, and goes before AWS_ACCESS_KEY_ID`,
      remedy: 'unset AWS_PROFILE, or correct the profile',
    };
  }
  return {
    reason,
    remedy: 'check that there is such a profile, and that its role_arn, credential_process or login works',
  };
}
