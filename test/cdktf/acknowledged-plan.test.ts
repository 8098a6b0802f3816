import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { objectOf } from '../../src/model/json.js';
import { check } from '../../src/pipeline.js';

const FIXTURE = join(import.meta.dirname, '../fixtures/cdktf/refused');
const now = new Date('2026-11-24T00:00:00Z');

const test = suite<{ folder: string }>('the plan of a stack', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** The errors in the plan of a stack, given with the folder of the stack or without. */
async function errors(folder: string, more: object, roots: readonly string[] = [folder]) {
  const stack = objectOf(JSON.parse(readFileSync(join(FIXTURE, 'cdk.tf.json'), 'utf8')));
  const comment = { ...objectOf(stack['//']), ...more };
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ ...stack, '//': comment }));
  const { findings, summary } = await check({ inputs: [join(FIXTURE, 'plan.json')], roots, now });
  const failed = findings.filter(({ outcome, level, waiver }) => outcome === 'fail' && level === 'error' && !waiver);
  return { waived: summary.waived, failed: failed.map(({ policyId, constructPath }) => [policyId, constructPath]) };
}

const acknowledged = {
  elbcert: {
    acknowledged: [{ constructPath: 'refused/web', policyId: 'acm-key-algorithm', reason: 'replaced in May' }],
  },
};

test('the plan of a stack has the constructs of the stack, and what its author accepted, where its folder is given', async ({
  folder,
}) => {
  const all = [
    ['acm-key-algorithm', 'refused/web'],
    ['acm-same-region', 'refused/web'],
    ['certificate-required', 'refused/web'],
  ];
  const plain = await errors(folder, {});
  assert.deepEqual({ ...plain, failed: plain.failed.toSorted() }, { waived: 0, failed: all });
  const accepted = await errors(folder, acknowledged);
  assert.deepEqual({ ...accepted, failed: accepted.failed.toSorted() }, { waived: 1, failed: all.slice(1) });
});

test('the plan of a stack has neither without its folder', async ({ folder }) => {
  const { waived, failed } = await errors(folder, acknowledged, []);
  assert.equal(waived, 0);
  assert.deepEqual(
    failed.map(([, construct]) => construct),
    [null, null, null],
  );
});

test.run();
