import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluatePolicy } from '../../src/judge/evaluate.js';
import { exampleFacts } from '../../src/judge/examples.js';
import type { Policy } from '../../src/judge/index.js';
import { unknownFacts } from '../../src/judge/message.js';
import { checkPolicy } from '../../src/judge/parse-policy.js';
import type { DeployerFacts, ListenerFacts } from '../../src/model/facts.js';
import type { JsonObject } from '../../src/model/json.js';
import { absent, known, unknown } from '../../src/model/value.js';

const WRITTEN = { id: 'p', title: 'the demand', level: 'error', subject: 'listener', message: 'm', why: 'w', fix: 'f' };

function policyOf(document: JsonObject): Policy {
  const { policy, faults } = checkPolicy({ ...WRITTEN, ...document }, 'p.yaml');
  assert.equal(faults, []);
  return policy;
}

function listener(document: JsonObject): ListenerFacts {
  return exampleFacts('listener', document) as ListenerFacts;
}

const SAME_REGION_REQUIRED = {
  properties: { certificate: { properties: { region: { const: { $data: '/loadBalancer/region' } } } } },
};

const SAME_REGION = policyOf({
  require: SAME_REGION_REQUIRED,
  message: 'certificate is in {certificate.region}, the load balancer in {loadBalancer.region}',
});

const ACM_IS_RSA = policyOf({
  when: { properties: { certificate: { properties: { source: { const: 'acm' } } } } },
  require: { properties: { certificate: { properties: { keyAlgorithm: { enum: ['RSA_1024', 'RSA_2048'] } } } } },
  message: 'the key is {certificate.keyAlgorithm}',
});

const UNKNOWN = { unknown: 'known after apply' };

test('the message holds the values found, in double quotes', () => {
  const facts = listener({ certificate: { region: 'us-east-1' } });
  assert.equal(evaluatePolicy(SAME_REGION, facts), {
    outcome: 'fail',
    decidedBy: ['certificate.region', 'loadBalancer.region'],
    message: 'certificate is in "us-east-1", the load balancer in "eu-west-1"',
    level: 'error',
    fix: 'f',
  });
});

test('the message holds a text as it is, whatever is in it', () => {
  assert.is(evaluatePolicy(ACM_IS_RSA, listener({ certificate: { keyAlgorithm: 'a"b' } })).message, 'the key is "a"b"');
});

test('the message of what passes is the demand', () => {
  assert.is(evaluatePolicy(SAME_REGION, listener({})).message, 'the demand');
});

const BY_ORIGIN = policyOf({
  require: SAME_REGION_REQUIRED,
  fix: 'write $' + '{data.aws_region.current.name}, not {certificate.region}',
  variants: [
    {
      where: 'an ARN',
      when: { properties: { certificate: { properties: { origin: { const: 'literal' } } } } },
      level: 'warning',
      message: 'an ARN of {certificate.region}',
      fix: 'name one of {loadBalancer.region}',
    },
  ],
});

test('a variant speaks in the place of its policy where its condition holds', () => {
  const said = (certificate: JsonObject) => {
    const { level, message, fix } = evaluatePolicy(BY_ORIGIN, listener({ certificate }));
    return { level, message, fix };
  };
  assert.equal(said({ region: 'us-east-1', origin: 'literal' }), {
    level: 'warning',
    message: 'an ARN of "us-east-1"',
    fix: 'name one of "eu-west-1"',
  });
  const own = { level: 'error', message: 'm', fix: 'write $' + '{data.aws_region.current.name}, not "us-east-1"' };
  assert.equal(said({ region: 'us-east-1' }), own);
  assert.equal(said({ region: 'us-east-1', origin: UNKNOWN }), own);
});

test('open names the unknown fact, its reason and its remedy', () => {
  const facts = listener({
    loadBalancer: { region: { unknown: 'no region in the provider', remedy: 'pass --region' } },
  });
  assert.equal(evaluatePolicy(SAME_REGION, facts), {
    outcome: 'open',
    decidedBy: ['loadBalancer.region'],
    message: 'open: loadBalancer.region: no region in the provider; pass --region',
    level: 'error',
    fix: 'f',
  });
});

test('facts that are unknown for one reason share a clause', () => {
  const facts = listener({ certificate: { region: UNKNOWN }, loadBalancer: { region: UNKNOWN } });
  assert.is(
    evaluatePolicy(SAME_REGION, facts).message,
    'open: certificate.region and loadBalancer.region: known after apply',
  );
  assert.equal(unknownFacts(facts, ['certificate.region', 'loadBalancer.region']), [
    { paths: ['certificate.region', 'loadBalancer.region'], reason: 'known after apply', remedy: null },
  ]);
});

