import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluatePolicy } from '../../src/judge/evaluate.js';
import { exampleFacts } from '../../src/judge/examples.js';
import { loadPolicies, runExamples } from '../../src/judge/index.js';
import { readYamlFile } from '../../src/judge/load.js';
import { checkPolicy } from '../../src/judge/parse-policy.js';
import { EXAMPLE_GROUPS } from '../../src/judge/policy.js';
import { OPTIONAL_PACKS, PACKAGE_ROOT, PACKS } from '../../src/model/package.js';

const policies = loadPolicies({ policyPaths: [], disable: [] });
const all = loadPolicies({ policyPaths: [], disable: [], packs: OPTIONAL_PACKS.map(({ name }) => name) });

const files = PACKS.flatMap(({ folders }) => folders).flatMap((folder) =>
  readdirSync(join(PACKAGE_ROOT, folder)).map((file) => `${folder}/${file}`),
);

test('every file of a pack is a policy of the same name', () => {
  assert.ok(files.length > 0);
  assert.equal(all.map(({ file }) => file).sort(), [...files].sort());
  for (const { id, file } of all) assert.is(basename(file), `${id}.yaml`);
});

for (const file of files) {
  test(`${file} passes every check that a user's policy has to pass`, () => {
    const read = readYamlFile(join(PACKAGE_ROOT, file));
    assert.ok('document' in read);
    if ('document' in read) assert.equal(checkPolicy(read.document, file).faults, []);
  });
}

for (const policy of all) {
  test(`${policy.id} has examples that pass, fail and are open, and they do`, () => {
    const results = runExamples(policy);
    for (const group of EXAMPLE_GROUPS)
      assert.ok(
        results.some((result) => result.group === group),
        group,
      );
    assert.equal(
      results.flatMap(({ failure }) => failure ?? []),
      [],
    );
  });
}

for (const policy of policies) {
  test(`${policy.id} says why, how to fix it and where that is written`, () => {
    assert.ok(policy.why.length > 100);
    assert.not.match(policy.fix, /\.$/);
    assert.ok(policy.fix.length <= 190, 'a report has one line for it');
    assert.match(policy.message, /^[a-z]/);
    assert.not.match(policy.message, /\.$/);
    assert.ok(policy.source.length > 0);
    for (const url of policy.source) assert.match(url, /^https:\/\//);
  });

  test(`${policy.id} names a fact as the cause of each failure, and an unknown one as the cause of each doubt`, () => {
    for (const { group, evaluation } of runExamples(policy)) {
      if (group !== 'pass') assert.ok(evaluation.decidedBy.length > 0);
      if (group === 'open') assert.match(evaluation.message, /^open: /);
    }
  });
}

test('no policy finds fault with a sound listener', () => {
  const sound = [
    {},
    { certificate: { source: 'iam' } },
    { protocol: 'HTTP', port: 80, certificate: { source: 'none' } },
    { protocol: 'TCP', instanceProtocol: 'TCP', certificate: { source: 'none' } },
  ];
  for (const facts of sound) {
    for (const policy of policies.filter(({ subjects }) => subjects.includes('listener'))) {
      const { outcome } = evaluatePolicy(policy, exampleFacts('listener', facts));
      assert.ok(outcome === 'pass' || outcome === 'notApplicable', `${policy.id} ${outcome} ${JSON.stringify(facts)}`);
    }
  }
});

test('what a listener does not have breaks nothing', () => {
  const plain = { protocol: 'HTTP', port: 80, certificate: { source: 'none' } };
  const failed = policies.filter(
    (policy) => evaluatePolicy(policy, exampleFacts('listener', plain)).outcome === 'fail',
  );
  assert.equal(
    failed.map(({ id }) => id),
    [],
  );
});

test('a listener without a certificate breaks one policy only', () => {
  const facts = exampleFacts('listener', { certificate: { source: 'none' } });
  const failed = policies.filter((policy) => evaluatePolicy(policy, facts).outcome === 'fail');
  assert.equal(
    failed.map(({ id }) => id),
    ['certificate-required'],
  );
});

test('ACM keys: RSA up to 3072 bits passes, everything else fails', () => {
  const policy = policies.find(({ id }) => id === 'acm-key-algorithm');
  const outcome = (keyAlgorithm: string) =>
    policy && evaluatePolicy(policy, exampleFacts('listener', { certificate: { keyAlgorithm } })).outcome;
  for (const key of ['RSA_1024', 'RSA_2048', 'RSA_3072']) assert.is(outcome(key), 'pass', key);
  const refused = [
    'RSA_4096',
    'RSA_8192',
    'RSA_16384',
    'EC_prime256v1',
    'EC_secp384r1',
    'EC_secp521r1',
    'EC_secp224r1',
  ];
  for (const key of [...refused, 'ED25519', 'DSA_2048', '']) assert.is(outcome(key), 'fail', key);
});

test.run();
