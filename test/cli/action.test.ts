import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { version } from '../../src/model/package.js';
import { FORMATS } from '../../src/report/index.js';
import { CHANGED } from '../annotate/locate/fixture.js';
import { lintWorkflows } from './actionlint.js';
import { CLI, ROOT } from './run.js';

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
const step = action.runs.steps[0];

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  cpSync(CHANGED, folder, { recursive: true });
  writeFileSync(
    join(folder, 'npx'),
    `#!/bin/sh\necho "$@" >> ${folder}/commands\nshift 2\nexec ${process.execPath} ${CLI} "$@"\n`,
  );
  chmodSync(join(folder, 'npx'), 0o755);
});
test.after.each(() => rmSync(folder, { recursive: true }));

/** Runs the action's step as the runner does: inputs and their defaults in the environment, then its script. */
function run(given: Readonly<Record<string, string>>) {
  const inputs: Readonly<Record<string, { readonly default?: unknown }>> = action.inputs;
  const value = (name: string) => given[name] ?? String(inputs[name]?.default ?? '');
  const environment = Object.entries(step.env as Record<string, string>).map(([key, expression]) => {
    const name = /inputs\.([\w-]+)/.exec(expression)?.[1] ?? '';
    assert.ok(name in inputs, `${key} is no input`);
    return [key, value(name)];
  });
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const { status, stdout } = spawnSync('bash', ['-c', step.run], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${folder}:/usr/bin:/bin`,
      GITHUB_ACTION_PATH: ROOT,
      ...files,
      ...Object.fromEntries(environment),
    },
  });
  return { status, stdout, output: readFileSync(files.GITHUB_OUTPUT, 'utf8') };
}

const WITHOUT_SUMMARY = { format: 'text', summary: 'false' };

test('the action checks plans and passes the exit code on', () => {
  const { status, stdout, output } = run({ ...WITHOUT_SUMMARY, plan: 'plan.json', root: '.' });
  assert.is(status, 1);
  assert.match(stdout, 'at: main.tf:');
  assert.match(output, 'exit-code=1');
  assert.match(readFileSync(join(folder, 'commands'), 'utf8'), `--yes elbcert@${version} check`);
});

test('the action takes several plans and outputs, and every option', () => {
  const given = { plan: 'plan.json\nmissing.json\n', format: 'text\njson=report.json\n', summary: 'false' };
  const { status, output } = run({
    ...given,
    strict: 'true',
    'changed-only': 'true',
    'fail-on': 'warning',
    region: 'eu-west-1',
  });
  assert.is(status, 2);
  assert.match(output, 'exit-code=2');
  const command = readFileSync(join(folder, 'commands'), 'utf8');
  assert.match(
    command,
    '--format=text --format=json=report.json --fail-on=warning --strict --changed-only --no-synth --region=eu-west-1',
  );
  assert.match(command, 'plan.json missing.json');
});

test('the action runs the command of a cdktf project only where its input says so', () => {
  run({ ...WITHOUT_SUMMARY, plan: 'plan.json', synth: 'true' });
  const command = readFileSync(join(folder, 'commands'), 'utf8');
  assert.match(command, ' --synth ');
  assert.not.match(command, '--no-synth');
});

test('an input cannot become an option or a command', () => {
  const { stdout } = run({ ...WITHOUT_SUMMARY, plan: '--help\n$(touch pwned)', root: '$(touch pwned)' });
  assert.not(existsSync(join(folder, 'pwned')));
  assert.not.match(stdout, 'Options:');
});

test('a flag that is neither true nor false is told', () => {
  const { status, stdout } = run({ ...WITHOUT_SUMMARY, plan: 'plan.json', strict: 'yes' });
  assert.is(status, 2);
  assert.match(stdout, '::error title=elbcert::the input strict must be true or false');
});

if ((['github', 'markdown', 'sarif'] as readonly string[]).every((name) => FORMATS.some((format) => format === name))) {
  test('the action annotates, adds to the summary and writes SARIF', () => {
    const { status, stdout, output } = run({ plan: 'plan.json', root: '.', 'sarif-file': 'elbcert.sarif' });
    assert.is(status, 1);
    assert.match(stdout, /^::error .*file=main\.tf,/m);
    assert.match(readFileSync(join(folder, 'summary'), 'utf8'), 'aws_elb.added');
    assert.match(output, 'sarif-file=elbcert.sarif');
    assert.is(JSON.parse(readFileSync(join(folder, 'elbcert.sarif'), 'utf8')).version, '2.1.0');
  });
}

test('the action runs the version that it comes with', () => {
  assert.is(action.inputs.version.default, version);
});

test('every workflow in the examples is one that actionlint takes', () => {
  assert.is(lintWorkflows(ROOT, 'examples/github-actions/*.yml'), '');
});

test('actionlint is at work', () => {
  writeFileSync(
    join(folder, 'bad.yml'),
    'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "$' + '{{ nothing }}" }] } }\n',
  );
  assert.match(lintWorkflows(folder, 'bad.yml'), 'undefined variable');
});

const EXAMPLES = [
  'examples/github-actions/pull-request.yml',
  'examples/github-actions/without-action.yml',
  'examples/gitlab-ci/.gitlab-ci.yml',
  'examples/spacelift/config.yml',
];

for (const path of EXAMPLES) {
  test(`${path} names this version, and inputs that the action has`, () => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const versions = [...text.matchAll(/elbcert@v?(\d\S+)/g)].map((match) => match[1]);
    assert.ok(versions.length > 0);
    assert.equal([...new Set(versions)], [version]);
    const steps = Object.values(parse(text).jobs ?? {}).flatMap(
      (job) => (job as { steps?: { uses?: string; with?: object }[] }).steps ?? [],
    );
    const own = steps.filter(({ uses }) => uses?.startsWith('elbcert/elbcert@') === true);
    for (const input of own.flatMap((one) => Object.keys(one.with ?? {}))) assert.ok(input in action.inputs, input);
  });
}

test.run();