test('two unknown facts of one identity are equal', () => {
  const region = { unknown: 'provider aws', identity: 'provider aws' };
  assert.is(
    evaluatePolicy(SAME_REGION, listener({ certificate: { region }, loadBalancer: { region } })).outcome,
    'pass',
  );
  const other = { ...region, identity: 'provider aws.west' };
  assert.is(
    evaluatePolicy(SAME_REGION, listener({ certificate: { region }, loadBalancer: { region: other } })).outcome,
    'open',
  );
});

test('two facts of different names are not equal for having one identity', () => {
  const policy = policyOf({
    require: {
      properties: { certificate: { properties: { region: { const: { $data: '/loadBalancer/partition' } } } } },
    },
  });
  const value = { unknown: 'provider aws', identity: 'provider aws' };
  const facts = listener({ certificate: { region: value }, loadBalancer: { partition: value } });
  assert.is(evaluatePolicy(policy, facts).outcome, 'open');
});

test('facts of one identity take their candidates together', () => {
  const candidates = ['eu-west-1', 'us-east-1'];
  const region = { unknown: 'var.region', identity: 'var.region', candidates };
  const pinned = policyOf({
    require: {
      anyOf: [
        { properties: { certificate: { properties: { region: { const: 'eu-west-1' } } } } },
        { properties: { loadBalancer: { properties: { region: { const: 'us-east-1' } } } } },
      ],
    },
  });
  assert.is(evaluatePolicy(pinned, listener({ certificate: { region }, loadBalancer: { region } })).outcome, 'pass');
  const apart = { unknown: 'var.other', candidates };
  assert.is(
    evaluatePolicy(pinned, listener({ certificate: { region }, loadBalancer: { region: apart } })).outcome,
    'open',
  );
});

test('candidates that agree decide, and the message names them', () => {
  const keyAlgorithm = { unknown: 'var.curve', candidates: ['EC_prime256v1', 'EC_secp384r1'] };
  assert.equal(evaluatePolicy(ACM_IS_RSA, listener({ certificate: { keyAlgorithm } })), {
    outcome: 'fail',
    decidedBy: ['certificate.keyAlgorithm'],
    message: 'the key is "EC_prime256v1" or "EC_secp384r1"',
    level: 'error',
    fix: 'f',
  });
});

test('candidates that disagree leave it open', () => {
  const keyAlgorithm = { unknown: 'var.key', candidates: ['RSA_2048', 'EC_prime256v1'] };
  const { outcome, decidedBy } = evaluatePolicy(ACM_IS_RSA, listener({ certificate: { keyAlgorithm } }));
  assert.equal({ outcome, decidedBy }, { outcome: 'open', decidedBy: ['certificate.keyAlgorithm'] });
});

test('a policy that applies to some candidates only, and holds for those, passes', () => {
  const source = { unknown: 'var.certificate', candidates: ['acm', 'iam'] };
  assert.is(
    evaluatePolicy(ACM_IS_RSA, listener({ certificate: { source, keyAlgorithm: 'RSA_2048' } })).outcome,
    'pass',
  );
  assert.is(
    evaluatePolicy(ACM_IS_RSA, listener({ certificate: { source, keyAlgorithm: 'RSA_4096' } })).outcome,
    'open',
  );
});

test('fields of an alternative certificate belong together', () => {
  const rsa = { source: 'acm', keyAlgorithm: 'RSA_2048' };
  const ec = { source: 'iam', keyAlgorithm: 'EC_prime256v1' };
  const apart = {
    source: { unknown: 'conditional', candidates: ['acm', 'iam'] },
    keyAlgorithm: { unknown: 'conditional', candidates: ['RSA_2048', 'EC_prime256v1'] },
  };
  assert.is(evaluatePolicy(ACM_IS_RSA, listener({ certificate: apart })).outcome, 'open');
  assert.is(
    evaluatePolicy(ACM_IS_RSA, listener({ certificate: { ...apart, alternatives: [rsa, ec] } })).outcome,
    'pass',
  );
});

test('alternatives that disagree leave it open, because of the facts in which they differ', () => {
  const alternatives = [{ keyAlgorithm: 'RSA_2048' }, { keyAlgorithm: 'EC_prime256v1' }];
  assert.equal(evaluatePolicy(ACM_IS_RSA, listener({ certificate: { alternatives } })), {
    outcome: 'open',
    decidedBy: ['certificate.keyAlgorithm'],
    message: 'open: certificate.keyAlgorithm: depends on which certificate it turns out to be',
    level: 'error',
    fix: 'f',
  });
});

