import * as assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

async function readPaths(path: string, notices: string[] = []): Promise<readonly string[]> {
  const plans = await read(path, { ...interestIn(), onDemand: undefined, onNotice: (text) => notices.push(text) });
  return plans.map((plan) => `${plan.kind} ${plan.path}`);
}

/** What is wrong with an input, without the folder's own name. */
async function problemsOf(
  path: string,
  folder = path,
  more: { readonly synth?: boolean } = {},
): Promise<readonly string[]> {
  try {
    await read(path, { ...interestIn(), ...more, onDemand: undefined, onNotice: () => {} });
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

test('an output folder is all of its stacks, and so is its manifest', async ({ folder }) => {
  write(folder, {
    'manifest.json': manifest('a', 'b'),
    'stacks/a/cdk.tf.json': stack('a'),
    'stacks/b/cdk.tf.json': stack('b'),
  });
  const paths = ['a', 'b'].map((name) => `cdktf-stack ${join(folder, `stacks/${name}/cdk.tf.json`)}`);
  assert.deepEqual(await readPaths(folder), paths);
  assert.deepEqual(await readPaths(join(folder, 'manifest.json')), paths);
  assert.deepEqual(await readPaths(join(folder, 'stacks/a')), paths.slice(0, 1));
});

test('a stack that is missing is told with its manifest, and every other problem too', async ({ folder }) => {
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
  assert.deepEqual(await problemsOf(folder), [
    'DIR/manifest.json: names stack "gone" in DIR/stacks/gone/cdk.tf.json: no such file; run cdktf synth (or cdktn synth) again',
    'DIR/stacks/broken/cdk.tf.json: the JSON ends in the middle; run cdktf synth (or cdktn synth) again',
    'DIR/stacks/list/cdk.tf.json: this is an array, not a plan; run terraform plan -out=tfplan, then terraform show -json tfplan',
    'DIR/manifest.json: stack "odd" has no synthesizedStackPath; run cdktf synth (or cdktn synth) again',
    'DIR/stacks/hcl/cdk.tf: stack "hcl" was synthesised as HCL, which only Terraform reads; run cdktf synth without --hcl',
  ]);
});

test('a manifest without stacks is not a pass', async ({ folder }) => {
  write(folder, { 'manifest.json': { version: '0.21.0', stacks: {} } });
  assert.deepEqual(await problemsOf(folder), [
    'DIR/manifest.json: this manifest names no stacks; add a TerraformStack to the app, then run cdktf synth',
  ]);
});

test('a stack that leads to itself, or round and round, ends', async ({ folder }) => {
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
  assert.equal((await readPaths(folder)).length, 2);
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
async function environmentOf(folder: string, project: object, env: Readonly<Record<string, string>> = {}) {
  write(folder, { 'cdktf.json': { app: 'node app.cjs', ...project }, 'app.cjs': app() });
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    const [plan] = await read(folder, { ...interestIn(), onDemand: undefined, onNotice: () => {} });
    return objectOf(plan?.resources[0]?.values['tags']);
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

const ours = () => readdirSync(tmpdir()).filter((name) => /^elbcert-(?!test-)/.test(name));

test('a project runs its app command, and leaves nothing behind', async ({ folder }) => {
  write(folder, { 'cdktf.json': { language: 'typescript', app: 'node app.cjs', output: 'out' }, 'app.cjs': app() });
  const before = ours();
  for (const path of [folder, join(folder, 'cdktf.json')]) {
    const notices: string[] = [];
    assert.deepEqual(await readPaths(path, notices), [`cdktf-stack ${join(folder, 'out/stacks/a/cdk.tf.json')}`]);
    assert.deepEqual(notices, [`${join(folder, 'cdktf.json')}: running its app command: node app.cjs`]);
  }
  assert.deepEqual(readdirSync(folder).toSorted(), ['app.cjs', 'cdktf.json']);
  assert.deepEqual(
    ours().filter((name) => !before.includes(name)),
    [],
  );
});

test('an app gets the context and the local modules of cdktf.json', async ({ folder }) => {
  const modules = ['./one', { name: 'two', source: '../two' }, 'terraform-aws-modules/vpc/aws@~> 5.0', '.hidden', 7];
  const context = { stage: 'prod', cdktfRelativeModules: 'mine' };
  const given = await environmentOf(folder, { context, terraformModules: modules });
  assert.deepEqual(JSON.parse(String(given['CDKTF_CONTEXT_JSON'])), {
    stage: 'prod',
    cdktfRelativeModules: ['./one', { name: 'two', source: '../two' }],
  });
});

test('a context of the environment counts where cdktf.json has none', async ({ folder }) => {
  const env = { CDKTF_CONTEXT_JSON: '{"stage":"dev"}' };
  const contextOf = async (project: object) =>
    JSON.parse(String((await environmentOf(folder, project, env))['CDKTF_CONTEXT_JSON']));
  assert.deepEqual(await contextOf({}), { stage: 'dev', cdktfRelativeModules: [] });
  assert.deepEqual(await contextOf({ context: { other: 1 } }), { other: 1, cdktfRelativeModules: [] });
});

test('an app gets what cdktf-cli gives it, and none of the values that Terraform will be given', async ({ folder }) => {
  const given = await environmentOf(folder, {}, { TF_VAR_secret: 'hunter2', SYNTH_HCL_OUTPUT: 'true', STAGE: 'prod' });
  assert.equal(given['SYNTH_HCL_OUTPUT'], 'false');
  assert.equal(given['STAGE'], 'prod');
  assert.equal(given['TF_VAR_secret'], undefined);
  assert.equal(given['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'], 'true');
  assert.equal(given['cwd'], realpathSync(folder));
});

test('an app gets memory as of cdktf-cli where the user says nothing of it', async ({ folder }) => {
  assert.match(
    String((await environmentOf(folder, {}, { NODE_OPTIONS: '' }))['NODE_OPTIONS']),
    /^--max-old-space-size=4096 /,
  );
  const given = (await environmentOf(folder, {}, { NODE_OPTIONS: '--no-warnings' }))['NODE_OPTIONS'];
  assert.match(String(given), /^--no-warnings --require "/);
});

test('an app that names the output folder of cdktf.json itself is read there', async ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'node app.cjs', output: 'out' }, 'app.cjs': app("'out'") });
  assert.deepEqual(await readPaths(folder), [`cdktf-stack ${join(folder, 'out/stacks/a/cdk.tf.json')}`]);
});

test('stacks that were there before an app ran are not taken for its own', async ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'node app.cjs' }, 'app.cjs': app("'cdktf.out'") });
  await readPaths(folder);
  write(folder, { 'app.cjs': '' });
  assert.match((await problemsOf(folder)).join(), /wrote no stacks/);
});

