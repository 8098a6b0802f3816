import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCommandLine } from '../../src/cli/command-line.js';
import { inputsOf } from '../../src/cli/given.js';
import { readConfig } from '../../src/config/index.js';
import { CHANGED } from '../annotate/locate/fixture.js';
import { ended, fakeIo, WRITING } from './in-process.js';

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

test('check obeys the configuration in the working directory', async () => {
  assert.is((await ended(['check', 'plan.json'], folder)).code, 1);
  config(`${CALM}formats: [text, json=report.json]\nroot: .\n`);
  const run = await ended(['check', 'plan.json'], folder, WRITING);
  assert.is(run.code, 0, run.stdout);
  assert.match(run.stdout, /0 errors, 4 warnings/, run.stdout);
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  assert.is(report.findings[0].location.file, 'main.tf');
});

test('options come before the configuration', async () => {
  config(`${CALM}failOn: warning\nformats: [json]\n`);
  assert.is((await ended(['check', 'plan.json'], folder)).code, 1);
  assert.is((await ended(['check', '--fail-on', 'error', 'plan.json'], folder)).code, 0);
  assert.match((await ended(['check', '--format', 'text', 'plan.json'], folder)).stdout, '4 load balancers');
});

test('--no-config takes none, and --config takes another', async () => {
  config('polices: []');
  assert.is((await ended(['check', 'plan.json'], folder)).code, 2);
  assert.is((await ended(['check', '--no-config', 'plan.json'], folder)).code, 1);
  writeFileSync(join(folder, 'calm.yaml'), CALM);
  assert.is((await ended(['check', '--config', 'calm.yaml', 'plan.json'], folder)).code, 0);
  assert.match(
    (await ended(['check', '--config', 'nowhere.yaml', 'plan.json'], folder)).stderr,
    'nowhere.yaml: no such file',
  );
});

/** What JSON says of the configuration that was used. */
async function configurationOf(cwd: string, ...words: readonly string[]): Promise<unknown> {
  const { stdout, stderr } = await ended(['check', '--format=json', ...words, join(folder, 'plan.json')], cwd);
  assert.ok(stdout !== '', stderr);
  return JSON.parse(stdout).configuration;
}

for (const names of [['.elbcert.yaml'], ['.elbcert.yml']]) {
  test(`${names} is a configuration`, async () => {
    writeFileSync(join(folder, names[0] ?? ''), CALM);
    assert.is(await configurationOf(folder), names[0]);
    assert.is((await ended(['check', 'plan.json'], folder)).code, 0);
  });
}

test('two configurations in a folder are one too many', async () => {
  config(CALM);
  writeFileSync(join(folder, '.elbcert.yml'), CALM);
  for (const words of [
    ['check', 'plan.json'],
    ['facts', 'plan.json'],
    ['policies'],
    ['explain'],
    ['baseline', 'write', 'plan.json'],
  ]) {
    const { code, stderr } = await ended(words, folder);
    assert.is(code, 2);
    assert.is(stderr, 'elbcert: .elbcert.yml: there is also .elbcert.yaml; keep one of them\n');
  }
});

test('the nearest configuration up to the root of the repository is used', async () => {
  const deep = join(folder, 'infra/prod');
  mkdirSync(deep, { recursive: true });
  mkdirSync(join(folder, '.git'));
  config(CALM);
  assert.is(await configurationOf(deep), '../../.elbcert.yaml');
  assert.is((await ended(['check', '../../plan.json'], deep)).code, 0);
  writeFileSync(join(folder, 'infra/.elbcert.yml'), 'strict: true');
  assert.is(await configurationOf(deep), '../.elbcert.yml');
  writeFileSync(join(deep, '.elbcert.yaml'), '{}');
  assert.is(await configurationOf(deep), '.elbcert.yaml');
  assert.is(await configurationOf(deep, '--no-config'), null);
  assert.is(await configurationOf(deep, '--config', join(folder, '.elbcert.yaml')), join(folder, '.elbcert.yaml'));
});

test('a configuration above the root of the repository is not used, nor one in a parent folder outside of any', async () => {
  const deep = join(folder, 'infra/prod');
  mkdirSync(deep, { recursive: true });
  config(CALM);
  assert.is(await configurationOf(deep), null);
  writeFileSync(join(folder, 'infra/.git'), 'gitdir: elsewhere');
  assert.is(await configurationOf(deep), null);
});

test('paths in a configuration are relative to its folder', async () => {
  const deep = join(folder, 'infra');
  mkdirSync(deep);
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, 'known.json'), '{"schemaVersion":1,"findings":[]}');
  config(`formats: [text, json=out.json]\nroot: .\nbaseline: known.json\n`);
  const { files, stdout } = await ended(['check', '../plan.json'], deep);
  assert.equal([...files.keys()], ['../out.json']);
  assert.match(stdout, 'main.tf:');
});

