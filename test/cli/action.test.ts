import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { writeReleaseTree } from '../../scripts/release-tree.js';
import { version } from '../../src/model/package.js';
import { CHANGED } from '../annotate/locate/fixture.js';
import { lintWorkflows } from './actionlint.js';
import { ROOT } from './run.js';

/** What the tag of a release holds, alone in a folder of its own. */
const RELEASE = mkdtempSync(join(tmpdir(), 'elbcert-release-'));
let action: {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly main: string };
};
test.before(() => {
  writeReleaseTree(RELEASE);
  action = parse(readFileSync(join(RELEASE, 'action.yml'), 'utf8'));
});
test.after(() => rmSync(RELEASE, { recursive: true }));

/** The checkout of a pull request. */
let folder = '';
test.before.each(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'elbcert-test-')));
  cpSync(CHANGED, folder, { recursive: true });
});
test.after.each(() => rmSync(folder, { recursive: true }));

/** Runs the action as the runner does: in the workspace, inputs and their defaults in the environment. */
function run(given: Readonly<Record<string, string>>, before: readonly string[] = []) {
  for (const name of Object.keys(given)) assert.ok(name in action.inputs, `${name} is no input`);
  const inputs = Object.entries(action.inputs).map(([name, { default: value = '' }]) => [
    `INPUT_${name.toUpperCase()}`,
    given[name] ?? value,
  ]);
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const [program = '', ...words] = [...before, process.execPath, join(RELEASE, action.runs.main)];
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    // Programs of the checkout come first, for whoever looks for any.
    env: { PATH: `${folder}/bin:${folder}/node_modules/.bin:/usr/bin:/bin`, ...files, ...Object.fromEntries(inputs) },
  });
  const [output = '', summary = ''] = Object.values(files).map((file) => readFileSync(file, 'utf8'));
  return { status, stdout, stderr, output, summary };
}

const TEXT = { format: 'text', summary: 'false' };

test('the action checks plans and passes the exit code on', () => {
  const { status, stdout, output } = run({ ...TEXT, plan: 'plan.json', root: '.' });
  assert.is(status, 1);
  assert.match(stdout, 'at: main.tf:');
  assert.is(output, 'exit-code=1\n');
});

test('the action takes every option', () => {
  const { status, stdout } = run({
    plan: 'plan.json',
    format: 'text\njson=report.json\n',
    strict: 'true',
    'changed-only': 'true',
    'fail-on': 'warning',
    region: 'eu-west-1',
    service: 'classic-elb',
    summary: 'false',
  });
  assert.is(status, 1, stdout);
  assert.is(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).schemaVersion, 1);
});

test('the action annotates, adds to the summary and writes SARIF', () => {
  const { status, stdout, output, summary } = run({ plan: 'plan.json', root: '.', 'sarif-file': 'elbcert.sarif' });
  assert.is(status, 1);
  assert.match(stdout, /^::error .*file=main\.tf,/m);
  assert.match(summary, 'aws_elb.added');
  assert.is(output, 'exit-code=1\nsarif-file=elbcert.sarif\n');
  assert.is(JSON.parse(readFileSync(join(folder, 'elbcert.sarif'), 'utf8')).version, '2.1.0');
});

test('paths in annotations and outputs are those of the repository, whatever the working directory', () => {
  mkdirSync(join(folder, 'infra'));
  for (const name of ['plan.json', 'main.tf']) cpSync(join(folder, name), join(folder, 'infra', name));
  const given = { plan: 'plan.json', root: '.', 'sarif-file': 'out.sarif', 'working-directory': 'infra' };
  const { status, stdout, output } = run(given);
  assert.is(status, 1);
  assert.match(stdout, /^::error .*file=infra\/main\.tf,/m);
  assert.match(output, 'sarif-file=infra/out.sarif\n');
  assert.ok(existsSync(join(folder, 'infra/out.sarif')));
});

