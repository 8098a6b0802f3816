import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { elbcert, ROOT } from './run.js';

const BROKEN = 'examples/plan-json/mixed/plan.json';

test('exits with 1 where a listener will be refused', () => {
  assert.is(elbcert(['check', BROKEN]).status, 1);
});

test('reads a plan from a pipe, named or not', () => {
  const plan = readFileSync(join(ROOT, BROKEN));
  for (const args of [['check'], ['check', '-']]) {
    const run = elbcert(args, plan);
    assert.is(run.status, 1);
    assert.match(run.stdout, /4 load balancers/);
  }
});

test('reads an input once that is named twice', () => {
  assert.match(elbcert(['check', BROKEN, BROKEN]).stdout, /^4 load balancers/m);
});

test('exits with 0 and says so where there is no Classic Load Balancer', () => {
  const run = elbcert(['check'], '{"format_version":"1.2","planned_values":{"root_module":{}}}');
  assert.is(run.status, 0);
  assert.match(run.stdout, /No Classic Load Balancer/);
});

test('--fail-on and --strict move the line between 0 and 1', () => {
  const open = elbcert(['facts', BROKEN]);
  assert.is(open.status, 0);
  const disabled = ['--disable', 'acm-key-algorithm', '--disable', 'certificate-required'];
  assert.is(elbcert(['check', BROKEN, ...disabled]).status, 0);
  assert.is(
    elbcert([
      'check',
      'examples/plan-json/cloudfront-habit/plan.json',
      '--disable',
      'acm-key-algorithm',
      '--disable',
      'acm-same-region',
    ]).status,
    0,
  );
  assert.is(
    elbcert([
      'check',
      'examples/plan-json/cloudfront-habit/plan.json',
      '--disable',
      'acm-key-algorithm',
      '--disable',
      'acm-same-region',
      '--fail-on',
      'warning',
    ]).status,
    1,
  );
  assert.is(elbcert(['check', BROKEN, '--disable', 'certificate-required', '--strict']).status, 1);
});

test('the exit code is the same for every format', () => {
  for (const format of ['text', 'json']) assert.is(elbcert(['check', BROKEN, '--format', format]).status, 1, format);
});

test('writes one format to a file and prints another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  const file = join(folder, 'report=1.json');
  const run = elbcert(['check', BROKEN, '--format', 'text', '--format', `json=${file}`]);
  assert.match(run.stdout, /4 load balancers/);
  assert.is(JSON.parse(readFileSync(file, 'utf8')).schemaVersion, 1);
  rmSync(folder, { recursive: true });
});

const UNUSABLE: readonly (readonly [title: string, args: readonly string[], told: RegExp])[] = [
  ['a file that is not there', ['check', 'nope.json'], /^elbcert: nope\.json: no such file$/],
  ['a folder', ['check', 'examples/plan-json'], /this is a folder/],
  ['a format that there is not', ['check', BROKEN, '--format', 'xml'], /"xml" is not allowed; allowed are text, json/],
  [
    'a file that cannot be written',
    ['check', BROKEN, '--format', 'json=package.json/report.json'],
    /cannot be written/,
  ],
  ['a Region that is none', ['check', BROKEN, '--region', 'Ireland'], /"Ireland" is not a Region/],
  ['a date that is none', ['check', BROKEN, '--now', 'tomorrow'], /"tomorrow" is not a date/],
  [
    'an option that there is not',
    ['check', BROKEN, '--formt', 'json'],
    /--formt: no such option, did you mean "--format"/,
  ],
  ['a command that there is not', ['chek'], /did you mean "check"/],
  ['no command', ['--strict'], /no command; name one/],
  ['a policy that there is not', ['explain', 'acm-same-regio'], /did you mean "?acm-same-region/],
  ['a policy to disable that there is not', ['check', BROKEN, '--disable', 'acm-key-algoritm'], /did you mean/],
  ['a policy file that is not there', ['check', BROKEN, '--policy', 'nope.yaml'], /nope\.yaml/],
];

for (const [title, args, told] of UNUSABLE) {
  test(`exits with 2 and one sentence on ${title}`, () => {
    const run = elbcert(args);
    assert.is(run.status, 2);
    assert.is(run.stdout, '');
    assert.match(run.stderr.trimEnd(), told);
    assert.is(run.stderr.trimEnd().split('\n').length, 1, run.stderr);
    assert.not.match(run.stderr, /^\s+at /m);
  });
}

test('tells of every unusable input, not only the first', () => {
  const run = elbcert(['check', 'one.json', 'two.json']);
  assert.is(run.stderr, 'elbcert: one.json: no such file\nelbcert: two.json: no such file\n');
});

test('--region tells the Region that the plan does not', () => {
  const plan = JSON.stringify(withoutRegion());
  const regionOf = (args: readonly string[]) =>
    JSON.parse(elbcert(['facts', ...args], plan).stdout).listeners[0].loadBalancer.region;
  assert.match(regionOf([]).remedy, /--region/);
  assert.is(regionOf(['--region', 'eu-west-3']), 'eu-west-3');
});

/** The plan of a provider that takes its Region from the environment, as the AWS provider before 6 plans it. */
function withoutRegion() {
  const plan = JSON.parse(readFileSync(join(ROOT, BROKEN), 'utf8'));
  delete plan.configuration.provider_config.aws.expressions;
  for (const { change } of plan.resource_changes) {
    delete change.after.region;
    delete change.after.availability_zones;
  }
  return plan;
}

test('prints its version', () => {
  assert.is(elbcert(['--version']).stdout.trim(), JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
});

test.run();
