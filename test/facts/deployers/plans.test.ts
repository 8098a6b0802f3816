import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scrub } from '../../../scripts/golden.js';
import type { Outcome } from '../../../src/model/finding.js';
import { check } from '../../../src/pipeline.js';

const GOLDEN = fileURLToPath(new URL('../../golden-deployers/', import.meta.url));

interface Expected {
  readonly title: string;
  /** By address, what the policy says, and part of the message. */
  readonly deployers: Readonly<Record<string, readonly [outcome: Outcome, message?: RegExp]>>;
  readonly note?: RegExp;
}

/** Written from IAM's rules and the provider's pages, not from what elbcert prints. */
const CASES: Readonly<Record<string, Expected>> = {
  'assumed-role': {
    title: 'a role that the provider assumes is a deployer, whatever its policies say',
    deployers: {
      'aws_iam_role.pipeline': ['fail', /no statement of data\.aws_iam_policy_document\.pipeline allows it/],
    },
  },
  'assumed-role-elsewhere': {
    title: 'a role that the provider assumes and that is not in the plan is told, not judged',
    deployers: {},
    note: /the role "elsewhere", which provider aws assumes/,
  },
  'attached-elsewhere': {
    title: 'a policy that is attached to a role outside the plan says nothing of that role',
    deployers: {},
    note: /--deployer ADDRESS/,
  },
  'aws-managed': {
    title: 'policies that AWS manages are known by name, or not known',
    deployers: {
      'aws_iam_role.admin': ['pass'],
      'aws_iam_role.power': ['pass'],
      'aws_iam_role.both': ['pass'],
      'aws_iam_role.ec2': ['fail', /AmazonEC2FullAccess/],
      'aws_iam_role.boss': ['open', /AWSSomethingNew/],
    },
  },
  boundary: {
    title: 'what a permissions boundary does not allow, an administrator may not do',
    deployers: { 'aws_iam_role.deploy': ['fail', /policy_document\.limit limits what it may do/] },
  },
  'conditions-on-absent-keys': {
    title: 'a condition on a key that no list of certificates carries decides',
    deployers: {
      'aws_iam_role.deploy["narrow"]': ['fail', /"Ours" allows it under .* acm:DomainNames, on a key that the request/],
      'aws_iam_role.deploy["tagged"]': ['pass'],
      'aws_iam_role.deploy["untagged"]': ['fail', /"Untagged" denies acm:\* on \* under .* aws:ResourceTag\/team$/],
    },
  },
  'deferred-certificate-arn': {
    title: 'the ARN of a certificate that is yet to be made grants nothing either',
    deployers: {
      'aws_iam_role.deploy': ['fail', /statement 2 allows it on the ARN of aws_acm_certificate\.site only/],
    },
  },
  'each-value': {
    title: 'for_each over roles gives each its policy, also through modules and their outputs',
    deployers: {
      'aws_iam_role.own["blue"]': ['fail', /policy_document\.elb allows it/],
      'aws_iam_role.own["green"]': ['fail', /policy_document\.elb allows it/],
      'aws_iam_role.given["blue"]': ['pass'],
      'aws_iam_role.given["green"]': ['pass'],
      'module.made["blue"].aws_iam_role.this': ['fail', /policy_document\.elb allows it/],
      'module.made["green"].aws_iam_role.this': ['fail', /policy_document\.elb allows it/],
      'module.all.aws_iam_role.this["blue"]': ['pass'],
      'module.all.aws_iam_role.this["green"]': ['pass'],
    },
  },
  exclusive: {
    title: 'a policy that an exclusive attachment does not list may be taken away',
    deployers: { 'aws_iam_role.deploy': ['open', /does not list it/] },
  },
  heredoc: {
    title: 'a document may be written by hand, with one statement and NotAction',
    deployers: { 'aws_iam_role.deploy': ['pass'] },
  },
  'inline-policy-scoped': {
    title: 'a statement that is scoped to certificates does not grant listing them',
    deployers: {
      'aws_iam_role.deploy': ['fail', /"Certificates" allows it on arn:aws:acm:\*:\*:certificate\/\* only/],
    },
  },
  instances: {
    title: 'instances of roles, policies and documents belong together by their key',
    deployers: {
      'aws_iam_role.deploy["blue"]': ['pass'],
      'aws_iam_role.deploy["green"]': ['fail', /deploy\["green"\]/],
    },
  },
  'look-up-at-apply': {
    title: 'whoever applies a look-up has to list certificates, and is told where it is not known',
    deployers: {},
    note: /whether the deployer may list certificates/,
  },
  'looks-certificates-up': {
    title: 'a look-up asks its own provider’s role to list certificates in its Region, without a Classic Load Balancer',
    deployers: {
      'aws_iam_role.edge': ['fail', /"Here" allows it under .*RequestedRegion, which does not hold in us-east-1/],
    },
  },
  'merged-documents': {
    title: 'a document that overrides a statement of its Sid wins, also where all is read at apply',
    deployers: { 'aws_iam_role.deploy': ['fail', /"Certificates" denies acm:ListCertificates/] },
  },
  'mfa-condition': {
    title: 'a condition on the request leaves it open',
    deployers: { 'aws_iam_role.deploy': ['open', /the condition Bool aws:MultiFactorAuthPresent/] },
  },
  'names-not-known': {
    title: 'roles and policies without a name yet are joined by their references',
    deployers: { 'aws_iam_role.deploy': ['fail'] },
  },
  'no-acm': { title: 'where no certificate is from ACM, nobody has to list any', deployers: {} },
  'permission-sets': {
    title: 'a permission set has the policies that are attached to it, its own and those named in each account',
    deployers: {
      'aws_ssoadmin_permission_set.operator': ['fail', /AmazonEC2FullAccess/],
      'aws_ssoadmin_permission_set.deployer': ['pass'],
    },
  },
  'region-condition': {
    title: 'a condition on another Region than the load balancer’s withholds',
    deployers: { 'aws_iam_role.deploy': ['fail', /does not hold in eu-west-1/] },
  },
  'role-arguments': {
    title: 'inline_policy and managed_policy_arns of a role count',
    deployers: { 'aws_iam_role.deploy': ['pass'], 'aws_iam_role.poor': ['fail'] },
  },
  'sensitive-policy': {
    title: 'a sensitive policy is weighed, and nothing of it is shown',
    deployers: { 'aws_iam_role.deploy': ['fail', /aws_iam_role_policy\.deploy statement 2 denies it$/] },
  },
  'session-policy': {
    title: 'what the policy of a provider’s session does not allow, its role may not do',
    deployers: { 'aws_iam_role.pipeline': ['fail', /the assume_role block of provider aws limits what it may do/] },
  },
  'session-policy-as-text': {
    title: 'text of a session’s policy that only the source shows is open without it',
    deployers: { 'aws_iam_role.pipeline': ['open', /the policy in the assume_role_with_web_identity block/] },
  },
  'session-policy-arns': {
    title: 'the policies of a provider’s session may be named by their ARNs',
    deployers: { 'aws_iam_role.pipeline': ['fail', /ElasticLoadBalancingFullAccess limits what it may do/] },
  },
  'iam-stack': { title: 'where there is no load balancer, nobody deploys one', deployers: {} },
  'service-role': {
    title: 'a role that only EKS can assume deploys nothing by itself',
    deployers: {},
    note: /--deployer ADDRESS/,
  },
  'shared-attachment': {
    title: 'one attachment gives a policy to roles, users and groups',
    deployers: { 'aws_iam_role.deploy': ['fail'], 'aws_iam_user.ada': ['pass'] },
  },
  'text-unknown': {
    title: 'of text that is known after apply nothing is known',
    deployers: { 'aws_iam_role.deploy': ['open', /known after apply: aws_iam_role_policy\.deploy\.policy/] },
  },
  'unattached-policy': {
    title: 'a policy that is attached to nobody is no deployer',
    deployers: {},
    note: /whether the deployer may list certificates/,
  },
  'users-of-a-group': {
    title: 'users have the policies of their groups',
    deployers: { 'aws_iam_user.ada': ['pass'], 'aws_iam_user.bob': ['fail'] },
  },
  'web-identity': {
    title: 'the role that a provider assumes with a web identity is a deployer, whatever its policies say',
    deployers: {
      'aws_iam_role.pipeline': ['fail', /no statement of aws_iam_role_policy\.pipeline allows it/],
    },
  },
};

