import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../cli/run.js';
import { ACCESS_KEY_ID, type Double, startDouble } from './double/double.js';
import { outcomes, reported } from './outcomes.js';
import { CLI, check, environment, SECRET } from './run-live.js';
import { account, PLAN } from './world.js';

const folder = mkdtempSync(join(tmpdir(), 'elbcert-live-'));
const config = join(folder, 'config');
writeFileSync(
  config,
  `[profile broken]
role_arn = arn:aws:iam::123456789012:role/nobody
[profile sleeps]
credential_process = sleep 60
[profile lingers]
credential_process = sh -c "echo \\$\\$ > ${join(folder, 'pid')}; sleep 60 & echo \\$! >> ${join(folder, 'pid')}; wait"
[profile role]
role_arn = arn:aws:iam::123456789012:role/reader
source_profile = keys
[profile keys]
aws_access_key_id = ${ACCESS_KEY_ID}
aws_secret_access_key = ${SECRET}
[profile fails]
credential_process = sh -c "echo ${SECRET} >&2; exit 1"
[profile sso-123456789012]
sso_session = company
sso_account_id = 123456789012
sso_role_name = reader
[sso-session company]
sso_region = eu-west-1
sso_start_url = https://example.awsapps.com/start
`,
);

let double: Double;
test.before(async () => {
  double = await startDouble(account);
});
test.after(async () => {
  await double.close();
  rmSync(folder, { recursive: true });
});

const NONE = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };

/** What is said where the credentials cannot be had. */
async function told(more: Readonly<Record<string, string | undefined>>) {
  const env = { ...environment(double.url), ...NONE, AWS_CONFIG_FILE: config, ...more };
  const run = await check(env, '--format', 'json', '--live-timeout', '3');
  assert.is(run.status, 0, run.stderr);
  assert.is(run.stderr, 'elbcert: looked up 0 of 8 certificates in AWS\n', 'the AWS client writes nothing of its own');
  assert.equal(new Set(Object.values(outcomes(run, 'acm-key-algorithm'))), new Set(['open']));
  assert.not.ok(run.stdout.includes(SECRET));
  const { notes } = reported(run);
  assert.is(notes.length, 1, notes.join('\n'));
  return notes.join();
}

test('the message says that there are no credentials', async () => {
  assert.match(await told({}), /: no AWS credentials were found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and/);
});