test('the configuration nearest to the working directory is used', () => {
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'infra'));
  cpSync(join(folder, 'plan.json'), join(folder, 'infra/plan.json'));
  writeFileSync(join(folder, 'infra/.elbcert.yaml'), 'failOn: nonsense\n');
  const { status, stdout } = run({ ...TEXT, plan: 'plan.json', 'working-directory': 'infra' });
  assert.is(status, 2);
  assert.match(stdout, '::error title=elbcert::infra/.elbcert.yaml: ');
});

test('a pattern names files, and none of a folder that holds packages', () => {
  for (const name of ['a/one', 'a/b/two', 'node_modules/three']) {
    mkdirSync(join(folder, 'stacks', name), { recursive: true });
    cpSync(join(folder, 'plan.json'), join(folder, 'stacks', name, 'plan.json'));
  }
  const { status, stdout } = run({ ...TEXT, plan: 'stacks/**/plan.js?n' });
  assert.is(status, 1);
  assert.match(stdout, 'stacks/a/one/plan.json');
  assert.match(stdout, 'stacks/a/b/two/plan.json');
  assert.not.match(stdout, 'three');
});

test('an input that cannot be used is told as an annotation and in the summary', () => {
  const cases: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{ plan: 'missing.json' }, 'missing.json: no such file'],
    [{ plan: '*.tfplan' }, 'no file matches "*.tfplan"'],
    [{ plan: '' }, 'input plan: names no plan'],
    [{ plan: 'plan.json', strict: 'yes' }, 'input strict: must be true or false'],
    [{ plan: 'plan.json', 'working-directory': 'nowhere' }, 'there is no folder "nowhere"'],
    [{ plan: 'plan.json', format: 'xml' }, '--format'],
    [{ plan: 'plan.json', version: '0.0.1' }, `is "0.0.1", and this action is elbcert ${version}`],
  ];
  for (const [given, message] of cases) {
    const { status, stdout, output, summary } = run(given);
    assert.is(status, 2, message);
    assert.match(stdout, /^::error title=elbcert::/m);
    assert.match(stdout, message);
    assert.match(summary, 'elbcert judged nothing');
    assert.match(summary, message);
    assert.is(output, 'exit-code=2\n');
  }
});

test('the version of the action itself is no other', () => {
  for (const given of [version, `v${version}`])
    assert.is(run({ ...TEXT, plan: 'plan.json', version: given }).status, 1);
});

test('an input cannot become an option or a command', () => {
  const { stdout, status } = run({ ...TEXT, plan: '--help\n-\n$(touch pwned)', root: '$(touch pwned)' });
  assert.is(status, 2);
  assert.not(existsSync(join(folder, 'pwned')));
  assert.not.match(stdout, 'Options:');
});

/** A project of cdktf whose program leaves a trace. */
function writeProject(): void {
  mkdirSync(join(folder, 'stack'));
  writeFileSync(join(folder, 'stack/cdktf.json'), JSON.stringify({ language: 'typescript', app: 'touch ../pwned' }));
}

test('a program of the checkout runs only where the workflow says so', () => {
  writeProject();
  for (const plan of ['stack', 'stack/cdktf.json', 'st*/cdktf.js*', '**', 'stack/*']) {
    assert.is(run({ ...TEXT, plan, root: '.' }).status, 2, plan);
    assert.not(existsSync(join(folder, 'pwned')), plan);
  }
  assert.match(run({ ...TEXT, plan: 'stack' }).stdout, 'synth');
  run({ ...TEXT, plan: 'stack', synth: 'true' });
  assert.ok(existsSync(join(folder, 'pwned')));
});

/** Whether this system lets a process have a network of its own, in which there is nothing. */
const CUT_OFF = ['unshare', '--map-root-user', '--net'];
const canCutOff = spawnSync('unshare', [...CUT_OFF.slice(1), 'true']).status === 0;

