import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CHANGED } from '../annotate/locate/fixture.js';
import { elbcertIn } from './run.js';

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  cpSync(CHANGED, folder, { recursive: true });
});
test.after.each(() => rmSync(folder, { recursive: true }));

function config(text: string): void {
  writeFileSync(join(folder, '.elbcert.yaml'), text);
}

const CALM = `disable: [acm-certificate-issued]
levels: { acm-same-region: warning, acm-key-algorithm: warning }
`;

test('check obeys the configuration in the working directory', () => {
  assert.is(elbcertIn(folder, 'check', 'plan.json').status, 1);
  config(`${CALM}formats: [text, json=report.json]\nroot: .\n`);
  const run = elbcertIn(folder, 'check', 'plan.json');
  assert.is(run.status, 0, run.stdout);
  assert.match(run.stdout, /0 errors, 4 warnings/, run.stdout);
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  assert.is(report.findings[0].location.file, 'main.tf');
});

test('options come before the configuration', () => {
  config(`${CALM}failOn: warning\nformats: [json]\n`);
  assert.is(elbcertIn(folder, 'check', 'plan.json').status, 1);
  assert.is(elbcertIn(folder, 'check', '--fail-on', 'error', 'plan.json').status, 0);
  assert.match(elbcertIn(folder, 'check', '--format', 'text', 'plan.json').stdout, '4 load balancers');
});

test('--no-config takes none, and --config takes another', () => {
  config('polices: []');
  assert.is(elbcertIn(folder, 'check', 'plan.json').status, 2);
  assert.is(elbcertIn(folder, 'check', '--no-config', 'plan.json').status, 1);
  writeFileSync(join(folder, 'calm.yaml'), CALM);
  assert.is(elbcertIn(folder, 'check', '--config', 'calm.yaml', 'plan.json').status, 0);
  assert.match(
    elbcertIn(folder, 'check', '--config', 'nowhere.yaml', 'plan.json').stderr,
    'nowhere.yaml: no such file',
  );
});

test('two configurations are one too many', () => {
  config(CALM);
  writeFileSync(join(folder, '.elbcert.yml'), CALM);
  const run = elbcertIn(folder, 'check', 'plan.json');
  assert.is(run.status, 2);
  assert.match(run.stderr, '.elbcert.yml: there is also .elbcert.yaml');
});

test('policies and explain show the level that the configuration gives', () => {
  config(CALM);
  assert.match(elbcertIn(folder, 'policies').stdout, /acm-same-region +warning/);
  assert.not.match(elbcertIn(folder, 'policies').stdout, 'acm-certificate-issued');
  assert.match(elbcertIn(folder, 'explain', 'acm-same-region').stdout, 'acm-same-region (warning)');
});

test('explain tells what is demanded of waivers', () => {
  assert.match(elbcertIn(folder, 'explain', 'waiver-expired').stdout, 'A waiver must not be past its last day.');
});

test('an expired waiver fails the run, and the same waiver in time does not', () => {
  const waivers = ['acm-same-region', 'acm-key-algorithm'].map(
    (policy) => `  - { policy: ${policy}, address: "aws_elb.*", reason: moves in March, expires: 2027-03-31 }\n`,
  );
  config(`waivers:\n${waivers.join('')}`);
  assert.is(elbcertIn(folder, 'check', '--now', '2027-03-31', 'plan.json').status, 0);
  const late = elbcertIn(folder, 'check', '--now', '2027-04-01', 'plan.json');
  assert.is(late.status, 1);
  assert.match(late.stdout, 'expired on 2027-03-31');
});

test('baseline write writes what check --baseline knows', () => {
  const written = elbcertIn(folder, 'baseline', 'write', 'plan.json');
  assert.is(written.status, 0, written.stderr);
  assert.ok(existsSync(join(folder, '.elbcert-baseline.json')));
  const run = elbcertIn(folder, 'check', '--baseline', '.elbcert-baseline.json', 'plan.json');
  assert.is(run.status, 1);
  assert.not.match(run.stdout, 'aws_elb.kept');
  assert.is(elbcertIn(folder, 'check', '--baseline', 'main.tf', 'plan.json').status, 2);
});

test.run();