test('a folder of configuration runs nothing, though a cdktf.json lies in it', async ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'echo ran > ran' }, 'main.tf.json': { resource: {}, provider: { aws: {} } } });
  assert.deepEqual(await readPaths(folder), [`terraform-json ${join(folder, 'main.tf.json')}`]);
  assert.equal(existsSync(join(folder, 'ran')), false);
});

test('the stacks of a project are judged though its own annotations are errors', async ({ folder }) => {
  write(folder, { 'cdktf.json': { app: '[ -n "$CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS" ] && exit 7' } });
  assert.match((await problemsOf(folder)).join(), /exit code 7/);
});

test('an app command that fails is told in its own words', async ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'echo "Cannot find module main.ts" >&2; exit 3' } });
  assert.deepEqual(await problemsOf(folder), [
    'DIR/cdktf.json: its app command failed (exit code 3): echo "Cannot find module main.ts" >&2; exit 3',
    'Cannot find module main.ts',
  ]);
});

test('a project that writes no stacks, or has no app command, is not a pass', async ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'true' } });
  assert.deepEqual(await problemsOf(folder), [
    'DIR/cdktf.json: its app command succeeded, but wrote no stacks; the app must end with app.synth(), and leave the choice of the folder to cdktf.json',
  ]);
  write(folder, { 'cdktf.json': { language: 'typescript' } });
  assert.deepEqual(await problemsOf(folder), [
    'DIR/cdktf.json: there is no "app" command to synthesise with; add one, as in "app": "npx tsx main.ts"',
  ]);
  write(folder, { 'cdktf.json': '{"app": ' });
  assert.deepEqual(await problemsOf(folder), ['DIR/cdktf.json: the JSON ends in the middle; mend the file']);
});

