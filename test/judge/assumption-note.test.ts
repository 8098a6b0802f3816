import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assumptionNote } from '../../src/judge/assumption-note.js';
import type { Finding } from '../../src/model/finding.js';

const finding = (outcome: Finding['outcome'], assuming: string | null) => ({ outcome, assuming }) as Finding;

test('nothing is said where no verdict assumes anything', () => {
  assert.equal(assumptionNote([finding('pass', null), finding('open', 'local.a yields an ARN')]), []);
});

test('verdicts are counted, passes too, and the first assumption is told with the way to prove it', () => {
  assert.equal(assumptionNote([finding('pass', 'local.a yields an ARN')]), [
    'what 1 verdict assumes: that local.a yields an ARN; give --root DIR, or check the plan file',
  ]);
  assert.equal(assumptionNote(['a', 'a', 'b'].map((name) => finding('fail', `local.${name} yields an ARN`))), [
    'what 3 verdicts assume: that local.a yields an ARN (and 1 more); give --root DIR, or check the plan file',
  ]);
});

test.run();
