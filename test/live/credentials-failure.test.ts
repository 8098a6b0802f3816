import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { credentialsFailure } from '../../src/live/credentials-failure.js';

const SECRET = 'CANARYsecret';
const keys = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: SECRET };

/** What is said of an error in an environment. */
function said(error: object, environment: Readonly<Record<string, string>> = {}): string {
  const { kind, reason, remedy } = credentialsFailure(Object.assign(new Error(SECRET), error), environment);
  assert.is(kind, 'credentials');
  const text = `${reason}; ${remedy}`;
  assert.not.match(text, SECRET);
  return text;
}

test('each cause has its sentence and its remedy', () => {
  const profile = { AWS_PROFILE: 'ci' };
  assert.match(said({}), /^no AWS credentials were found; set AWS_PROFILE, or/);
  assert.match(said({}, { AWS_ACCESS_KEY_ID: '' }), /^AWS_ACCESS_KEY_ID is set, but empty; a pull request from a fork/);
  assert.match(said({}, profile), /^AWS_PROFILE "ci" gives no credentials; check that there is such a profile/);
  assert.match(
    said({}, { ...profile, ...keys }),
    /^AWS_PROFILE "ci" gives no credentials, and goes before AWS_ACCESS_KEY_ID; unset AWS_PROFILE/,
  );
  assert.match(
    said({ code: 'ENOENT' }, { AWS_WEB_IDENTITY_TOKEN_FILE: '/none' }),
    /^AWS_WEB_IDENTITY_TOKEN_FILE names a file that does not exist; /,
  );
  assert.match(
    said({ message: 'run aws sso login' }, profile),
    /^the SSO session of AWS_PROFILE "ci" has expired, or never began; run aws sso login --profile ci$/,
  );
  assert.match(said({ message: 'run aws login' }), /^the login session has expired, or never began; run aws login$/);
  assert.match(said({ name: 'ExpiredToken' }), /^the session that fetches the credentials has expired; log in again$/);
  assert.match(said({ name: 'AccessDenied' }), /^AWS does not let the credentials assume the role they are for; /);
});

test('a request for credentials that fails on its way is explained as any other, whatever the profile', () => {
  const wrapped = (message: string) => ({ name: 'CredentialsProviderError', message });
  for (const [error, kind, reason] of [
    [{ name: 'Throttling' }, 'throttled', 'throttled the request'],
    [wrapped('TooManyRequestsException: HTTP 429'), 'throttled', 'throttled the request'],
    [{ code: 'ENOTFOUND' }, 'unreachable', 'no way to the source of the AWS credentials from here (ENOTFOUND)'],
    [wrapped('Error: connect ECONNREFUSED 127.0.0.1:1'), 'unreachable', 'from here (ECONNREFUSED)'],
    [wrapped('AggregateError: '), 'unreachable', 'from here'],
    [{ name: 'SignatureDoesNotMatch', message: 'Signature expired: x' }, 'clock', 'clock is wrong'],
    [wrapped('InternalError: x'), 'service', 'failed'],
  ] as const) {
    const failure = credentialsFailure(Object.assign(new Error(SECRET), error), { AWS_PROFILE: 'ci' });
    assert.is(failure.kind, kind);
    assert.ok(failure.reason.includes(reason), failure.reason);
    assert.not.match(JSON.stringify(failure), SECRET);
  }
});

test('what a credential process writes explains nothing', () => {
  const message = `Command failed: ci-login\nError: connect ECONNREFUSED ${SECRET}`;
  assert.match(said({ name: 'CredentialsProviderError', message }, { AWS_PROFILE: 'ci' }), /gives no credentials/);
});

test('a session of SSO that was ended is to be begun again, and a role that it may not have is named', () => {
  const profile = { AWS_PROFILE: 'ci' };
  const of = (name: string) => said({ name: 'CredentialsProviderError', message: `${name}: ${SECRET}` }, profile);
  assert.match(
    of('UnauthorizedException'),
    /^the SSO session of AWS_PROFILE "ci" has expired, or never began; run aws sso/,
  );
  assert.match(of('ForbiddenException'), /^AWS does not let the credentials of AWS_PROFILE "ci" assume the role/);
});

test.run();
