import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deployerAddresses, deployerTypes } from '../../../src/facts/deployers/index.js';
import { iamPolicy } from '../../../src/facts/iam/decide.js';
import { parsePolicyDocument } from '../../../src/facts/iam/document.js';
import { interestIn } from '../../../src/facts/index.js';
import { known } from '../../../src/model/value.js';
import { ACCOUNT, allow, type Change, type Changes, deployersIn, planOf } from './plan.js';

const CI = 'aws_iam_role.ci';
const inline = (...actions: readonly string[]): Change => ({
  values: { role: 'ci', name: 'p', policy: allow(...actions) },
});
const role = (more: object = {}): Change => ({ values: { name: 'ci', ...more } });

const why = (changes: Changes, named?: readonly string[]) =>
  deployersIn(changes, named === undefined ? {} : { named }).deployers.map((deployer) => [
    deployer.address,
    deployer.kind,
    deployer.why,
  ]);

test('a principal is a deployer by a statement that allows what deploys a listener', () => {
  for (const action of ['CreateLoadBalancer', 'CreateLoadBalancerListeners', 'SetLoadBalancerListenerSSLCertificate']) {
    assert.equal(why({ [CI]: role(), 'aws_iam_role_policy.p': inline(`elasticloadbalancing:${action}`) }), [
      [CI, 'role', `aws_iam_role_policy.p statement 1 allows elasticloadbalancing:${action}`],
    ]);
  }
  assert.equal(why({ [CI]: role(), 'aws_iam_role_policy.p': inline('elasticloadbalancing:Describe*') }), []);
});

test('a service role is none, unless it is named', () => {
  const trust = JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' } } });
  const changes = { [CI]: role({ assume_role_policy: trust }), 'aws_iam_role_policy.p': inline('*') };
  assert.equal(why(changes), []);
  assert.equal(why(changes, [CI]), [[CI, 'role', 'named with --deployer']]);
});

test('where somebody is named, nobody else is a deployer by its policies alone', () => {
  const changes = { [CI]: role(), 'aws_iam_role_policy.p': inline('*'), 'aws_iam_user.u': { values: { name: 'u' } } };
  assert.equal(why(changes, ['aws_iam_user.u']), [['aws_iam_user.u', 'user', 'named with --deployer']]);
  const policies = [iamPolicy('ci.json', parsePolicyDocument('ci.json', known(allow('*'))))];
  assert.equal(
    deployersIn(changes, { policies }).deployers.map(({ file }) => file),
    ['ci.json'],
  );
  const providers = {
    aws: {
      name: 'aws',
      expressions: { assume_role: [{ role_arn: { constant_value: `arn:aws:iam::${ACCOUNT}:role/ci` } }] },
    },
  };
  assert.equal(
    deployersIn(changes, { policies, providers }).deployers.map((one) => one.address ?? one.file),
    [CI, 'ci.json'],
  );
});

test('a principal that may not have its policy is none', () => {
  const unknown = { unknown: { role: true }, refers: { role: ['terraform_data.t.output', 'terraform_data.t'] } };
  const policy = { ...unknown, values: { name: 'p', policy: allow('*') } };
  assert.equal(why({ [CI]: { unknown: { name: true } }, 'aws_iam_role_policy.p': policy }), []);
});

test('a permission set is told as a role', () => {
  const arn = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
  const [found] = why({
    'aws_ssoadmin_permission_set.s': { values: { name: 's', arn } },
    'aws_ssoadmin_permission_set_inline_policy.p': { values: { permission_set_arn: arn, inline_policy: allow('*') } },
  });
  assert.equal(found?.slice(0, 2), ['aws_ssoadmin_permission_set.s', 'role']);
});

test('a group and a managed policy are judged only where they are named', () => {
  const policy = { values: { name: 'p', arn: '1', policy: allow('elasticloadbalancing:*') } };
  const changes = {
    'aws_iam_policy.p': policy,
    'aws_iam_group.g': { values: { name: 'g' } },
    'aws_iam_group_policy_attachment.a': { values: { group: 'g', policy_arn: '1' } },
  };
  assert.equal(why(changes), []);
  assert.equal(
    why(changes, ['aws_iam_group.g', 'aws_iam_policy.p']).map(([address]) => address),
    ['aws_iam_group.g', 'aws_iam_policy.p'],
  );
});

test('a role of pods may be a deployer', () => {
  const trust = JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' } } });
  const changes = { [CI]: role({ assume_role_policy: trust }), 'aws_iam_role_policy.p': inline('*') };
  const [found] = deployersIn(changes).deployers;
  assert.match(JSON.stringify(found?.usesAcm), /whether pods of EKS run Terraform as aws_iam_role\.ci/);
  const [named] = deployersIn(changes, { named: [CI] }).deployers;
  assert.equal(named?.usesAcm, known(true));
});

test('without a load balancer there is no deployer', () => {
  const changes = { [CI]: role(), 'aws_iam_role_policy.p': inline('*') };
  assert.equal(deployersIn(changes, { elb: false }).deployers, []);
  assert.equal(deployersIn(changes, { elb: false, named: [CI] }).deployers, []);
});

test('the facts name the principal, and everything that was read', () => {
  const arn = `arn:aws:iam::${ACCOUNT}:role/ci`;
  const [facts] = deployersIn({ [CI]: role({ arn }), 'aws_iam_role_policy.p': inline('*') }).deployers;
  assert.equal([facts?.arn, facts?.file], [arn, null]);
  assert.equal(facts?.trace, [CI, 'aws_iam_role_policy.p']);
  const [secret] = deployersIn({ [CI]: { ...role({ arn }), sensitive: { arn: true } } }, { named: [CI] }).deployers;
  assert.is(secret?.arn, null);
});

test('policies in files are those of one principal, where there is a load balancer', () => {
  const file = (path: string, action: string) => iamPolicy(path, parsePolicyDocument(path, known(allow(action))));
  const policies = [file('one.json', 'elasticloadbalancing:*'), file('two.json', 'acm:*')];
  const [facts, ...others] = deployersIn({}, { policies }).deployers;
  assert.is(others.length, 0);
  assert.equal(
    [facts?.address, facts?.file, facts?.kind, facts?.why],
    [null, 'one.json, two.json', 'file', 'named with --deployer-policy'],
  );
  assert.equal(facts?.permissions['acm:ListCertificates'], known('allowed'));
  assert.equal(deployersIn({}, { policies, elb: false }).deployers, []);
  const [limited] = deployersIn({}, { policies, boundary: file('boundary.json', 'elasticloadbalancing:*') }).deployers;
  assert.equal(limited?.permissions['acm:ListCertificates'], known('notGranted'));
  assert.equal(limited?.file, 'one.json, two.json');
  assert.ok(limited?.trace.includes('boundary.json'));
});

test('roles, users, groups, permission sets and managed policies can be named', () => {
  const types = ['aws_iam_role', 'aws_iam_user', 'aws_iam_group', 'aws_ssoadmin_permission_set', 'aws_iam_policy'];
  const changes = Object.fromEntries([...types, 'aws_iam_role_policy'].map((type) => [`${type}.x`, {}]));
  assert.equal(
    deployerAddresses(planOf(changes)),
    types.map((type) => `${type}.x`),
  );
});

test('every type that deployers are collected from is read, with what was before', () => {
  assert.ok(deployerTypes.size > 20);
  for (const name of deployerTypes) {
    const [mode = '', type = ''] = name.split('.');
    const isData = mode === 'data';
    assert.ok(interestIn().wanted(isData ? 'data' : 'managed', type), name);
  }
});

test.run();
