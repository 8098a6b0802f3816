import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, type Account } from './double/account.js';
import { type FaultOf, startDouble } from './double/double.js';
import { reported } from './outcomes.js';
import { check, environment, live } from './run-live.js';
import { account, CALLER, PLAN, ROLE } from './world.js';

interface Told {
  readonly arn: string | null;
  readonly kind: string;
  readonly address: string | null;
  readonly permissions: Readonly<Record<string, unknown>>;
  readonly usesAcm: unknown;
}

async function deployers(more: Partial<Account>, faultOf: FaultOf, ...args: readonly string[]) {
  const double = await startDouble({ ...account, ...more }, faultOf);
  const run = await check(environment(double.url), '--format', 'json', ...args);
  await double.close();
  return { run, told: reported(run).deployers as unknown as readonly Told[] };
}

const list = ({ permissions }: Told) => permissions['acm:ListCertificates'];
const noFault = () => undefined;

test('--live names the caller as a deployer, without its account', async () => {
  const { run, told } = await deployers({}, noFault);
  const [caller, ...others] = told;
  assert.equal(others, []);
  assert.is(caller?.kind, 'caller');
  assert.is(caller?.arn, 'arn:aws:sts::************:assumed-role/ci/build');
  assert.is(caller && list(caller), 'allowed');
  assert.is(caller?.usesAcm, true);
  assert.match(run.stderr, /as arn:aws:sts::\*{12}:assumed-role\/ci\/build; apply may run as somebody else/);
});

test('--live shows the account where that is asked for', async () => {
  const { run, told } = await deployers({}, noFault, '--show-account-ids');
  assert.equal(
    told.map(({ arn }) => arn),
    [CALLER],
  );
  assert.ok(run.stderr.includes(CALLER));
  const { told: role } = await deployers({}, noFault, '--show-account-ids', '--as-role', ROLE);
  assert.equal(
    role.map(({ arn }) => arn),
    [ROLE],
  );
});

test('--live says whether the caller is denied, or only not allowed, in any Region', async () => {
  for (const [fault, permission] of [
    ['denied', 'notGranted'],
    ['deniedExplicitly', 'denied'],
  ] as const) {
    const { told } = await deployers({}, ({ action, region }) =>
      action === 'ListCertificates' && region === 'eu-central-1' ? fault : undefined,
    );
    assert.is(told[0] && list(told[0]), permission);
  }
});

test('--live decides certificates where the caller may describe but not list them', async () => {
  const { run } = await deployers(
    {},
    ({ action }) => (action === 'ListCertificates' ? 'denied' : undefined),
    '--live=require',
  );
  const decided = reported(run).findings.filter(
    ({ policyId, outcome }) => policyId === 'acm-key-algorithm' && outcome === 'fail',
  );
  assert.equal(decided.map(({ port }) => port).sort(), [8002, 8003]);
});

