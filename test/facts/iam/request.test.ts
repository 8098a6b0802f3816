import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBalancerResource, noResource } from '../../../src/facts/iam/request.js';
import { known, unknown } from '../../../src/model/value.js';

const loadBalancer = (pattern: string) => loadBalancerResource(known(pattern)).truth;

test('everything covers a load balancer', () => {
  assert.equal(['*', '**'].map(loadBalancer), ['true', 'true']);
});

test('a pattern that some Classic Load Balancer matches may cover the one that is meant', () => {
  for (const pattern of [
    'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/web',
    'arn:aws:elasticloadbalancing:*:*:loadbalancer/*',
    'arn:aws:elasticloadbalancing:*',
    'arn:*',
    '*web*',
    'arn:aws-cn:elasticloadbalancing:cn-north-1:??????????12:loadbalancer/w?b',
    'arn:aws:elasticloadbalancing:*:*:loadbalancer/${aws:username}',
  ]) {
    assert.is(loadBalancer(pattern), 'unknown', pattern);
  }
});

test('a pattern that no Classic Load Balancer matches covers none', () => {
  for (const pattern of [
    '',
    'arn:aws:s3:::bucket/*',
    'arn:aws:acm:*:*:certificate/*',
    'arn:aws:elasticloadbalancing:*:*:loadbalancer/app/web/*',
    'arn:aws:elasticloadbalancing:*:*:targetgroup/*',
    'arn:aws:elasticloadbalancing:*:*:loadbalancer',
    'loadbalancer/*',
    '?',
  ]) {
    assert.is(loadBalancer(pattern), 'false', pattern);
  }
});

test('a pattern with many wildcards is answered at once', () => {
  const start = performance.now();
  assert.is(loadBalancer(`${'*a'.repeat(200)}:`), 'false');
  assert.ok(performance.now() - start < 1000);
});

test('only everything covers an action without resources', () => {
  const truth = (pattern: string) => noResource(known(pattern)).truth;
  assert.equal(['*', '**', '?*', ''].map(truth), ['true', 'true', 'false', 'false']);
  assert.equal(['arn:*', 'arn:*:*', 'arn:aws:*'].map(truth), ['unknown', 'unknown', 'false']);
});

test('an unknown pattern may be everything, an unknown ARN is not', () => {
  const text = unknown<string>('known after apply');
  assert.equal(noResource(text), { truth: 'unknown', because: ['known after apply'] });
  assert.is(noResource({ ...text, arnOf: 'aws_acm_certificate.c' }).truth, 'false');
  assert.is(loadBalancerResource(text).truth, 'unknown');
});

test.run();