test('the action runs without a network, and nothing of a hostile checkout', () => {
  const trace = `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'pwned'))}, '');`;
  const files: Readonly<Record<string, string>> = {
    '.npmrc': 'registry=http://127.0.0.1:9/\nscript-shell=./bin/sh\n',
    'package.json': '{ "type": "module", "scripts": { "preinstall": "touch pwned" } }',
    'node_modules/elbcert/index.js': trace,
    'node_modules/yaml/index.js': trace,
    'dist/cli.js': trace,
    'dist/main.js': trace,
    'third-party/yaml.js': trace,
    'node.config.json': '{ "nodeOptions": { "import": ["./dist/cli.js"] } }',
    ...Object.fromEntries(['npx', 'npm', 'node', 'bash', 'sh'].map((name) => [`bin/${name}`, '#!/bin/true\n'])),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o755 });
  }
  writeFileSync(join(folder, '.elbcert.yaml'), 'failOn: warning\n');
  const { status, stdout, output } = run({ plan: 'plan.json', root: '.' }, canCutOff ? CUT_OFF : []);
  assert.is(status, 1, stdout);
  assert.match(output, 'exit-code=1');
  assert.not(existsSync(join(folder, 'pwned')));
});

test('the release holds what it runs, and nothing else that runs', () => {
  const names = readdirSync(RELEASE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  assert.ok(names.includes('dist/action.js') && names.includes('dist/main.js'));
  for (const name of names) {
    const text = readFileSync(join(RELEASE, name), 'utf8');
    for (const [, file = ''] of text.matchAll(/\brequire\("(\.[^"]+)"\)/g)) {
      assert.ok(names.includes(join(name, '..', file)), `${name} loads ${file}`);
    }
  }
});

test('the release is the package, too, for pre-commit and for npm', () => {
  const packed = (at: string): readonly string[] => {
    const options = { cwd: at, encoding: 'utf8' } as const;
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], options);
    return JSON.parse(stdout)[0].files.map((file: { readonly path: string }) => file.path);
  };
  assert.equal(packed(RELEASE), packed(ROOT));
  const { scripts, devDependencies } = JSON.parse(readFileSync(join(RELEASE, 'package.json'), 'utf8'));
  assert.equal([scripts, devDependencies], [undefined, undefined]);
  assert.ok(existsSync(join(RELEASE, '.pre-commit-hooks.yaml')));
});

test('every workflow here and in the examples is one that actionlint takes', () => {
  for (const workflows of ['examples/github-actions/*.yml', '.github/workflows/*.yml'])
    assert.is(lintWorkflows(ROOT, workflows), '');
});

test('actionlint is at work', () => {
  writeFileSync(
    join(folder, 'bad.yml'),
    'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "$' + '{{ nothing }}" }] } }\n',
  );
  assert.match(lintWorkflows(folder, 'bad.yml'), 'undefined variable');
});

test('every page and example names this version', () => {
  const names = ['docs', 'examples'].flatMap((at) =>
    readdirSync(join(ROOT, at), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map(({ name, parentPath }) => join(parentPath, name)),
  );
  const versions = names.flatMap((name) => [
    ...readFileSync(name, 'utf8').matchAll(/(?:elbcert@v?|rev: v)(\d+\.\d+\.\d+)/g),
  ]);
  assert.ok(versions.length > 10);
  assert.equal([...new Set(versions.map(([, found]) => found))], [version]);
});

for (const path of ['examples/github-actions/pull-request.yml', 'examples/github-actions/without-action.yml']) {
  test(`${path} names inputs that the action has`, () => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const steps = Object.values(parse(text).jobs ?? {}).flatMap(
      (job) => (job as { steps?: { uses?: string; with?: object }[] }).steps ?? [],
    );
    const own = steps.filter(({ uses }) => uses?.startsWith('elbcert/elbcert@') === true);
    for (const input of own.flatMap((one) => Object.keys(one.with ?? {}))) assert.ok(input in action.inputs, input);
  });
}

test.run();
