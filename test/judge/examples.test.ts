import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { explainAll, explainPolicy, findPolicy } from '../../src/cli/explain.js';
import { listPolicies, testPolicies } from '../../src/cli/policies.js';
import { loadPolicies, type Policy, runExamples } from '../../src/judge/index.js';
import { checkPolicy } from '../../src/judge/parse-policy.js';
import type { JsonObject } from '../../src/model/json.js';

const baseline = loadPolicies({ policyPaths: [], disable: [] });

function policyOf(examples: JsonObject): Policy {
  const document = {
    id: 'only-acm',
    title: 'Certificates come from ACM',
    level: 'error',
    subject: 'listener',
    require: { properties: { certificate: { properties: { source: { const: 'acm' } } } } },
    message: 'certificate comes from {certificate.source}',
    why: 'w',
    fix: 'f',
    examples,
  };
  const { policy, faults } = checkPolicy(document, 'only-acm.yaml');
  assert.equal(faults, []);
  return policy;
}

function failuresOf(examples: JsonObject): readonly (string | null)[] {
  return runExamples(policyOf(examples)).map(({ failure }) => failure);
}

test('an example that comes out as its group says passes', () => {
  const iam = { certificate: { source: 'iam' } };
  const open = { certificate: { source: { unknown: 'var.arn' } } };
  assert.equal(failuresOf({ pass: [{}], fail: [iam], open: [open] }), [null, null, null]);
});

test('an example that comes out otherwise fails, and says how', () => {
  assert.equal(failuresOf({ pass: [{ certificate: { source: 'iam' } }] }), [
    'is fail, not pass: certificate comes from "iam"',
  ]);
});

test('an example with a fact that there is none fails, and says which was meant', () => {
  assert.equal(failuresOf({ pass: [{ certificate: { soruce: 'acm' }, prot: 443 }] }), [
    '/certificate/soruce: no such fact, did you mean "source", /prot: no such fact, did you mean "port"',
  ]);
});

test('an example with a value that a fact never takes fails', () => {
  assert.equal(failuresOf({ pass: [{ protocol: 'HTPS' }, { port: '443' }, { certificate: 'acm' }] }), [
    '/protocol: "HTPS" is not "HTTP", "HTTPS", "TCP", "SSL", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC" or null',
    '/port: "443" is not integer or null',
    '/certificate: is a group of facts',
  ]);
});

test('the examples of custom policies come out as they say', () => {
  const policies = loadPolicies({ policyPaths: ['examples/custom-policy'], disable: [] });
  assert.is(testPolicies(policies).failed, 0);
  assert.ok(findPolicy(policies, 'only-acm'));
  assert.ok(findPolicy(policies, 'only-our-account'));
});

test('testing policies counts, and tells each failure with its place', () => {
  const policy = policyOf({ pass: [{}, { certificate: { source: 'iam' } }] });
  assert.equal(testPolicies([policy]), {
    text: 'only-acm.yaml: /examples/pass/1: is fail, not pass: certificate comes from "iam" [only-acm]\n1 passed, 1 failed\n',
    failed: 1,
  });
});

test('testing names a policy that has no examples', () => {
  assert.match(testPolicies([policyOf({})]).text, 'only-acm.yaml: has no examples [only-acm]\n0 passed, 0 failed\n');
});

test('the list has an entry for each policy, and marks one that replaces another', () => {
  const replaced = { ...policyOf({}), replaces: 'policies/certificates/only-acm.yaml' };
  const lines = listPolicies([...baseline, replaced], 120)
    .trimEnd()
    .split('\n');
  assert.is(lines.filter((line) => /^\S/.test(line)).length, baseline.length + 1);
  assert.match(lines.at(-1) ?? '', 'only-acm.yaml (replaces policies/certificates/only-acm.yaml)');
  assert.is(listPolicies([], 100), '');
});

test('explanations fit 100 columns, but for URLs', () => {
  for (const line of explainAll(baseline, 100).split('\n')) {
    assert.ok(line.length <= 100 || /^ *https:\/\/\S+$/.test(line) || /arn:/.test(line), line);
  }
});

test('an explanation says what, why, how to fix it, and shows what breaks it', () => {
  const text = explainPolicy(findPolicy(baseline, 'acm-key-algorithm'), 100);
  for (const part of [
    'RSA_4096',
    'ELB.2',
    'ELB_ACM_CERTIFICATE_REQUIRED',
    'aws_iam_server_certificate',
    'How to fix it',
  ]) {
    assert.match(text, part);
  }
});

test('explaining a policy that there is none says which was meant', () => {
  assert.throws(
    () => findPolicy(baseline, 'acm-key-algo'),
    /^acm-key-algo: no such policy, did you mean "acm-key-algorithm"; elbcert policies list names them all$/,
  );
});

test.run();
