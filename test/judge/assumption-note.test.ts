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
    'that local.a yields an ARN, which 1 verdict assumes; give --root DIR, or check the plan file',
  ]);
  assert.equal(assumptionNote(['a', 'a', 'b'].map((name) => finding('fail', `local.${name} yields an ARN`))), [
    'that local.a yields an ARN (and 1 more), which 3 verdicts assume; give --root DIR, or check the plan file',
  ]);
});

test.run();