test('--verbose tells which configuration is used', async () => {
  const told = async () => (await ended(['check', '--verbose', 'plan.json'], folder)).stderr;
  assert.is(await told(), 'elbcert: configuration: none\n');
  config(CALM);
  assert.is(await told(), 'elbcert: configuration: .elbcert.yaml\n');
});

test('a Region on the command line comes before the configuration, and replaces no other', async () => {
  config('region: eu-west-1\nregions: { aws.west: us-west-2 }');
  const read = readConfig(join(folder, '.elbcert.yaml'));
  const line = readCommandLine(['check', 'plan.json', '--region=eu-west-3']);
  assert.ok(line.kind === 'run');
  const { regions } = inputsOf(line, read, fakeIo());
  assert.equal(
    [...regions],
    [
      ['', 'eu-west-3'],
      ['aws.west', 'us-west-2'],
    ],
  );
});

test('packs in a configuration are applied', async () => {
  const withoutPack = (await ended(['policies'], folder)).stdout;
  config('packs: [classic-elb-tls]');
  const withPack = (await ended(['policies'], folder)).stdout;
  assert.is(withPack, (await ended(['policies', '--no-config', '--pack=classic-elb-tls'], folder)).stdout);
  assert.is((await ended(['policies', '--pack=classic-elb-tls'], folder)).stdout, withPack);
  assert.ok(withPack.length > withoutPack.length);
});

test('what a configuration says wrong is refused with its place', async () => {
  const wrong = [
    ['region: eu-wst-1', '/region: "eu-wst-1" is not a Region, did you mean "eu-west-1"; write it as eu-west-1'],
    ['regions: { aws.west: eu-wst-1 }', '/regions/aws.west: "eu-wst-1" is not a Region, did you mean "eu-west-1"'],
    ['packs: [classic-elb-tsl]', '/packs/0: "classic-elb-tsl" is not allowed, did you mean "classic-elb-tls"'],
    ['formats: [jsn]', '/formats/0: "jsn" is not allowed; Output format, one of text, json'],
    ['formats: ["json="]', '/formats/0: "json=" is not allowed'],
  ] as const;
  for (const [text, sentence] of wrong) {
    config(text);
    const { code, stderr } = await ended(['check', 'plan.json'], folder);
    assert.is(code, 2);
    assert.ok(stderr.startsWith(`elbcert: .elbcert.yaml: ${sentence}`), stderr);
  }
});

test('a configuration that the system refuses is exit 2', async () => {
  mkdirSync(join(folder, '.elbcert.yaml'));
  const { code, stderr } = await ended(['check', 'plan.json'], folder);
  assert.equal([code, stderr], [2, 'elbcert: .elbcert.yaml: this is a folder\n']);
});

test('policies and explain show the level that the configuration gives', async () => {
  config(CALM);
  assert.match((await ended(['policies'], folder)).stdout, /acm-same-region +warning/);
  assert.not.match((await ended(['policies'], folder)).stdout, 'acm-certificate-issued');
  assert.match((await ended(['explain', 'acm-same-region'], folder)).stdout, 'acm-same-region (warning)');
});

test('explain tells what is demanded of waivers', async () => {
  assert.match((await ended(['explain', 'waiver-expired'], folder)).stdout, 'A waiver must not be past its last day.');
});

test('an expired waiver fails the run, and the same waiver in time does not', async () => {
  const waivers = ['acm-same-region', 'acm-key-algorithm'].map(
    (policy) => `  - { policy: ${policy}, address: "aws_elb.*", reason: moves in March, expires: 2027-03-31 }\n`,
  );
  config(`waivers:\n${waivers.join('')}`);
  assert.is((await ended(['check', '--now', '2027-03-31', 'plan.json'], folder)).code, 0);
  const late = await ended(['check', '--now', '2027-04-01', 'plan.json'], folder);
  assert.is(late.code, 1);
  assert.match(late.stdout, 'expired on 2027-03-31');
});

test('baseline write writes what check --baseline knows', async () => {
  const written = await ended(['baseline', 'write', 'plan.json'], folder, WRITING);
  assert.is(written.code, 0, written.stderr);
  assert.ok(existsSync(join(folder, '.elbcert-baseline.json')));
  const run = await ended(['check', '--baseline', '.elbcert-baseline.json', 'plan.json'], folder);
  assert.is(run.code, 1);
  assert.not.match(run.stdout, 'aws_elb.kept');
  assert.is((await ended(['check', '--baseline', 'main.tf', 'plan.json'], folder)).code, 2);
});

test.run();
