import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { applyBaseline, formatBaseline, isTouched, readBaseline } from '../../../src/annotate/suppress/baseline.js';
import type { Action } from '../../../src/model/plan.js';
import { absent, known, unknown } from '../../../src/model/value.js';
import { check } from '../../../src/pipeline.js';
import { certificate, finding, listener, loadBalancer } from '../../report/build.js';
import { CHANGED } from '../locate/fixture.js';

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(() => rmSync(folder, { recursive: true }));

const STACKS = fileURLToPath(new URL('../../fixtures/cdktf/', import.meta.url));
const inputs = [join(CHANGED, 'plan.json')];
const now = new Date('2026-11-24');

test('a baseline accepts known findings until the plan touches the load balancer or its certificate', async () => {
  const file = join(folder, 'baseline.json');
  writeFileSync(file, formatBaseline((await check({ inputs, now })).findings));
  const { findings, summary } = await check({ inputs, now, baseline: file });
  const failing = findings.filter(({ outcome, waiver }) => outcome === 'fail' && waiver === null);
  assert.equal([...new Set(failing.map(({ address }) => address))].sort(), [
    'aws_elb.added',
    'aws_elb.certified',
    'aws_elb.retagged',
  ]);
  const waived = findings.filter(({ waiver }) => waiver !== null);
  assert.equal([...new Set(waived.map(({ address }) => address))], ['aws_elb.kept']);
  assert.is(summary.waived, waived.length);
});

test('a baseline accepts the known findings of a stack, and changed-only judges all of it, since a stack tells of no change', async () => {
  const stack = { inputs: [join(STACKS, 'refused', 'cdk.tf.json')], now };
  const { findings } = await check(stack);
  const file = join(folder, 'baseline.json');
  writeFileSync(file, formatBaseline(findings));
  const judged = await check({ ...stack, baseline: file });
  const counted = judged.findings.filter(({ outcome, waiver }) => outcome !== 'pass' && waiver === null);
  assert.equal(counted, []);
  assert.ok(judged.summary.waived > 0);
  assert.is((await check({ ...stack, changedOnly: true })).findings.length, findings.length);
});

test('changed-only judges what the plan changes, and says how many it left', async () => {
  const { listeners, findings, notes } = await check({ inputs, now, changedOnly: true });
  assert.equal(listeners.map(({ facts }) => facts.address).sort(), [
    'aws_elb.added',
    'aws_elb.certified',
    'aws_elb.retagged',
  ]);
  assert.not(findings.some(({ address }) => address === 'aws_elb.kept'));
  assert.ok(notes.includes('1 listener that the plan does not change (--changed-only)'));
});

test('a listener is touched by what happens to its load balancer or its certificate', () => {
  const touched = (action: Action, certificateAction = certificate().action) =>
    isTouched(
      listener({
        loadBalancer: loadBalancer('aws_elb.web', { action }),
        certificate: certificate({ action: certificateAction }),
      }).facts,
    );
  for (const action of ['create', 'update', 'replace', 'import'] as const) assert.ok(touched(action, absent), action);
  for (const action of ['no-op', 'state'] as const) assert.not(touched(action, absent), action);
  for (const action of ['no-op', 'read', 'state'] as const) assert.not(touched('no-op', known(action)), action);
  for (const action of ['update', 'replace', 'delete'] as const) assert.ok(touched('no-op', known(action)), action);
  assert.ok(touched('no-op', unknown('one of two')));
  assert.ok(touched('no-op', unknown('one of two', { candidates: ['no-op', 'update'] })));
  assert.not(touched('no-op', unknown('one of two', { candidates: ['no-op', 'read'] })));
});

const untouched = { inputs: ['plan.json'], isTouched: () => false };

test('an input may be called something else while there is one', () => {
  const baseline = readText(formatBaseline([finding({ input: 'tfplan' })]));
  assert.ok(applyBaseline([finding()], baseline, untouched).findings[0]?.waiver);
  const several = { ...untouched, inputs: ['plan.json', 'other.json'] };
  assert.is(applyBaseline([finding()], baseline, several).findings[0]?.waiver, null);
});

test('what was open and now fails is another finding', () => {
  const baseline = readText(formatBaseline([finding({ outcome: 'open' })]));
  const { findings, gone } = applyBaseline([finding()], baseline, untouched);
  assert.is(findings[0]?.waiver, null);
  assert.is(gone, 1);
});

test('a baseline holds no message, and the same findings give the same bytes', () => {
  const findings = [finding(), finding({ address: 'aws_elb.api' }), finding({ outcome: 'pass' })];
  const text = formatBaseline(findings);
  assert.is(formatBaseline([...findings].reverse()), text);
  assert.not.match(text, 'RSA_4096');
  assert.is(readText(text).findings.length, 2);
});

test('the reader refuses what is no baseline', () => {
  for (const text of ['', '{', '[]', '{"schemaVersion":2,"findings":[]}', '{"schemaVersion":1,"findings":[{}]}']) {
    assert.throws(() => readText(text), /is no baseline/, text);
  }
  assert.throws(() => readBaseline(join(folder, 'nowhere.json')), /no such file/);
});

function readText(text: string) {
  const file = join(folder, 'text.json');
  writeFileSync(file, text);
  assert.is(readFileSync(file, 'utf8'), text);
  return readBaseline(file);
}

test.run();