test('every plan is judged', () => {
  assert.equal(Object.keys(CASES).sort(), readdirSync(GOLDEN).sort());
});

for (const [name, { title, deployers, note }] of Object.entries(CASES)) {
  test(`${title} (${name})`, async () => {
    const report = await check({ inputs: [join(GOLDEN, name, 'plan.json')], now: new Date('2026-11-24T00:00:00Z') });
    const findings = report.findings.filter(({ policyId }) => policyId === 'deployer-list-certificates');
    const outcomes = Object.fromEntries(findings.map(({ address, outcome }) => [address, outcome]));
    assert.equal(
      outcomes,
      Object.fromEntries(Object.entries(deployers).map(([address, [outcome]]) => [address, outcome])),
    );
    for (const { address, message } of findings) assert.match(message, deployers[address]?.[1] ?? /./);
    assert.is(report.notes.length, note === undefined ? 0 : 1);
    if (note !== undefined) assert.match(report.notes.join('\n'), note);
  });
}

test('the source of a provider tells the policy of its session', async () => {
  const folder = join(GOLDEN, 'session-policy-as-text');
  const { findings } = await check({ inputs: [join(folder, 'plan.json')], roots: [folder] });
  const [finding] = findings.filter(({ policyId }) => policyId === 'deployer-list-certificates');
  assert.is(finding?.outcome, 'fail');
  assert.match(finding?.message ?? '', /the assume_role_with_web_identity block of provider aws limits what it may do/);
});

test('the plans of the cases hold nothing that varies between runs of Terraform', () => {
  for (const name of Object.keys(CASES)) {
    const plan = readFileSync(join(GOLDEN, name, 'plan.json'), 'utf8');
    assert.is(scrub(plan), plan, `${name}: run npx tsx scripts/golden.ts test/golden-deployers`);
  }
});

test('nothing of a sensitive policy is in the report', async () => {
  const report = await check({ inputs: [join(GOLDEN, 'sensitive-policy', 'plan.json')] });
  assert.not.match(JSON.stringify(report), /Secret/);
});

test.run();
