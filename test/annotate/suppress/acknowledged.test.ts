import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { applyAcknowledgements } from '../../../src/annotate/suppress/acknowledged.js';
import type { Finding } from '../../../src/model/finding.js';
import type { Acknowledgement, Plan } from '../../../src/model/plan.js';
import { readTerraformJson } from '../../../src/read/terraform-json/index.js';
import { finding } from '../../report/build.js';

const ACKNOWLEDGED: Acknowledgement = {
  constructPath: 'app/web',
  policyId: 'acm-key-algorithm',
  reason: 'moves in March',
};

const PLAN: Plan = { ...readTerraformJson('plan.json', {}, { wanted: () => true }), acknowledgements: [ACKNOWLEDGED] };

function suppressed(more: Partial<Finding>): Finding['waiver'] | undefined {
  return applyAcknowledgements([finding({ constructPath: 'app/web', ...more })], [PLAN])[0]?.waiver;
}

const EXPECTED = { reason: 'moves in March', source: 'app/web' };

test('an acknowledgement suppresses what its construct, and what is below it, breaks', () => {
  assert.equal(suppressed({}), EXPECTED);
  assert.equal(suppressed({ constructPath: 'app/web/elb' }), EXPECTED);
  assert.equal(suppressed({ outcome: 'open' }), EXPECTED);
});

test('it suppresses no other construct, policy or input, and nothing that passes', () => {
  for (const constructPath of ['app', 'app/website', 'other/app/web', null]) {
    assert.is(suppressed({ constructPath }), null, String(constructPath));
  }
  assert.is(suppressed({ policyId: 'acm-same-region' }), null);
  assert.is(suppressed({ input: 'other.json' }), null);
  assert.is(suppressed({ outcome: 'pass' }), null);
});

test('what is waived already stays so', () => {
  const waiver = { reason: 'first', source: '.elbcert.yaml:3' };
  assert.equal(suppressed({ waiver }), waiver);
});

test.run();
