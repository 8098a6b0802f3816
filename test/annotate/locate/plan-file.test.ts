import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { locationOf, placeFinder } from '../../../src/annotate/locate/place.js';
import type { Finding } from '../../../src/model/finding.js';
import { read } from '../../../src/read/index.js';
import { openConfigurations } from '../../../src/read/source/index.js';
import { folderOfConfiguration, unpackConfiguration } from '../../../src/read/source/open-configuration.js';
import { finding, listener } from '../../report/build.js';
import { findingOn, LOCATED } from './fixture.js';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(() => rmSync(folder, { recursive: true }));

/** Checks the genuine plan file; `terraform show` would need the provider, so its recorded output stands in. */
function checkPlanFile(cwd: string, path: string): readonly Finding[] {
  const terraform = join(folder, 'terraform');
  writeFileSync(terraform, `#!/bin/sh\ncat ${join(LOCATED, 'plan.json')}\n`);
  chmodSync(terraform, 0o755);
  const run = spawnSync(process.execPath, [CLI, 'check', '--format', 'json', '--now', '2026-11-24', path], {
    cwd,
    encoding: 'utf8',
    env: { PATH: `${folder}:/bin:/usr/bin` },
  });
  const { findings } = JSON.parse(run.stdout) as { readonly findings: readonly Finding[] };
  return findings.filter(({ outcome }) => outcome === 'fail');
}

const MODULE = 'module.lb["b].c"].aws_elb.this[1]';

test('a finding points into the configuration that a plan file carries', () => {
  cpSync(join(LOCATED, 'tfplan'), join(folder, 'tfplan'));
  const findings = checkPlanFile(folder, 'tfplan');
  assert.equal(findingOn(findings, MODULE).location, {
    file: 'modules/lb/lb.tf',
    line: 22,
    column: 7,
    via: 'planfile',
  });
  assert.is(findingOn(findings, 'aws_elb.json').location?.file, 'more.tf.json');
});

test('spells paths as the working directory sees them where the plan file stands beside its source', () => {
  cpSync(LOCATED, join(folder, 'infra'), { recursive: true });
  const findings = checkPlanFile(folder, 'infra/tfplan');
  assert.is(findingOn(findings, MODULE).location?.file, 'infra/modules/lb/lb.tf');
});

test('elbcert unpacks nothing but configuration', async () => {
  const files = await unpackConfiguration(readFileSync(join(LOCATED, 'tfplan')));
  const names = [...(files?.keys() ?? [])];
  assert.ok(names.includes('m-lb.listeners/main.tf'));
  assert.not(names.some((name) => /tfstate|tfplan|lock/.test(name)));
});

test('a finding has no place where the archive is broken', async () => {
  const bytes = readFileSync(join(LOCATED, 'tfplan'));
  assert.is(await unpackConfiguration(bytes.subarray(0, bytes.length - 40)), undefined);
  assert.is(await unpackConfiguration(Buffer.from('PK\u0003\u0004 and nothing else')), undefined);
});

test('elbcert does not take source that has changed since for the plan’s own', async () => {
  const files = await unpackConfiguration(readFileSync(join(LOCATED, 'tfplan')));
  assert.ok(files !== undefined);
  assert.is(folderOfConfiguration(files, join(LOCATED, 'tfplan')), LOCATED.replace(/\/$/, ''));
  cpSync(LOCATED, folder, { recursive: true });
  writeFileSync(join(folder, 'main.tf'), '# changed\n');
  assert.is(folderOfConfiguration(files, join(folder, 'tfplan')), '');
});

test('a finding points at the call of a module that came from elsewhere', async () => {
  const [plan] = await read(join(LOCATED, 'plan.json'), { wanted: () => true, onNotice: () => {} });
  assert.ok(plan !== undefined);
  const { zipSync, strToU8 } = await import('fflate');
  const manifest = [
    { Key: '', Dir: '.' },
    { Key: 'lb', Dir: '.terraform/modules/lb' },
  ];
  const planFile = zipSync({
    'tfconfig/m-/main.tf': strToU8('# the root\nmodule "lb" {\n  source = "example/lb/aws"\n}\n'),
    'tfconfig/m-lb/lb.tf': strToU8('resource "aws_elb" "this" {}\n'),
    'tfconfig/modules.json': strToU8(JSON.stringify(manifest)),
  });
  const onNotice = () => {};
  const placeOf = placeFinder(await openConfigurations([{ ...plan, planFile }], { roots: [], onNotice }), [], onNotice);
  const { facts } = listener({ address: MODULE });
  const place = placeOf({ address: MODULE, input: plan.path, facts });
  const located = locationOf(place, finding({ address: MODULE }));
  assert.equal(located, { file: 'main.tf', line: 2, column: 1, via: 'call' });
});

test.run();
