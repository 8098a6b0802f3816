import * as assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import { interestIn } from '../../src/facts/index.js';
import { objectOf } from '../../src/model/json.js';
import { formatProblem, UnusableInput } from '../../src/model/problem.js';
import { read } from '../../src/read/index.js';

const test = suite<{ folder: string }>('cdktf', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function write(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

function readPaths(path: string, notices: string[] = []): readonly string[] {
  return read(path, { ...interestIn(), onDemand: undefined, onNotice: (text) => notices.push(text) }).map(
    (plan) => `${plan.kind} ${plan.path}`,
  );
}

/** What is wrong with an input, without the folder's own name. */
function problemsOf(path: string, folder = path): readonly string[] {
  try {
    read(path, { ...interestIn(), onDemand: undefined, onNotice: () => {} });
  } catch (error) {
    if (error instanceof UnusableInput)
      return error.problems
        .flatMap((problem) => [formatProblem(problem), ...(problem.said ?? [])])
        .map((line) => line.replaceAll(folder, 'DIR'));
    throw error;
  }
  throw new Error('the input was read');
}

function stack(name: string, more: object = {}) {
  return { '//': { metadata: { stackName: name, version: '0.21.0' } }, terraform: {}, ...more };
}

function manifest(...names: readonly string[]) {
  const stacks = names.map((name) => [
    name,
    { name, constructPath: name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` },
  ]);
  return { version: '0.21.0', stacks: Object.fromEntries(stacks) };
}

test('an output folder is all of its stacks, and so is its manifest', ({ folder }) => {
  write(folder, {
    'manifest.json': manifest('a', 'b'),
    'stacks/a/cdk.tf.json': stack('a'),
    'stacks/b/cdk.tf.json': stack('b'),
  });
  const paths = ['a', 'b'].map((name) => `cdktf-stack ${join(folder, `stacks/${name}/cdk.tf.json`)}`);
  assert.deepEqual(readPaths(folder), paths);
  assert.deepEqual(readPaths(join(folder, 'manifest.json')), paths);
  assert.deepEqual(readPaths(join(folder, 'stacks/a')), paths.slice(0, 1));
});

test('a stack that is missing is told with its manifest, and every other problem too', ({ folder }) => {
  write(folder, {
    'manifest.json': {
      stacks: {
        ...manifest('gone', 'broken', 'list').stacks,
        odd: {},
        hcl: { synthesizedStackPath: 'stacks/hcl/cdk.tf' },
      },
    },
    'stacks/broken/cdk.tf.json': '{"resource": {"secret": ',
    'stacks/list/cdk.tf.json': '[]',
  });
  assert.deepEqual(problemsOf(folder), [
    'DIR/manifest.json: names stack "gone" in DIR/stacks/gone/cdk.tf.json: no such file; run cdktf synth (or cdktn synth) again',
    'DIR/stacks/broken/cdk.tf.json: the JSON ends in the middle; run cdktf synth (or cdktn synth) again',
    'DIR/stacks/list/cdk.tf.json: this is an array, not a plan; run terraform plan -out=tfplan, then terraform show -json tfplan',
    'DIR/manifest.json: stack "odd" has no synthesizedStackPath; run cdktf synth (or cdktn synth) again',
    'DIR/stacks/hcl/cdk.tf: stack "hcl" was synthesised as HCL, which only Terraform reads; run cdktf synth without --hcl',
  ]);
});

test('a manifest without stacks is not a pass', ({ folder }) => {
  write(folder, { 'manifest.json': { version: '0.21.0', stacks: {} } });
  assert.deepEqual(problemsOf(folder), [
    'DIR/manifest.json: this manifest names no stacks; add a TerraformStack to the app, then run cdktf synth',
  ]);
});

test('a stack that leads to itself, or round and round, ends', ({ folder }) => {
  const remote = (of: string) => ({
    data: { terraform_remote_state: { [`cross-stack-reference-input-${of}`]: { backend: 'local' } } },
    output: { arn: { value: `\${data.terraform_remote_state.cross-stack-reference-input-${of}.outputs.arn}` } },
  });
  write(folder, {
    'manifest.json': manifest('a', 'b'),
    'stacks/a/cdk.tf.json': stack('a', {
      ...remote('b'),
      resource: {
        aws_elb: {
          web: {
            listener: {
              lb_port: 443,
              lb_protocol: 'https',
              ssl_certificate_id: '${data.terraform_remote_state.cross-stack-reference-input-b.outputs.arn}',
            },
          },
        },
      },
    }),
    'stacks/b/cdk.tf.json': stack('b', remote('a')),
  });
  assert.equal(readPaths(folder).length, 2);
});

/** An app that writes one stack, whose resource holds what it was given, into the folder of an expression. */
function app(folder = 'process.env.CDKTF_OUTDIR'): string {
  return `
    const { mkdirSync, writeFileSync } = require('node:fs');
    const out = ${folder};
    mkdirSync(out + '/stacks/a', { recursive: true });
    writeFileSync(out + '/manifest.json', ${JSON.stringify(JSON.stringify(manifest('a')))});
    const stack = ${JSON.stringify(stack('a'))};
    const tags = { cwd: process.cwd(), ...process.env };
    stack.resource = { aws_elb: { web: { tags } } };
    writeFileSync(out + '/stacks/a/cdk.tf.json', JSON.stringify(stack));
    console.log('noise on standard output');
  `;
}

/** What the app of a project is given. */
function environmentOf(folder: string, project: object, env: Readonly<Record<string, string>> = {}) {
  write(folder, { 'cdktf.json': { app: 'node app.cjs', ...project }, 'app.cjs': app() });
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    const [plan] = read(folder, { ...interestIn(), onDemand: undefined, onNotice: () => {} });
    return objectOf(plan?.resources[0]?.values['tags']);
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

const ours = () => readdirSync(tmpdir()).filter((name) => /^elbcert-(?!test-)/.test(name));

test('a project runs its app command, and leaves nothing behind', ({ folder }) => {
  write(folder, { 'cdktf.json': { language: 'typescript', app: 'node app.cjs', output: 'out' }, 'app.cjs': app() });
  const before = ours();
  for (const path of [folder, join(folder, 'cdktf.json')]) {
    const notices: string[] = [];
    assert.deepEqual(readPaths(path, notices), [`cdktf-stack ${join(folder, 'out/stacks/a/cdk.tf.json')}`]);
    assert.deepEqual(notices, [`${join(folder, 'cdktf.json')}: running its app command: node app.cjs`]);
  }
  assert.deepEqual(readdirSync(folder).toSorted(), ['app.cjs', 'cdktf.json']);
  assert.deepEqual(
    ours().filter((name) => !before.includes(name)),
    [],
  );
});

test('an app gets the context and the local modules of cdktf.json', ({ folder }) => {
  const modules = ['./one', { name: 'two', source: '../two' }, 'terraform-aws-modules/vpc/aws@~> 5.0', '.hidden', 7];
  const context = { stage: 'prod', cdktfRelativeModules: 'mine' };
  const given = environmentOf(folder, { context, terraformModules: modules });
  assert.deepEqual(JSON.parse(String(given['CDKTF_CONTEXT_JSON'])), {
    stage: 'prod',
    cdktfRelativeModules: ['./one', { name: 'two', source: '../two' }],
  });
});

test('a context of the environment counts where cdktf.json has none', ({ folder }) => {
  const env = { CDKTF_CONTEXT_JSON: '{"stage":"dev"}' };
  const contextOf = (project: object) => JSON.parse(String(environmentOf(folder, project, env)['CDKTF_CONTEXT_JSON']));
  assert.deepEqual(contextOf({}), { stage: 'dev', cdktfRelativeModules: [] });
  assert.deepEqual(contextOf({ context: { other: 1 } }), { other: 1, cdktfRelativeModules: [] });
});

test('an app gets what cdktf-cli gives it, and none of the values that Terraform will be given', ({ folder }) => {
  const given = environmentOf(folder, {}, { TF_VAR_secret: 'hunter2', SYNTH_HCL_OUTPUT: 'true', STAGE: 'prod' });
  assert.equal(given['SYNTH_HCL_OUTPUT'], 'false');
  assert.equal(given['STAGE'], 'prod');
  assert.equal(given['TF_VAR_secret'], undefined);
  assert.equal(given['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'], 'true');
  assert.equal(given['cwd'], realpathSync(folder));
});

test('an app gets memory as of cdktf-cli where the user says nothing of it', ({ folder }) => {
  assert.match(String(environmentOf(folder, {}, { NODE_OPTIONS: '' })['NODE_OPTIONS']), /^--max-old-space-size=4096 /);
  const given = environmentOf(folder, {}, { NODE_OPTIONS: '--no-warnings' })['NODE_OPTIONS'];
  assert.match(String(given), /^--no-warnings --require "/);
});

test('an app that names the output folder of cdktf.json itself is read there', ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'node app.cjs', output: 'out' }, 'app.cjs': app("'out'") });
  assert.deepEqual(readPaths(folder), [`cdktf-stack ${join(folder, 'out/stacks/a/cdk.tf.json')}`]);
});

test('stacks that were there before an app ran are not taken for its own', ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'node app.cjs' }, 'app.cjs': app("'cdktf.out'") });
  readPaths(folder);
  write(folder, { 'app.cjs': '' });
  assert.match(problemsOf(folder).join(), /wrote no stacks/);
});

test('a folder of configuration runs nothing, though a cdktf.json lies in it', ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'echo ran > ran' }, 'main.tf.json': { resource: {}, provider: { aws: {} } } });
  assert.deepEqual(readPaths(folder), [`terraform-json ${join(folder, 'main.tf.json')}`]);
  assert.equal(existsSync(join(folder, 'ran')), false);
});

test('the stacks of a project are judged though its own annotations are errors', ({ folder }) => {
  write(folder, { 'cdktf.json': { app: '[ -n "$CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS" ] && exit 7' } });
  assert.match(problemsOf(folder).join(), /exit code 7/);
});

test('an app command that fails is told in its own words', ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'echo "Cannot find module main.ts" >&2; exit 3' } });
  assert.deepEqual(problemsOf(folder), [
    'DIR/cdktf.json: its app command failed (exit code 3): echo "Cannot find module main.ts" >&2; exit 3',
    'Cannot find module main.ts',
  ]);
});

test('a project that writes no stacks, or has no app command, is not a pass', ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'true' } });
  assert.deepEqual(problemsOf(folder), [
    'DIR/cdktf.json: its app command succeeded, but wrote no stacks; the app must end with app.synth(), and leave the choice of the folder to cdktf.json',
  ]);
  write(folder, { 'cdktf.json': { language: 'typescript' } });
  assert.deepEqual(problemsOf(folder), [
    'DIR/cdktf.json: there is no "app" command to synthesise with; add one, as in "app": "npx tsx main.ts"',
  ]);
  write(folder, { 'cdktf.json': '{"app": ' });
  assert.deepEqual(problemsOf(folder), ['DIR/cdktf.json: the JSON ends in the middle; mend the file']);
});

test('the files of one folder are one configuration', ({ folder }) => {
  write(folder, {
    'providers.tf.json': { provider: { aws: { region: 'eu-west-1' } } },
    'main.tf.json': { resource: { aws_elb: { web: { listener: { lb_port: 443, lb_protocol: 'https' } } } } },
    'more.tf': 'resource "aws_elb" "other" {}',
  });
  const [plan] = read(folder, { ...interestIn(), onDemand: undefined, onNotice: () => {} });
  assert.equal(plan?.path, folder);
  assert.equal(plan?.kind, 'terraform-json');
  assert.deepEqual([...(plan?.providers.keys() ?? [])], ['aws']);
  assert.equal(plan?.resources.length, 1);
  assert.deepEqual(plan?.notes, ['more.tf: only Terraform reads HCL; check a plan to have it judged']);
});

test('a folder of anything else is told what to name instead', ({ folder }) => {
  write(folder, { 'main.tf': 'resource "aws_elb" "web" {}' });
  assert.match(problemsOf(folder).join(), /^DIR: this is a folder, neither of cdktf stacks/);
  write(folder, { 'manifest.json': { name: 'a web app' } });
  assert.match(problemsOf(folder).join(), /^DIR\/manifest\.json: this is JSON, but neither/);
});

test.run();
