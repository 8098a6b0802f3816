import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import { interestIn } from '../../src/facts/index.js';
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

test('a project runs its app command, and leaves nothing behind', ({ folder }) => {
  const app = `
    const { mkdirSync, writeFileSync } = require('node:fs');
    const out = process.env.CDKTF_OUTDIR;
    mkdirSync(out + '/stacks/a', { recursive: true });
    writeFileSync(out + '/manifest.json', ${JSON.stringify(JSON.stringify(manifest('a')))});
    writeFileSync(out + '/stacks/a/cdk.tf.json', ${JSON.stringify(JSON.stringify(stack('a')))});
    console.log('noise on standard output');
  `;
  write(folder, { 'cdktf.json': { language: 'typescript', app: 'node app.cjs', output: 'out' }, 'app.cjs': app });
  const before = readdirSync(tmpdir()).filter(
    (name) => name.startsWith('elbcert-') && !name.startsWith('elbcert-test-'),
  );
  const notices: string[] = [];
  assert.deepEqual(readPaths(folder, notices), [`cdktf-stack ${join(folder, 'out/stacks/a/cdk.tf.json')}`]);
  assert.deepEqual(notices, [`${join(folder, 'cdktf.json')}: running its app command: node app.cjs`]);
  assert.deepEqual(readdirSync(folder).toSorted(), ['app.cjs', 'cdktf.json']);
  const after = readdirSync(tmpdir()).filter(
    (name) => name.startsWith('elbcert-') && !name.startsWith('elbcert-test-'),
  );
  assert.deepEqual(
    after.filter((name) => !before.includes(name)),
    [],
  );
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
    'DIR/cdktf.json: its app command succeeded, but wrote no stacks; the app must end with app.synth()',
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