test('--live does not know the permission of a caller that ACM does not answer', async () => {
  const { told } = await deployers({}, ({ action }) => (action === 'ListCertificates' ? 'failing' : undefined));
  assert.match(JSON.stringify(told[0] && list(told[0])), /"unknown":"ACM in eu-\w+-1 failed \(HTTP 500\)/);
});

test('--live asks IAM what a role may do in each Region', async () => {
  const asked: string[] = [];
  const simulate: NonNullable<Account['simulate']> = (role, region) => {
    asked.push(`${role} ${region}`);
    return { decision: region === 'eu-central-1' ? 'implicitDeny' : 'allowed' };
  };
  const { told } = await deployers({ simulate }, noFault, '--as-role', ROLE);
  assert.equal(asked.sort(), [`${ROLE} eu-central-1`, `${ROLE} eu-west-1`]);
  const role = told.find(({ kind }) => kind === 'role');
  assert.is(role && list(role), 'notGranted');
  assert.is(role?.arn, 'arn:aws:iam::************:role/deploy');
});

test('--live says the same of a user', async () => {
  const user = ROLE.replace(':role/', ':user/');
  const { told } = await deployers({ simulate: () => ({ decision: 'explicitDeny' }) }, noFault, '--as-role', user);
  assert.equal(
    told.map(({ kind, arn, permissions }) => [kind, arn, permissions['acm:ListCertificates']]),
    [['user', 'arn:aws:iam::************:user/deploy', 'denied']],
  );
});

for (const decision of ['allowed', 'implicitDeny', 'explicitDeny'] as const) {
  test(`--live does not know what a role may do where a key that no simulation has decides: ${decision}`, async () => {
    const simulate = () => ({ decision, missing: ['aws:SourceIp'] });
    const { told } = await deployers({ simulate }, noFault, '--as-role', ROLE);
    const role = told.find(({ kind }) => kind === 'role');
    assert.match(JSON.stringify(role && list(role)), /"unknown":"in eu-\w+-1 its policies decide by aws:SourceIp"/);
  });
}

const FILE = join(tmpdir(), `elbcert-${process.pid}-deploys.json`);
test.before(() => {
  const Statement = [{ Effect: 'Allow', Action: 'acm:ListCertificates', Resource: '*' }];
  writeFileSync(FILE, JSON.stringify({ Version: '2012-10-17', Statement }));
});
test.after(() => rmSync(FILE));

for (const named of [
  ['--as-role', ROLE],
  ['--deployer-policy', FILE],
]) {
  test(`--live judges who is named with ${named[0]}, and only tells what the caller may not`, async () => {
    const { run, told } = await deployers(
      {},
      ({ action }) => (action === 'ListCertificates' ? 'denied' : undefined),
      ...named,
    );
    assert.equal(
      told.map(({ kind }) => kind),
      [named[0] === '--as-role' ? 'role' : 'file'],
    );
    assert.equal(
      reported(run)
        .findings.filter(({ policyId }) => policyId === 'deployer-list-certificates')
        .map(({ outcome }) => outcome),
      ['pass'],
    );
    assert.match(
      run.stderr,
      /as arn:aws:sts::\*{12}:assumed-role\/ci\/build, who may not list certificates in eu-central-1, eu-west-1; apply may/,
    );
  });
}

test('requires no answer about a caller that is not judged', async () => {
  const { run } = await deployers(
    {},
    ({ action, region }) => (action === 'ListCertificates' && region === 'eu-central-1' ? 'failing' : undefined),
    '--as-role',
    ROLE,
  );
  assert.not.match(reported(run).notes.join('\n'), /whether the AWS credentials may call/);
});

test('--live says that there is no such role', async () => {
  const { run } = await deployers({ simulate: () => undefined }, noFault, '--as-role', ROLE);
  assert.match(
    reported(run).notes.join('\n'),
    /whether the principal of --as-role may call acm:ListCertificates: IAM has no role or user of that ARN; give --as-role the whole ARN/,
  );
});

test('--live does not ask about a role in another account', async () => {
  const other = ROLE.replace(ACCOUNT, '210987654321');
  const { run } = await deployers({}, noFault, '--as-role', other);
  assert.match(
    reported(run).notes.join('\n'),
    /whether the principal of --as-role may call .*: the role is in another account/,
  );
});

test('elbcert check refuses options that it cannot use, all at once', async () => {
  const run = await live(
    ['check', '--live=always', '--live-timeout', 'soon', '--as-role', CALLER, PLAN],
    environment('http://127.0.0.1:1'),
  );
  assert.is(run.status, 2);
  assert.match(run.stderr, /--live: "always" is not allowed; allowed are use and require/);
  assert.match(run.stderr, /--live-timeout: "soon" is not a number of seconds/);
  assert.match(run.stderr, /--as-role: ".*" is not the ARN of a role or user/);
});

test('elbcert check refuses options that have no effect without --live', async () => {
  const run = await live(['check', '--as-role', ROLE, '--live-timeout', '3', PLAN], environment('http://127.0.0.1:1'));
  assert.is(run.status, 2);
  assert.match(run.stderr, /--as-role: has no effect without --live; add --live/);
  assert.match(run.stderr, /--live-timeout: has no effect without --live/);
});

test.run();
