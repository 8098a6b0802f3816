import * as assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects } from 'cdktf';
import { suite } from 'uvu';
import { ClassicElbCertificates } from '../../src/cdktf/index.js';
import type { Finding } from '../../src/model/finding.js';
import { objectOf } from '../../src/model/json.js';
import { check } from '../../src/pipeline.js';
import { parityStacks } from './stacks/parity.js';

/** Stacks as they were synthesised, each with the plan that Terraform made of it, but for planned_values: nobody reads those. */
const FIXTURES = join(import.meta.dirname, '../fixtures/cdktf-ways');
const now = new Date('2026-11-24T00:00:00Z');

const LOCAL = 'plan JSON does not show locals, and another certificate of the stack may be behind one';
const FUNCTION = 'plan JSON does not show functions, and this one has two certificates as arguments';

/** The ways in which only the stack decides, and why. Each may go; none may come. */
const OPEN_IN_PLANS: Readonly<Record<string, string>> = {
  concat: FUNCTION,
  conditional: 'plan JSON does not show conditions, and this one has two certificates',
  dynamic: 'plan JSON does not show the content of a dynamic block',
  element: FUNCTION,
  local: LOCAL,
  'local-map': LOCAL,
  'local-of-local': LOCAL,
  lookup: FUNCTION,
  'merge-of-maps': FUNCTION,
};

interface Context {
  folder: string;
  /** The findings on each stack, by its id. */
  stacks: ReadonlyMap<string, readonly Finding[]>;
  /** What the aspect said of each stack. */
  annotations: ReadonlyMap<string, readonly string[]>;
}

const test = suite<Context>('a way to name a certificate', { folder: '', stacks: new Map(), annotations: new Map() });

function byStack(findings: readonly Finding[], folder: string): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const [name = ''] = finding.input.slice(finding.input.lastIndexOf(folder) + folder.length + 1).split('/');
    groups.set(name, [...(groups.get(name) ?? []), finding]);
  }
  return groups;
}

test.before(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  const continued = process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'];
  process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'] = 'true';
  try {
    const app = new App({ outdir: context.folder });
    const stacks = parityStacks(app);
    for (const stack of stacks) Aspects.of(stack).add(new ClassicElbCertificates({ now, config: false }));
    app.synth();
    context.annotations = new Map(
      stacks.map((stack) => [
        stack.node.id,
        stack.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data).split('\n')[0] ?? '')),
      ]),
    );
  } finally {
    if (continued === undefined) delete process.env['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS'];
  }
  const { findings } = await check({ inputs: [context.folder], now });
  context.stacks = byStack(findings, 'stacks');
});

test.after(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('there are sixty stacks and more, and each has a listener', ({ stacks, annotations }) => {
  assert.ok(annotations.size >= 60);
  assert.deepEqual([...stacks.keys()].toSorted(), [...annotations.keys()].toSorted());
});

test('the aspect says of each stack what elbcert check says of it', ({ stacks, annotations }) => {
  for (const [name, findings] of stacks) {
    const said = annotations.get(name) ?? [];
    const failed = findings.filter(({ outcome }) => outcome === 'fail');
    const expected = failed.map((finding) => {
      return `${finding.address} listener ${finding.port}: ${finding.message} [${finding.policyId}]`;
    });
    const listeners = said.filter((text) => text.includes(' listener ') && !text.includes(': open: '));
    assert.deepEqual(new Set(listeners.toSorted()), new Set(expected.toSorted()), name);
    const open = new Set(findings.filter(({ outcome }) => outcome === 'open').map(({ address }) => address));
    assert.equal(said.filter((text) => text.includes(': open: ')).length > 0, open.size > 0, name);
  }
});

test('what is wrong with a certificate is found however it is named', ({ stacks }) => {
  const failed = (name: string) =>
    new Set(
      (stacks.get(name) ?? [])
        .filter(({ level, outcome }) => outcome === 'fail' && level === 'error')
        .map(({ policyId }) => policyId),
    );
  for (const name of stacks.keys()) {
    const [, naming = '', kind = ''] = /^(.*)-([a-z]+)$/.exec(name) ?? [];
    // A load balancer with a Region of its own is elsewhere itself.
    const isElsewhere = (kind === 'elsewhere') !== (naming === 'own-region');
    const key = kind === 'elliptic' ? ['acm-key-algorithm'] : [];
    const region = isElsewhere && naming !== 'of-resources' ? ['acm-same-region'] : [];
    assert.deepEqual([...failed(name)].toSorted(), [...key, ...region], name);
  }
});

const names = readdirSync(FIXTURES).toSorted();

test('a plan is of the stack as it is synthesised', ({ folder }) => {
  const declared = (file: string) => {
    const { terraform: _, ...rest } = objectOf(JSON.parse(readFileSync(file, 'utf8')));
    return rest;
  };
  assert.ok(names.length >= 60);
  for (const name of names) {
    const synthesised = join(folder, 'stacks', name, 'cdk.tf.json');
    assert.deepEqual(declared(synthesised), declared(join(FIXTURES, name, 'cdk.tf.json')), name);
  }
});

test('a stack and its plan never say the opposite, and what one of them leaves open is listed', async ({ stacks }) => {
  const { findings } = await check({ inputs: names.map((name) => join(FIXTURES, name, 'plan.json')), now });
  const plans = byStack(findings, 'cdktf-ways');
  const verdicts = (all: readonly Finding[] | undefined) =>
    new Map((all ?? []).map(({ address, port, policyId, outcome }) => [[address, port, policyId].join(' '), outcome]));
  const oneSided = new Set<string>();
  for (const name of names) {
    const [stack, plan] = [verdicts(stacks.get(name)), verdicts(plans.get(name))];
    assert.ok(plan.size > 0, name);
    for (const [key, outcome] of plan) {
      const own = stack.get(key);
      if (own === outcome) continue;
      assert.equal(outcome, 'open', `${name}: ${key}: ${own} in the stack, ${outcome} in the plan`);
      oneSided.add(name.replace(/-[a-z]+$/, ''));
    }
  }
  assert.deepEqual([...oneSided].toSorted(), Object.keys(OPEN_IN_PLANS));
});

test.run();
