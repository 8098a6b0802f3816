import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended } from './in-process.js';

const PLAN = 'test/golden-deployers/attached-elsewhere/plan.json';
const IAM_STACK = 'test/golden-deployers/iam-stack/plan.json';
const SECRET = 'hunter2-do-not-print';

const folder = mkdtempSync(join(tmpdir(), 'elbcert-deployers-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

function policyFile(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const allow = (Action: string) => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });

test('a policy in a file that does not allow it fails, with the lines to add', async () => {
  const run = await ended([
    'check',
    PLAN,
    '--deployer-policy',
    policyFile('elb.json', allow('elasticloadbalancing:*')),
  ]);
  assert.is(run.code, 1);
  assert.match(run.stdout, /elb\.json {2}file {2}named with --deployer-policy/);
  assert.match(run.stdout, /no statement of .*elb\.json allows it/);
  assert.match(run.stdout, /add: "Action": "acm:ListCertificates",\n +"Resource": "\*"\n/);
  assert.not.match(run.stdout, /not checked/);
});

test('several files are the policies of one principal', async () => {
  const files = [policyFile('one.json', allow('elasticloadbalancing:*')), policyFile('two.json', allow('acm:List*'))];
  const run = await ended(['check', PLAN, ...files.flatMap((file) => ['--deployer-policy', file])]);
  assert.is(run.code, 0);
  assert.match(run.stdout, /0 errors/);
});

test('what the AWS command line prints of a policy is a policy, too', async () => {
  const version = policyFile('version.json', { PolicyVersion: { Document: allow('acm:*'), VersionId: 'v1' } });
  const inline = policyFile('inline.json', { RoleName: 'ci', PolicyName: 'ci', PolicyDocument: allow('acm:*') });
  for (const file of [version, inline]) assert.is((await ended(['check', PLAN, '--deployer-policy', file])).code, 0);
});

test('a file that is no policy cannot be used, and is not quoted', async () => {
  for (const [content, told] of [
    [`{"Statement": ${SECRET}`, /broken\.json: this is not JSON/],
    [{ Statements: [SECRET] }, /broken\.json: this is not an IAM policy/],
    [{ Statement: [SECRET] }, /broken\.json: this is not an IAM policy/],
    ['[]', /broken\.json: this is not an IAM policy/],
  ] as const) {
    const run = await ended(['check', PLAN, '--deployer-policy', policyFile('broken.json', content)]);
    assert.is(run.code, 2);
    assert.match(run.stderr, told);
    assert.not.match(run.stderr, new RegExp(SECRET));
    assert.is(run.stdout, '');
  }
  const missing = await ended(['check', PLAN, '--deployer-policy', join(folder, 'missing.json')]);
  assert.is(missing.code, 2);
  assert.match(missing.stderr, /missing\.json: no such file/);
});

const EC2 = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess';
const POWER_USER = 'arn:aws:iam::aws:policy/PowerUserAccess';

test('a policy that AWS manages is named by its ARN', async () => {
  const denied = await ended(['check', PLAN, '--deployer-policy', EC2]);
  assert.is(denied.code, 1);
  assert.match(denied.stdout, /no statement of AWS managed policy AmazonEC2FullAccess allows it/);
  assert.is((await ended(['check', PLAN, '--deployer-policy', EC2, '--deployer-policy', POWER_USER])).code, 0);
});

test('a boundary limits the deployer, as a file or by its ARN', async () => {
  const policies = ['--deployer-policy', POWER_USER, '--deployer-policy', policyFile('acm.json', allow('acm:*'))];
  const limited = await ended(['check', PLAN, ...policies, '--deployer-boundary', EC2]);
  assert.is(limited.code, 1);
  assert.match(limited.stdout, /AmazonEC2FullAccess limits what it may do, and does not allow this/);
  const boundary = policyFile('boundary.json', allow('*'));
  assert.is((await ended(['check', PLAN, ...policies, '--deployer-boundary', boundary])).code, 0);
});

test('a policy that cannot be used is told with what to do, and nothing is judged', async () => {
  for (const [options, told] of [
    [['--deployer-policy', `${EC2}s`], /knows no such policy, did you mean "AmazonEC2FullAccess"; give its text as/],
    [['--deployer-policy', EC2, '--deployer-boundary', 'none.json'], /none\.json: no such file/],
    [['--deployer-boundary', EC2], /--deployer-boundary: limits nobody without --deployer-policy; add/],
  ] as const) {
    const run = await ended(['check', PLAN, ...options]);
    assert.is(run.code, 2);
    assert.match(run.stderr, told);
    assert.is(run.stdout, '');
  }
});

test('a configuration names the deployer, and the command line another one', async () => {
  policyFile('elb.json', allow('elasticloadbalancing:*'));
  const config = policyFile('.elbcert.yaml', `deployerPolicies: [elb.json]\ndeployerBoundary: ${POWER_USER}\n`);
  const run = await ended(['check', PLAN, '--config', config]);
  assert.is(run.code, 1);
  assert.match(run.stdout, /no statement of .*elb\.json allows it/);
  assert.is((await ended(['check', PLAN, '--config', config, '--deployer-policy', POWER_USER])).code, 0);
  const plan = policyFile('plan.yaml', 'deployers: [aws_iam_role.deploy]\n');
  assert.match(
    (await ended(['check', PLAN, IAM_STACK, '--config', plan])).stdout,
    /aws_iam_role\.deploy {2}role {2}named/,
  );
});

test('an address that is in no plan cannot be used, and the one that was meant is told', async () => {
  const run = await ended(['check', PLAN, '--deployer', 'aws_iam_policy.deply']);
  assert.is(run.code, 2);
  assert.match(run.stderr, /"aws_iam_policy\.deply" is no role, .*did you mean "aws_iam_policy\.deploy"/);
});

test('a named deployer of one stack is held against the load balancers of another', async () => {
  const run = await ended(['check', PLAN, IAM_STACK, '--deployer', 'aws_iam_role.deploy']);
  assert.is(run.code, 1);
  assert.match(run.stdout, /aws_iam_role\.deploy {2}role {2}named with --deployer\n/);
});

test('a named deployer is judged even where its policies let it deploy nothing', async () => {
  const run = await ended(['check', PLAN, IAM_STACK, '--deployer', 'aws_iam_role.other']);
  assert.is(run.code, 1);
  assert.match(run.stdout, /may not call acm:ListCertificates: it has no policy/);
});

test('facts of deployers are printed as policies see them', async () => {
  const { deployers } = JSON.parse(
    (await ended(['facts', PLAN, IAM_STACK, '--deployer', 'aws_iam_role.deploy'])).stdout,
  );
  assert.equal(
    deployers.map(({ address, permissions, usesAcm }: Record<string, unknown>) => ({ address, permissions, usesAcm })),
    [{ address: 'aws_iam_role.deploy', permissions: { 'acm:ListCertificates': 'notGranted' }, usesAcm: true }],
  );
});

test('nothing is said of deployers where the policy on them is disabled', async () => {
  const run = await ended(['check', PLAN, '--disable', 'deployer-list-certificates']);
  assert.not.match(run.stdout, /ListCertificates/);
});

test.run();