test('the message says that a variable is empty, as in a pull request from a fork', async () => {
  const note = await told({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
  assert.match(note, /: AWS_ACCESS_KEY_ID is set, but empty; a pull request from a fork gets no secrets/);
});

for (const profile of ['unheard-of', 'broken', 'fails']) {
  test(`the message names the profile that gives no credentials: ${profile}`, async () => {
    assert.match(
      await told({ AWS_PROFILE: profile }),
      new RegExp(`: AWS_PROFILE "${profile}" gives no credentials; check`),
    );
  });
}

test('the message says that a profile goes before the keys, with no line of the AWS client’s own', async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = environment(double.url);
  const note = await told({ AWS_PROFILE: 'unheard-of', AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
  assert.match(
    note,
    /AWS_PROFILE "unheard-of" gives no credentials, and goes before AWS_ACCESS_KEY_ID; unset AWS_PROFILE/,
  );
});

test('the message says how to log in again, and hides the account id in a profile’s name', async () => {
  const note = await told({ AWS_PROFILE: 'sso-123456789012' });
  assert.match(note, /: the SSO session of AWS_PROFILE "sso-\*{12}" has expired, or never began; run aws sso login/);
});

test('the message says that the token file of a web identity is not there', async () => {
  const note = await told({
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'none'),
    AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ci',
  });
  assert.match(note, /: AWS_WEB_IDENTITY_TOKEN_FILE names a file that does not exist/);
});

test('--live ends in time where a credential process hangs', async () => {
  const env = { ...environment(double.url), ...NONE, AWS_CONFIG_FILE: config, AWS_PROFILE: 'sleeps' };
  const run = await check(env, '--format', 'json', '--live-timeout', '1');
  assert.match(reported(run).notes.join(), /the source of AWS credentials did not answer within 1 s/);
  assert.ok(run.seconds < 8, `${run.seconds} s`);
});

const isRunning = (pid: number) => {
  try {
    // Node would wait for a process that has ended and that nobody has asked about; the system tells of that one, too.
    return process.kill(pid, 0) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** The processes of the profile that lingers, once it has begun. */
async function lingering(): Promise<readonly number[]> {
  for (let tries = 0; tries < 500; tries += 1) {
    const text = existsSync(join(folder, 'pid')) ? readFileSync(join(folder, 'pid'), 'utf8') : '';
    if (/^\d+\n\d+\n$/.test(text)) return text.trim().split('\n').map(Number);
    await delay(20);
  }
  throw new Error('the credential process did not begin');
}

/** The process that asks AWS: it leads the group of those that it started. */
function leaderOf([pid]: readonly number[]): number {
  const [, afterName = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  return Number(afterName.split(' ')[2]);
}

async function endOf(pids: readonly number[]): Promise<void> {
  for (let tries = 0; tries < 100 && pids.some(isRunning); tries += 1) await delay(20);
  assert.equal(pids.filter(isRunning), []);
}

const LINGERS = { ...NONE, AWS_CONFIG_FILE: config, AWS_PROFILE: 'lingers' };

if (process.platform === 'linux') {
  test('--live leaves no credential process behind after its time', async () => {
    rmSync(join(folder, 'pid'), { force: true });
    const env = { ...environment(double.url), ...LINGERS };
    const [run, pids] = await Promise.all([check(env, '--format', 'json', '--live-timeout', '2'), lingering()]);
    assert.match(reported(run).notes.join(), /the source of AWS credentials did not answer within 2 s/);
    await endOf(pids);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    test(`--live leaves no process and no file behind where it is ended itself by ${signal}`, async () => {
      rmSync(join(folder, 'pid'), { force: true });
      const temporary = mkdtempSync(join(folder, 'temporary-'));
      const env = { ...environment(double.url), ...LINGERS, TMPDIR: temporary } as NodeJS.ProcessEnv;
      const args = [CLI, 'check', '--live', '--live-timeout', '30', PLAN];
      const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'ignore' });
      const pids = await lingering();
      assert.ok(pids.every(isRunning));
      const asking = leaderOf(pids);
      assert.is.not(asking, child.pid);
      assert.ok(isRunning(asking));
      const ended = once(child, 'exit');
      child.kill(signal);
      assert.equal(await ended, [null, signal]);
      await endOf([...pids, asking]);
      assert.equal(readdirSync(temporary), []);
    });
  }
}

test('the message says that AWS throttled the session of a role, and blames no profile', async () => {
  const throttling = await startDouble(account, ({ action }) => (action === 'AssumeRole' ? 'throttled' : undefined));
  const note = await told({ AWS_PROFILE: 'role', AWS_ENDPOINT_URL_STS: throttling.url });
  await throttling.close();
  assert.match(note, /: the source of the AWS credentials throttled the request; retry later/);
});

for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const) {
  test(`the message says that ${name} ends in a line break, and does not print it`, async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment(double.url);
    const keys = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN };
    assert.match(
      await told({ ...keys, [name]: `${keys[name]}\n` }),
      /: the AWS credentials contain a line break or another character that no key has; remove it/,
    );
  });
}

test('--live ends in time where the metadata service takes connections and says nothing', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const env = {
    ...environment(double.url),
    ...NONE,
    AWS_EC2_METADATA_DISABLED: undefined,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
  };
  const run = await check(env, '--format', 'json', '--live-timeout', '0.5');
  silent.close();
  assert.match(reported(run).notes.join(), /the source of AWS credentials did not answer within 0\.5 s/);
  assert.ok(run.seconds < 8, `${run.seconds} s`);
});

test.run();
