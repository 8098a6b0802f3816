import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadPolicies, type Policy } from '../../src/judge/index.js';
import { OPTIONAL_PACKS, PACKS, POLICIES_FOLDER } from '../../src/model/package.js';
import { UnusableInput } from '../../src/model/problem.js';
import { check } from '../../src/pipeline.js';

const always = loadPolicies({ policyPaths: [], disable: [] });

test('every folder of policies belongs to one pack', () => {
  const folders = readdirSync(POLICIES_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.equal(folders.map(({ name }) => `policies/${name}`).sort(), PACKS.flatMap((pack) => pack.folders).sort());
});

test('the policies of version 0.1.0 are the pack classic-elb, which may be named and adds nothing', () => {
  assert.equal(loadPolicies({ policyPaths: [], disable: [], packs: ['classic-elb'] }), always);
  const inPack = (name: string, file: string) =>
    PACKS.some((pack) => pack.name === name && pack.folders.some((folder) => file.startsWith(`${folder}/`)));
  const others = always.filter(({ file }) => !inPack('classic-elb', file));
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
  test(`${name} is added to the packs that always apply where it is named`, () => {
    const isInPack = ({ file }: Policy) => folders.some((folder) => file.startsWith(`${folder}/`));
    const policies = loadPolicies({ policyPaths: [], disable: [], packs: [name] });
    assert.ok(policies.some(isInPack));
    assert.equal(
      policies.filter((policy) => !isInPack(policy)),
      always,
    );
  });
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
