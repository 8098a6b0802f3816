import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collectDeployers, collectListeners, wanted } from '../../../src/facts/index.js';
import { readBytes } from '../../../src/read/index.js';

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const EC2 = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess';
const ACTIONS = { update: ['update'], delete: ['delete'], 'no-op': ['no-op'] };

const policy = (Action: string) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

function change(address: string, action: keyof typeof ACTIONS, before: object, after: object | null = before) {
  const [type, name] = address.split('.');
  const values = { actions: ACTIONS[action], before, after, after_unknown: {} };
  return { address, mode: 'managed', type, name, provider_name: 'registry.terraform.io/hashicorp/aws', change: values };
}

const listener = {
  lb_port: 443,
  lb_protocol: 'https',
  instance_port: 80,
  instance_protocol: 'http',
  ssl_certificate_id: 'arn:aws:acm:eu-west-1:123456789012:certificate/1',
};
const elb = change('aws_elb.web', 'no-op', { name: 'web', region: 'eu-west-1', listener: [listener] });

/** A role as the provider reads it back: with everything that is attached to it, by whomever. */
const role = (managed: readonly string[], inline: readonly object[] = []) =>
  change('aws_iam_role.ci', 'no-op', { name: 'ci', managed_policy_arns: managed, inline_policy: inline });

function permission(...changes: readonly object[]): unknown {
  const document = { format_version: '1.2', resource_changes: [elb, ...changes], configuration: { root_module: {} } };
  const [plan] = readBytes('plan.json', Buffer.from(JSON.stringify(document)), { wanted, onNotice: () => {} });
  if (plan === undefined) throw new Error('no plan');
  const own = collectListeners(plan, { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() });
  const named = { addresses: ['aws_iam_role.ci'], policies: [] };
  const [deployer] = collectDeployers(plan, new Map(), named, { own, all: own }).deployers;
  return deployer?.permissions['acm:ListCertificates'];
}

const allowed = { kind: 'known', value: 'allowed' };
const notGranted = { kind: 'known', value: 'notGranted' };

test('what the state shows to be attached to a role counts', () => {
  assert.equal(permission(role([EC2, ADMIN])), allowed);
  assert.equal(permission(role([EC2], [{ name: 'list', policy: policy('acm:List*') }])), allowed);
});

test('an attachment that the plan deletes takes its policy away', () => {
  const attachment = change('aws_iam_role_policy_attachment.a', 'delete', { role: 'ci', policy_arn: ADMIN }, null);
  assert.equal(permission(role([EC2, ADMIN]), attachment), notGranted);
});

test('an attachment of another role takes nothing away', () => {
  const attachment = change('aws_iam_role_policy_attachment.a', 'delete', { role: 'other', policy_arn: ADMIN }, null);
  assert.equal(permission(role([EC2, ADMIN]), attachment), allowed);
});

test('a shared attachment that no longer names the role takes its policy away', () => {
  const before = { name: 'a', roles: ['ci', 'other'], users: [], groups: [], policy_arn: ADMIN };
  const attachment = change('aws_iam_policy_attachment.a', 'update', before, { ...before, roles: ['other'] });
  assert.equal(permission(role([EC2, ADMIN]), attachment), notGranted);
});

test('an inline policy that the plan deletes is gone, one that it changes is as planned', () => {
  const list = { name: 'list', policy: policy('acm:List*') };
  const before = { role: 'ci', name: 'list', policy: list.policy };
  assert.equal(permission(role([EC2], [list]), change('aws_iam_role_policy.list', 'delete', before, null)), notGranted);
  const after = { ...before, policy: policy('acm:DescribeCertificate') };
  assert.equal(
    permission(role([EC2], [list]), change('aws_iam_role_policy.list', 'update', before, after)),
    notGranted,
  );
});

test.run();
