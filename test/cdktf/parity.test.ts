import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import type { Finding } from '../../src/model/finding.js';
import { objectOf, property } from '../../src/model/json.js';
import { check } from '../../src/pipeline.js';
import { createApp } from './stacks/app.js';

/** Stacks of the tests and of the examples, each with the plan that Terraform made of it. */
const FIXTURES = join(import.meta.dirname, '../fixtures/cdktf');
const ROOT = join(import.meta.dirname, '../..');
const now = new Date('2026-11-24T00:00:00Z');

const test = suite<{ folder: string }>('a stack and its plan', { folder: '' });

test.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  createApp(join(context.folder, 'stacks')).synth();
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: join(ROOT, 'examples/cdktf'),
    encoding: 'utf8',
    env: {
      ...process.env,
      CDKTF_OUTDIR: join(context.folder, 'examples'),
      CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: 'true',
    },
  });
  assert.equal(run.status, 0, run.stderr);
});

test.after(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function outputOf(folder: string, name: string): string {
  return join(folder, ['accepted', 'elliptic', 'refused'].includes(name) ? 'examples' : 'stacks');
}

/** What a stack declares, without where its state is kept and the versions of what wrote it. */
function declared(file: string) {
  const document = objectOf(JSON.parse(readFileSync(file, 'utf8')));
  const { terraform: _, data, ...rest } = document;
  const { terraform_remote_state, ...lookups } = objectOf(data);
  return { ...rest, data: lookups, states: Object.keys(objectOf(terraform_remote_state)) };
}

function decided(findings: readonly Finding[]): ReadonlyMap<string, string> {
  const verdicts = findings.filter(({ outcome }) => outcome !== 'open');
  return new Map(
    verdicts.map((finding) => [[finding.address, finding.port, finding.policyId].join(' '), finding.outcome]),
  );
}

const names = readdirSync(FIXTURES);

test('there is a plan of every stack that has load balancers and can be planned', () => {
  assert.deepEqual(names, ['accepted', 'consumer', 'elliptic', 'expressions', 'iterators', 'refused']);
});

for (const name of names) {
  test(`${name}: the plan is of the stack as it is synthesised`, ({ folder }) => {
    const synthesised = join(outputOf(folder, name), 'stacks', name, 'cdk.tf.json');
    assert.deepEqual(declared(synthesised), declared(join(FIXTURES, name, 'cdk.tf.json')));
  });

  test(`${name}: where both decide, stack and plan have the same verdicts`, async ({ folder }) => {
    const stacks = await check({ inputs: [outputOf(folder, name)], now });
    const plan = await check({ inputs: [join(FIXTURES, name, 'plan.json')], now });
    const ofStack = decided(stacks.findings.filter(({ input }) => input.includes(`/${name}/`)));
    const ofPlan = decided(plan.findings);
    // A plan does not show the function around this one's reference.
    const both = [...ofPlan.keys()].filter((key) => ofStack.has(key) && !key.startsWith('aws_elb.text '));
    assert.ok(both.length > 0);
    assert.deepEqual(
      both.map((key) => `${key}: ${ofStack.get(key)}`),
      both.map((key) => `${key}: ${ofPlan.get(key)}`),
    );
  });

  test(`${name}: every listener of the plan is one of the stack`, async ({ folder }) => {
    const stacks = await check({ inputs: [outputOf(folder, name)], now });
    const plan = await check({ inputs: [join(FIXTURES, name, 'plan.json')], now });
    const listeners = (report: typeof plan) =>
      report.listeners
        .filter(({ input }) => report === plan || input.includes(`/${name}/`))
        .map(({ facts }) => facts.address)
        .toSorted();
    assert.deepEqual(listeners(stacks), listeners(plan));
  });
}

test('a stack of another Region decides with its own provider', async ({ folder }) => {
  const { findings } = await check({ inputs: [join(folder, 'stacks')], now });
  const failed = findings.filter(({ outcome, level }) => outcome === 'fail' && level === 'error');
  const of = (address: string) =>
    failed
      .filter((finding) => finding.address === address)
      .map(({ policyId, constructPath }) => [policyId, constructPath]);
  assert.deepEqual(of('aws_elb.other-region'), [['acm-same-region', 'consumer/other-region']]);
  assert.deepEqual(of('aws_elb.other-key'), [['acm-key-algorithm', 'consumer/other-key']]);
  assert.deepEqual(of('aws_elb.by-name'), [['acm-same-region', 'consumer/by-name']]);
  assert.deepEqual(of('aws_elb.from-elsewhere'), []);
});

test('what only the stack shows is decided there', async ({ folder }) => {
  const { findings } = await check({ inputs: [join(folder, 'stacks')], now });
  const key = (address: string) =>
    findings.filter((finding) => finding.address === address && finding.policyId === 'acm-key-algorithm')[0]?.outcome;
  assert.equal(key('aws_elb.through-local'), 'fail');
  assert.equal(key('aws_elb.element'), 'fail');
  assert.equal(key('aws_elb.coalesce'), 'fail');
  assert.equal(key('aws_elb.overridden'), 'fail');
  assert.equal(key('aws_elb.mapped["ec"]'), 'fail');
  assert.equal(key('aws_elb.mapped["rsa"]'), 'pass');
  assert.equal(key('aws_elb.chained["bad"]'), 'fail');
  assert.equal(key('aws_elb.chained["good"]'), 'pass');
  assert.equal(key('aws_elb.either'), 'open');
  assert.equal(key('aws_elb.from-given'), 'open');
  assert.equal(key('aws_elb.open'), 'open');
  const text = findings.find(({ address, outcome }) => address === 'aws_elb.text' && outcome === 'fail');
  assert.equal(text?.policyId, 'certificate-source');
});

test('a sensitive default is weighed, and never shown', async ({ folder }) => {
  const { findings, listeners } = await check({ inputs: [join(folder, 'stacks')], now });
  const [listener] = listeners.filter(({ facts }) => facts.address === 'aws_elb.from-secret');
  const arn = listener?.facts.certificate.arn;
  assert.equal(arn?.kind === 'known' && arn.sensitive, true);
  const failed = findings.find((finding) => finding.address === 'aws_elb.from-secret' && finding.outcome === 'fail');
  assert.equal(failed?.policyId, 'acm-same-region');
  assert.equal(
    property(JSON.parse(JSON.stringify(failed)), 'message')
      ?.toString()
      .includes('5d1c2c52'),
    false,
  );
});

test.run();
