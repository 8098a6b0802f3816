import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mayUseAcm, permissionFor, regionsOf, usesAcm } from '../../../src/facts/deployers/permission.js';
import { iamPolicy } from '../../../src/facts/iam/decide.js';
import { readPolicyDocument } from '../../../src/facts/iam/document.js';
import { LIST_CERTIFICATES, noResource } from '../../../src/facts/iam/request.js';
import { collectListeners } from '../../../src/facts/index.js';
import type { ListenerFacts } from '../../../src/model/facts.js';
import type { Json } from '../../../src/model/json.js';
import { absent, known, unknown } from '../../../src/model/value.js';
import { ACCOUNT, planOf } from './plan.js';

const REQUEST = { action: LIST_CERTIFICATES, resource: noResource };

function decided(
  Statement: Json,
  regions: readonly string[] = ['eu-west-1'],
  address = 'aws_iam_policy.p',
  limit?: Json,
) {
  const policy = (of: Json) => iamPolicy(address, readPolicyDocument(address, { Statement: of }));
  const policies = {
    identityPolicies: [policy(Statement)],
    permissionLimits:
      limit === undefined ? [] : [[iamPolicy('limit', readPolicyDocument('limit', { Statement: limit }))]],
  };
  return permissionFor(
    policies,
    REQUEST,
    regions.map((region) => known(region)),
  );
}
const allow = (Condition: Json = {}): Json => ({ Effect: 'Allow', Action: 'acm:*', Resource: '*', Condition });
const deny = (Condition: Json = {}): Json => ({ Effect: 'Deny', Action: 'acm:*', Resource: '*', Condition });
const inRegion = (region: string): Json => ({ StringEquals: { 'aws:RequestedRegion': region } });
const MFA: Json = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

test('a permission is as good as in the worst of its Regions', () => {
  const both = ['eu-west-1', 'us-east-1'];
  const value = (Statement: Json) => {
    const { permission } = decided(Statement, both);
    return permission.kind === 'known' ? permission.value : 'open';
  };
  assert.is(value(allow()), 'allowed');
  assert.is(value(allow(inRegion('us-east-1'))), 'notGranted');
  assert.is(value([allow(inRegion('us-east-1')), deny(inRegion('us-east-1'))]), 'denied');
  assert.is(value([allow(), deny(inRegion('us-east-1'))]), 'denied');
  assert.is(value([allow(inRegion('us-east-1')), { ...Object(allow(MFA)) }]), 'open');
});

test('the grounds are those of the worst Region', () => {
  const { grounds } = decided(allow(inRegion('us-east-1')), ['us-east-1', 'eu-west-1']);
  assert.equal(
    grounds,
    known(
      'aws_iam_policy.p statement 1 allows it under the condition StringEquals aws:RequestedRegion, which does not hold in eu-west-1',
    ),
  );
});

test('what would grant it is added in the syntax of the policy', () => {
  assert.equal(decided([]).additions, known(['"Action": "acm:ListCertificates",', '"Resource": "*"']));
  assert.equal(
    decided([], undefined, 'module.m.data.aws_iam_policy_document.d').additions,
    known(['actions   = ["acm:ListCertificates"]', 'resources = ["*"]']),
  );
  assert.is(decided(allow(MFA)).additions.kind, 'known');
});

test('nothing is added where it is allowed, or where something denies it or may', () => {
  assert.equal(decided(allow()).additions, absent);
  assert.equal(decided(deny()).additions, absent);
  assert.equal(decided(deny(MFA)).additions, absent);
  assert.equal(decided([allow(), deny(MFA)]).additions, absent);
});

test('what is added goes to the limit that is in the way', () => {
  const { grounds, additions } = decided(allow(), undefined, 'data.aws_iam_policy_document.d', []);
  assert.equal(grounds, known('limit limits what it may do, and does not allow this'));
  assert.equal(additions, known(['"Action": "acm:ListCertificates",', '"Resource": "*"']));
});

const ACM = `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/1`;
const IAM = `arn:aws:iam::${ACCOUNT}:server-certificate/1`;

function listener(lb_protocol: string, ssl_certificate_id: string | null, region = 'eu-west-1'): ListenerFacts {
  const block = { lb_port: 443, lb_protocol, instance_port: 80, instance_protocol: 'http', ssl_certificate_id };
  const change =
    ssl_certificate_id === null
      ? { values: { region, listener: [block] }, unknown: { listener: [{ ssl_certificate_id: true }] } }
      : { values: { region, listener: [block] } };
  const plan = planOf({ 'aws_elb.web': change });
  const [found] = collectListeners(plan, { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() });
  if (found === undefined) throw new Error('no listener');
  return found;
}

test('a listener uses ACM where it is secure and its certificate is from there, and may where that is unknown', () => {
  assert.equal(usesAcm([listener('http', ''), listener('https', IAM)]), known(false));
  assert.equal(usesAcm([listener('https', IAM), listener('ssl', ACM)]), known(true));
  assert.equal(usesAcm([listener('http', ACM)]), known(false));
  const open = usesAcm([listener('https', null)]);
  assert.is(open.kind, 'unknown');
  assert.match(open.kind === 'unknown' ? open.reason : '', /^whether the certificate of aws_elb\.web is from ACM: /);
});

test('a listener whose protocol is unknown is not told to need a deployer', () => {
  const facts = listener('https', ACM);
  assert.is(mayUseAcm(facts), true);
  assert.is(mayUseAcm(listener('https', IAM)), false);
  assert.is(mayUseAcm({ ...facts, secure: unknown('var.protocol') }), false);
});

test('the Regions are those of the listeners that may use ACM, each once', () => {
  const regions = (...listeners: readonly ListenerFacts[]) =>
    regionsOf(listeners).map((region) => (region.kind === 'known' ? region.value : region.kind));
  const [here, there] = [listener('https', ACM), listener('https', IAM, 'us-east-1')];
  assert.equal(regions(here, there, here), ['eu-west-1']);
  assert.equal(regions(there), ['us-east-1']);
  assert.equal(regions(here, listener('https', null, 'us-east-1')), ['eu-west-1', 'us-east-1']);
  assert.equal(regions(), ['unknown']);
});

test('a look-up asks for certificates, in its Region', () => {
  const lookUp = { address: 'data.aws_acm_certificate.c', region: known('eu-north-1'), isReadAtApply: true };
  const [here, there] = [listener('https', ACM), listener('https', IAM, 'us-east-1')];
  assert.equal(usesAcm([there], [lookUp]), known(true));
  assert.equal(regionsOf([there], [lookUp]), [known('eu-north-1')]);
  assert.equal(regionsOf([here, there], [lookUp]), [known('eu-west-1'), known('eu-north-1')]);
});

test.run();
