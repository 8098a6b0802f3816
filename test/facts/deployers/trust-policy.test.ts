import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isServiceRole } from '../../../src/facts/deployers/trust-policy.js';
import type { Json } from '../../../src/model/json.js';
import { type Change, resolverOf, resourceIn } from './plan.js';

function isOfService(change: Change): boolean {
  return isServiceRole(resourceIn(resolverOf({ 'aws_iam_role.r': change }), 'aws_iam_role.r'));
}
const trusting = (...principals: readonly Json[]) => {
  const Statement = principals.map((Principal) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }));
  return isOfService({ values: { assume_role_policy: JSON.stringify({ Statement }) } });
};

test('a role that only services can assume which run no Terraform is a service role', () => {
  assert.is(trusting({ Service: 'eks.amazonaws.com' }), true);
  assert.is(trusting({ Service: ['ecs.amazonaws.com', 'elasticbeanstalk.amazonaws.com'] }), true);
});

test('a role that anybody else can assume is none', () => {
  assert.is(trusting({ Service: 'codebuild.amazonaws.com' }), false);
  assert.is(trusting({ Service: ['eks.amazonaws.com', 'ec2.amazonaws.com'] }), false);
  assert.is(trusting({ Service: 'eks.amazonaws.com', AWS: '123456789012' }), false);
  assert.is(trusting({ Service: 'eks.amazonaws.com' }, { AWS: '*' }), false);
  assert.is(trusting('*'), false);
});

test('a statement may stand alone, and one that denies lets nobody in', () => {
  const Deny = { Effect: 'Deny', Principal: { AWS: '*' } };
  const Allow = { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' } };
  const text = (Statement: Json) => ({ values: { assume_role_policy: JSON.stringify({ Statement }) } });
  assert.is(isOfService(text(Allow)), true);
  assert.is(isOfService(text([Allow, Deny])), true);
  assert.is(isOfService(text(Deny)), false);
});

test('a trust policy that is unknown or no policy makes no service role', () => {
  assert.is(isOfService({ unknown: { assume_role_policy: true } }), false);
  assert.is(isOfService({ values: { assume_role_policy: 'no' } }), false);
  assert.is(isOfService({}), false);
});

test.run();
