import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, ADMIN, allow, type Change, type Changes, deployersIn, EC2, listing } from './plan.js';

const CI = 'aws_iam_role.ci';
const ROLE: Change = { values: { name: 'ci' } };
const EVERYTHING = { 'aws_iam_role_policy_attachment.a': { values: { role: 'ci', policy_arn: ADMIN } } };

/** A provider that assumes the role of an expression. */
const assuming = (role_arn: object, more: object = {}) => ({
  aws: { name: 'aws', expressions: { assume_role: [{ role_arn, ...more }] } },
});
const constant = (value: unknown) => ({ constant_value: value });
const CI_ARN = `arn:aws:iam::${ACCOUNT}:role/deploy/ci`;

function assumed(providers: object, changes: Changes = { [CI]: ROLE }) {
  const { deployers, assumptions } = deployersIn(changes, { providers });
  const elsewhere = assumptions.filter(({ role }) => role === undefined);
  return {
    deployers: deployers.map(({ address, why }) => [address, why]),
    elsewhere: elsewhere.map(({ provider, name }) => [provider, name]),
  };
}

test('a role of the plan that the provider assumes is a deployer, by reference or by the name in its ARN', () => {
  const found = { deployers: [[CI, 'provider aws assumes it']], elsewhere: [] };
  assert.equal(assumed(assuming(constant(CI_ARN))), found);
  const byReference = assuming({ references: [`${CI}.arn`, CI] });
  assert.equal(assumed(byReference, { [CI]: { ...ROLE, unknown: { arn: true } } }), found);
});

test('a service role that the provider assumes is a deployer, too', () => {
  const trust = { Statement: { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' } } };
  const role = { values: { name: 'ci', assume_role_policy: JSON.stringify(trust) } };
  assert.is(assumed(assuming(constant(CI_ARN)), { [CI]: role }).deployers.length, 1);
});

test('a role that is not in the plan is told by its name', () => {
  assert.equal(assumed(assuming(constant(CI_ARN)), {}), { deployers: [], elsewhere: [['aws', 'ci']] });
});

test('what is no ARN of a role has no name', () => {
  const user = assuming(constant(`arn:aws:iam::${ACCOUNT}:user/ci`));
  assert.equal(assumed(user), { deployers: [], elsewhere: [['aws', undefined]] });
});

test('a provider that assumes no role has no assumption', () => {
  assert.equal(assumed({ aws: { name: 'aws' } }, {}), { deployers: [], elsewhere: [] });
});

test('the policy of a session limits it', () => {
  const changes = { [CI]: ROLE, ...EVERYTHING };
  const session = (policy: object) => assuming(constant(CI_ARN), { policy });
  assert.is(listing(CI, changes, assuming(constant(CI_ARN))), 'allowed');
  assert.is(listing(CI, changes, session(constant(allow('acm:*')))), 'allowed');
  assert.is(listing(CI, changes, session(constant(allow('elasticloadbalancing:*')))), 'notGranted');
  const unknown = session({ references: ['terraform_data.t.output', 'terraform_data.t'] });
  assert.match(listing(CI, changes, unknown), /^allowed\|.*the policy in the assume_role block of provider aws/);
});

test('a role that the provider assumes with a web identity is the one, and its session may be limited', () => {
  const web = (more: object = {}) => ({
    aws: {
      name: 'aws',
      expressions: { assume_role_with_web_identity: [{ role_arn: constant(CI_ARN), ...more }] },
    },
  });
  assert.equal(assumed(web()), { deployers: [[CI, 'provider aws assumes it']], elsewhere: [] });
  assert.equal(assumed(web(), {}).elsewhere, [['aws', 'ci']]);
  const changes = { [CI]: ROLE, ...EVERYTHING };
  assert.is(listing(CI, changes, web()), 'allowed');
  assert.is(listing(CI, changes, web({ policy: constant(allow('elasticloadbalancing:*')) })), 'notGranted');
  const unknown = web({ policy: { references: ['terraform_data.t.output', 'terraform_data.t'] } });
  assert.match(listing(CI, changes, unknown), /the policy in the assume_role_with_web_identity block of provider aws/);
});

test('a session policy grants nothing by itself', () => {
  assert.is(listing(CI, { [CI]: ROLE }, assuming(constant(CI_ARN), { policy: constant(allow('*')) })), 'notGranted');
});

test('the policies of a session may be named by their ARNs', () => {
  const changes = { [CI]: ROLE, ...EVERYTHING };
  const session = (policy_arns: object) => assuming(constant(CI_ARN), { policy_arns });
  assert.is(listing(CI, changes, session(constant([EC2]))), 'notGranted');
  assert.is(listing(CI, changes, session(constant([EC2, ADMIN]))), 'allowed');
  const unknown = session({ references: ['terraform_data.t.output', 'terraform_data.t'] });
  assert.match(listing(CI, changes, unknown), /are not all in the plan$/);
});

test.run();