test('more candidates than can be tried are plainly unknown', () => {
  const many = (prefix: string) => Array.from({ length: 100 }, (_, index) => `${prefix}${index}`);
  const facts = listener({
    certificate: { region: { unknown: 'a', candidates: many('a') } },
    loadBalancer: { region: { unknown: 'b', candidates: many('b') } },
  });
  const start = performance.now();
  assert.is(evaluatePolicy(SAME_REGION, facts).outcome, 'open');
  assert.ok(performance.now() - start < 1000);
});

test('where it is unknown whether a policy applies, it passes if its demand holds and is open otherwise', () => {
  const certificate = (keyAlgorithm: string) => ({ certificate: { ...listenerSource, keyAlgorithm } });
  const listenerSource = { source: UNKNOWN };
  assert.is(evaluatePolicy(ACM_IS_RSA, listener(certificate('RSA_2048'))).outcome, 'pass');
  assert.equal(evaluatePolicy(ACM_IS_RSA, listener(certificate('RSA_4096'))).decidedBy, ['certificate.source']);
});

test('a policy that does not apply is not applicable, whatever is unknown', () => {
  const facts = listener({ certificate: { source: 'iam', keyAlgorithm: UNKNOWN } });
  assert.is(evaluatePolicy(ACM_IS_RSA, facts).outcome, 'notApplicable');
});

test('what is open is not applicable where whenUnknown is ignore', () => {
  const advisory: Policy = { ...ACM_IS_RSA, whenUnknown: 'ignore' };
  assert.is(evaluatePolicy(advisory, listener({ certificate: { keyAlgorithm: UNKNOWN } })).outcome, 'notApplicable');
  assert.is(evaluatePolicy(advisory, listener({ certificate: { keyAlgorithm: 'RSA_4096' } })).outcome, 'fail');
});

test('a sensitive value is weighed and not shown', () => {
  const facts = listener({});
  const hidden = { ...facts, certificate: { ...facts.certificate, keyAlgorithm: known('EC_prime256v1', true) } };
  assert.is(evaluatePolicy(ACM_IS_RSA, hidden).message, 'the key is (sensitive)');
  const candidates = unknown('var.key', { candidates: ['EC_prime256v1'], sensitive: true });
  const maybe = { ...facts, certificate: { ...facts.certificate, keyAlgorithm: candidates } };
  assert.is(evaluatePolicy(ACM_IS_RSA, maybe).message, 'the key is (sensitive)');
});

test('messages name what a thing does not have, lists and numbers', () => {
  const policy = policyOf({
    require: { properties: { port: { const: 1 } } },
    message: '{port} {certificate.arn} {certificate.domainNames} {trace}',
  });
  const facts = listener({ port: 443, certificate: { source: 'none' } });
  assert.is(evaluatePolicy(policy, facts).message, '443 none none "aws_elb.web"');
  const several = { ...facts, trace: ['a', 'b'], certificate: { ...facts.certificate, domainNames: known([]) } };
  assert.is(evaluatePolicy(policy, several).message, '443 none none "a", "b"');
});

test('a permission that was not looked at is unknown', () => {
  const policy = policyOf({
    subject: 'deployer',
    require: { properties: { permissions: { properties: { 'acm:ListCertificates': { const: 'allowed' } } } } },
  });
  const deployer = exampleFacts('deployer', {}) as DeployerFacts;
  assert.is(evaluatePolicy(policy, deployer).outcome, 'pass');
  assert.is(evaluatePolicy(policy, { ...deployer, permissions: {} }).outcome, 'open');
  const denied = { ...deployer, permissions: { 'acm:ListCertificates': known('denied' as const) } };
  assert.equal(evaluatePolicy(policy, denied).decidedBy, ['permissions.acm:ListCertificates']);
});

test('two patterns are two patterns', () => {
  const of = (pattern: string) => policyOf({ require: { properties: { address: { type: 'string', pattern } } } });
  assert.is(evaluatePolicy(of('^aws_elb\\.'), listener({})).outcome, 'pass');
  assert.is(evaluatePolicy(of('^aws_lb\\.'), listener({})).outcome, 'fail');
});

test('null equals null, and is no text', () => {
  const facts = listener({});
  const both = {
    ...facts,
    certificate: { ...facts.certificate, region: absent },
    loadBalancer: { ...facts.loadBalancer, region: absent },
  };
  assert.is(evaluatePolicy(SAME_REGION, both).outcome, 'pass');
  const text = policyOf({
    require: { properties: { certificate: { properties: { region: { type: 'string', pattern: '^eu-' } } } } },
  });
  assert.is(evaluatePolicy(text, both).outcome, 'fail');
});

test.run();