test('the files of one folder are one configuration', async ({ folder }) => {
  write(folder, {
    'providers.tf.json': { provider: { aws: { region: 'eu-west-1' } } },
    'main.tf.json': { resource: { aws_elb: { web: { listener: { lb_port: 443, lb_protocol: 'https' } } } } },
    'more.tf': 'resource "aws_elb" "other" {}',
  });
  const [plan] = await read(folder, { ...interestIn(), onDemand: undefined, onNotice: () => {} });
  assert.equal(plan?.path, folder);
  assert.equal(plan?.kind, 'terraform-json');
  assert.deepEqual([...(plan?.providers.keys() ?? [])], ['aws']);
  assert.equal(plan?.resources.length, 1);
  assert.deepEqual(plan?.notes, ['more.tf: only Terraform reads HCL; check a plan to have it judged']);
});

test('a folder of anything else is told what to name instead', async ({ folder }) => {
  write(folder, { 'main.tf': 'resource "aws_elb" "web" {}' });
  assert.match((await problemsOf(folder)).join(), /^DIR: this is a folder, neither of cdktf stacks/);
  write(folder, { 'manifest.json': { name: 'a web app' } });
  assert.match((await problemsOf(folder)).join(), /^DIR\/manifest\.json: this is JSON, but neither/);
});

const PWNED = { 'cdktf.json': { app: 'touch ran; exit 7' } };

const NO_PROJECTS: readonly (readonly [what: string, files: Readonly<Record<string, unknown>>, path: string])[] = [
  ['a folder of Terraform in JSON', { 'in/main.tf.json': { resource: {} } }, 'in'],
  [
    'a folder of stacks with a manifest',
    { 'in/manifest.json': manifest('a'), 'in/stacks/a/cdk.tf.json': stack('a') },
    'in',
  ],
  ['a folder of stacks without a manifest', { 'in/stacks/a/cdk.tf.json': stack('a') }, 'in'],
  ['a manifest', { 'in/manifest.json': manifest('a'), 'in/stacks/a/cdk.tf.json': stack('a') }, 'in/manifest.json'],
  ['a stack', { 'in/cdk.tf.json': stack('a') }, 'in/cdk.tf.json'],
];

for (const [what, files, path] of NO_PROJECTS) {
  test(`${what} never runs the command of a cdktf.json beside it`, async ({ folder }) => {
    write(join(folder, 'in'), PWNED);
    write(folder, files);
    const options = { ...interestIn(), onDemand: undefined, onNotice: () => {} };
    await read(join(folder, path), options).catch(() => undefined);
    assert.equal(existsSync(join(folder, 'in/ran')), false);
  });
}

test('an output folder never runs a command, whatever is in it', async ({ folder }) => {
  write(join(folder, 'cdktf.out'), PWNED);
  assert.match((await problemsOf(join(folder, 'cdktf.out'))).join(), /this is a folder/);
  assert.equal(existsSync(join(folder, 'cdktf.out/ran')), false);
});

test('a project is its folder or its cdktf.json, unless nothing may be run', async ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'exit 7' }, 'stacks/my-stack.ts': '' });
  for (const path of [folder, join(folder, 'cdktf.json')]) {
    assert.match((await problemsOf(path)).join(), /exit code 7/);
    assert.match((await problemsOf(path, folder, { synth: false })).join(), /--no-synth forbids that/);
  }
});

test('a folder of configuration beside a project says that nothing was run', async ({ folder }) => {
  write(folder, { 'cdktf.json': { app: 'exit 7' }, 'main.tf.json': { resource: {} } });
  const [plan] = await read(folder, { ...interestIn(), onDemand: undefined, onNotice: () => {} });
  assert.match(plan?.notes.join() ?? '', /nothing was run: .*cdktf\.json$/);
});

test('a manifest names no stack outside of its folder, nor through a link', async ({ folder }) => {
  write(folder, { 'other/cdk.tf.json': stack('x'), 'out/manifest.json': '' });
  symlinkSync(join(folder, 'other'), join(folder, 'out/link'));
  for (const synthesizedStackPath of ['../other/cdk.tf.json', join(folder, 'other/cdk.tf.json'), 'link/cdk.tf.json']) {
    write(folder, { 'out/manifest.json': { stacks: { x: { synthesizedStackPath } } } });
    assert.match((await problemsOf(join(folder, 'out'))).join(), /"x" would be read outside of the manifest's folder/);
  }
});

test.run();
