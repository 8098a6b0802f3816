import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCommandLine } from '../../src/cli/command-line.js';
import { version } from '../../src/model/package.js';
import { ended } from './in-process.js';
import { elbcert, ROOT } from './run.js';

const BROKEN = 'examples/plan-json/mixed/plan.json';

test('exits with 1 where a listener will be refused', async () => {
  assert.is((await ended(['check', BROKEN])).code, 1);
});

test('elbcert check reads a plan from a pipe, named or not', () => {
  const plan = readFileSync(join(ROOT, BROKEN));
  for (const args of [['check'], ['check', '-']]) {
    const run = elbcert(args, plan);
    assert.is(run.status, 1);
    assert.match(run.stdout, /4 load balancers/);
  }
});

test('elbcert check reads an input once that is named twice', async () => {
  assert.match((await ended(['check', BROKEN, BROKEN])).stdout, /^4 load balancers/m);
});

test('exits with 0 and says so where there is nothing to judge', () => {
  const run = elbcert(['check'], '{"format_version":"1.2","planned_values":{"root_module":{}}}');
  assert.is(run.status, 0);
  assert.match(run.stdout, /^No load balancer listener, .*: nothing to check\.$/m);
});

test('--fail-on and --strict move the line between 0 and 1', async () => {
  const code = async (...words: string[]) => (await ended(['check', ...words])).code;
  const certain = ['examples/plan-json/deployer/plan.json', '--disable', 'deployer-list-certificates'];
  assert.is(await code(...certain), 0);
  assert.is(await code(...certain, '--strict'), 1);
  assert.is(await code(...certain, '--strict=false'), 0);
  const habit = ['examples/plan-json/cloudfront-habit/plan.json', '--disable=acm-key-algorithm'];
  assert.is(await code(...habit, '--disable=acm-same-region'), 0);
  assert.is(await code(...habit, '--disable=acm-same-region', '--fail-on', 'warning'), 1);
});

test('with --exit-zero findings do not make the run fail, and what cannot be used still does', async () => {
  assert.is((await ended(['check', '--exit-zero', BROKEN])).code, 0);
  assert.is((await ended(['check', '--exit-zero', 'no-such-plan.json'])).code, 2);
});

test('the exit code is the same for every format', async () => {
  for (const format of ['text', 'json', 'sarif']) {
    assert.is((await ended(['check', BROKEN, '--format', format])).code, 1, format);
  }
});

test('elbcert check writes one format to a file and prints another', async () => {
  const run = await ended(['check', BROKEN, '--format', 'text', '--format', 'json=report=1.json']);
  assert.match(run.stdout, /4 load balancers/);
  assert.is(JSON.parse(run.files.get('report=1.json') ?? '').schemaVersion, 1);
});

test('a line with a value that begins with a dash needs the equals sign', async () => {
  assert.match((await ended(['check', '--baseline=-x', BROKEN])).stderr, 'elbcert: -x: no such file');
});

test('-- ends options: what follows is inputs', async () => {
  assert.match((await ended(['check', '--', BROKEN])).stdout, /^4 load balancers/m);
  const line = readCommandLine(['check', 'a', '--', '--strict', '-', '--', 'b']);
  assert.equal(line.kind === 'run' && [line.operands, line.options], [['a', '--strict', '-', '--', 'b'], {}]);
});

test('options may stand before the command', async () => {
  assert.is((await ended(['--exit-zero', 'check', BROKEN])).code, 0);
});

test('a bare elbcert prints short help on standard error and exits with 2', async () => {
  const { code, stdout, stderr } = await ended([]);
  assert.is(code, 2);
  assert.is(stdout, '');
  for (const part of ['Usage: elbcert COMMAND', 'check  ', 'baseline  ', 'elbcert --help']) assert.match(stderr, part);
});

test('-h and --help and help print the help of elbcert, and of a command', async () => {
  for (const words of [['-h'], ['--help'], ['help']]) {
    const { code, stdout } = await ended(words);
    assert.is(code, 0);
    assert.match(stdout, 'elbcert baseline write [input..]');
    assert.match(stdout, 'Exit codes: 0 nothing to report');
  }
  const one = await ended(['check', '--help']);
  assert.match(one.stdout, '-q, --quiet');
  assert.is((await ended(['help', 'check'])).stdout, one.stdout);
  assert.match((await ended(['baseline', '-h'])).stdout, '--output');
});

test('what people read is as wide as the terminal, but for addresses', async () => {
  for (const words of [['check', '--help'], ['policies'], ['explain', 'acm-key-algorithm']]) {
    for (const width of [70, 100]) {
      const lines = (await ended(words, ROOT, { width })).stdout.split('\n');
      const wrapped = lines.filter((line) => !/(?:https?:|policies\/|arn:)\S+$/.test(line)).map(({ length }) => length);
      const widest = Math.max(...wrapped);
      assert.ok(widest <= width && widest > width - 15, `${words.join(' ')}: ${widest} of ${width} columns`);
    }
  }
});

test('-V and --version print the version', async () => {
  for (const word of ['-V', '--version']) assert.is((await ended([word])).stdout, `${version}\n`);
});

test('--region tells the Region that the plan does not', () => {
  const plan = JSON.stringify(withoutRegion());
  const regionOf = (args: readonly string[]) =>
    JSON.parse(elbcert(['facts', ...args], plan).stdout).listeners[0].loadBalancer.region;
  assert.match(regionOf([]).remedy, /--region/);
  assert.is(regionOf(['--region', 'eu-west-3']), 'eu-west-3');
});

test('a Region of a provider that no input has is told, on the command line alone', async () => {
  for (const command of ['check', 'facts']) {
    const { stderr } = await ended([command, BROKEN, '--region', 'aws.wst=eu-west-1', '--region=aws=eu-west-1']);
    assert.is(stderr, 'elbcert: --region aws.wst=…: no input has this provider\n');
  }
});

test('a fault of ours is exit 3, and a refusal of the system is exit 2', async () => {
  const failing = (error: Error) => ({
    startProgress: () => {
      throw error;
    },
  });
  const fault = await ended(['check', BROKEN], ROOT, failing(new TypeError('broken')));
  assert.is(fault.code, 3);
  assert.match(fault.stderr, `a fault in elbcert ${version}, please report it: TypeError: broken`);
  const refused = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', syscall: 'write', path: 'a.json' });
  const unusable = await ended(['check', BROKEN], ROOT, failing(refused));
  assert.equal([unusable.code, unusable.stderr], [2, 'elbcert: a.json: no space is left on the disk\n']);
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

test.run();
