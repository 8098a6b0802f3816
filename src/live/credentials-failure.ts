import { type Failure, readThrown } from './failure.js';

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
