import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { trustOf } from '../../../src/facts/deployers/trust-policy.js';
import type { Json } from '../../../src/model/json.js';
import { type Change, resolverOf, resourceIn } from './plan.js';

function runs(change: Change): boolean | undefined {
  return trustOf(resourceIn(resolverOf({ 'aws_iam_role.r': change }), 'aws_iam_role.r')).runsTerraform;
}
const trusting = (...principals: readonly Json[]) => {
  const Statement = principals.map((Principal) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }));
  return runs({ values: { assume_role_policy: JSON.stringify({ Statement }) } });
};

test('a role that a function of Lambda has never runs Terraform', () => {
  assert.is(trusting({ Service: 'lambda.amazonaws.com' }), false);
  assert.is(trusting({ Service: ['edgelambda.amazonaws.com', 'lambda.amazonaws.com'] }), false);
});

test('a role of a task or a service account may run Terraform, or not', () => {
  const cluster = 'arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC';
  assert.is(trusting({ Service: 'ec2.amazonaws.com' }), true);
  assert.is(trusting({ Service: ['eks.amazonaws.com', 'ecs-tasks.amazonaws.com'] }), undefined);
  assert.is(trusting({ Federated: cluster }), undefined);
  assert.is(
    trusting({ Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' }),
    true,
  );
});

test('a role that only services can assume which run no Terraform runs none', () => {
  assert.is(trusting({ Service: 'eks.amazonaws.com' }), false);
  assert.is(trusting({ Service: ['ecs.amazonaws.com', 'elasticbeanstalk.amazonaws.com'] }), false);
});

test('a role that anybody else can assume is none', () => {
  assert.is(trusting({ Service: 'codebuild.amazonaws.com' }), true);
  assert.is(trusting({ Service: 'eks.amazonaws.com', AWS: '123456789012' }), true);
  assert.is(trusting({ Service: 'eks.amazonaws.com' }, { AWS: '*' }), true);
  assert.is(trusting('*'), true);
});

test('a statement may stand alone, and one that denies lets nobody in', () => {
  const Deny = { Effect: 'Deny', Principal: { AWS: '*' } };
  const Allow = { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' } };
  const text = (Statement: Json) => ({ values: { assume_role_policy: JSON.stringify({ Statement }) } });
  assert.is(runs(text(Allow)), false);
  assert.is(runs(text([Allow, Deny])), false);
  assert.is(runs(text(Deny)), true);
});

test('a trust policy that is unknown or no policy makes no service role', () => {
  assert.is(runs({ unknown: { assume_role_policy: true } }), true);
  assert.is(runs({ values: { assume_role_policy: 'no' } }), true);
  assert.is(runs({}), true);
});

test.run();
