import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadPolicies, runExamples } from '../../src/judge/index.js';
import { readYamlFile } from '../../src/judge/load.js';
import { checkPolicy } from '../../src/judge/parse-policy.js';
import { EXAMPLE_GROUPS } from '../../src/judge/policy.js';
import { OPTIONAL_PACKS, PACKAGE_ROOT, PACKS, POLICIES_FOLDER } from '../../src/model/package.js';
import { UnusableInput } from '../../src/model/problem.js';
import { check } from '../../src/pipeline.js';

const baseline = loadPolicies({ policyPaths: [], disable: [] });

test('every folder of policies belongs to one pack', () => {
  const folders = readdirSync(POLICIES_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.equal(folders.map(({ name }) => `policies/${name}`).sort(), PACKS.flatMap((pack) => pack.folders).sort());
});

test('the policies of version 0.1.0 are the pack classic-elb, which may be named and adds nothing', () => {
  assert.equal(loadPolicies({ policyPaths: [], disable: [], packs: ['classic-elb'] }), baseline);
  const inPack = (name: string, file: string) =>
    PACKS.some((pack) => pack.name === name && pack.folders.some((folder) => file.startsWith(`${folder}/`)));
  const others = baseline.filter(({ file }) => !inPack('classic-elb', file));
  assert.equal(
    others.map(({ id }) => id),
    [
      'api-gateway-certificate-attribute',
      'certificate-covers-domain',
      'cloudfront-certificate-path',
      'cloudfront-trusted-certificate',
    ],
  );
});

for (const { name, folders } of OPTIONAL_PACKS) {
  const files = folders.flatMap((folder) => readdirSync(join(PACKAGE_ROOT, folder)).map((file) => `${folder}/${file}`));
  const policies = loadPolicies({ policyPaths: [], disable: [], packs: [name] }).filter(({ file }) =>
    folders.some((folder) => file.startsWith(`${folder}/`)),
  );

  test(`${name} is added to the baseline where it is named`, () => {
    assert.ok(files.length > 0);
    assert.equal(policies.map(({ file }) => file).sort(), [...files].sort());
    assert.not.ok(baseline.some(({ id }) => policies.some((policy) => policy.id === id)));
  });

  for (const file of files) {
    test(`${file} passes every check that a user's policy has to pass`, () => {
      const read = readYamlFile(join(PACKAGE_ROOT, file));
      assert.ok('document' in read);
      if ('document' in read) assert.equal(checkPolicy(read.document, file).faults, []);
    });
  }

  for (const policy of policies) {
    test(`${policy.id} has examples that pass, fail and are open, and they do`, () => {
      const results = runExamples(policy);
      for (const group of EXAMPLE_GROUPS) assert.ok(results.some((result) => result.group === group));
      assert.equal(
        results.flatMap(({ failure }) => failure ?? []),
        [],
      );
    });
  }
}

test('a pack that there is not is refused, with the ones that there are', () => {
  try {
    loadPolicies({ policyPaths: [], disable: [], packs: ['classic-elb-tsl'] });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UnusableInput);
    assert.match(String(error), 'no such pack: "classic-elb-tsl", did you mean "classic-elb-tls"');
  }
});

test('the TLS pack reads policies by reference, by attributes, and the default', async () => {
  const plan = fileURLToPath(new URL('../golden/creator-elb-tls-policies/plan.json', import.meta.url));
  const report = await check({ inputs: [plan], packs: ['classic-elb-tls'], now: new Date('2026-11-24T00:00:00Z') });
  const outcomes = report.findings.filter(({ policyId }) => policyId === 'tls-minimum-version');
  assert.equal(outcomes.map(({ port, outcome, message }) => [port, outcome, message].join(' ')).sort(), [
    '443 pass A secure listener must refuse TLS versions before 1.2',
    '8443 fail security policy "ecdsa-only" accepts "TLSv1.1"',
    '9443 fail security policy "ELBSecurityPolicy-2016-08" accepts "TLSv1"',
  ]);
});

test.run();
