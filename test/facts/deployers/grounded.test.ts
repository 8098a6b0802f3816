import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groundedDeployers } from '../../../src/facts/deployers/grounded.js';
import type { ReportedListener } from '../../../src/model/report.js';
import { known, unknown } from '../../../src/model/value.js';
import { deployer, listener } from '../../report/build.js';

const USES_ACM = deployer().facts;
const MAY_USE_ACM = deployer({ usesAcm: unknown('local.arn') }).facts;
const { input, facts } = listener();
const plain = listener({ secure: known(false) }).facts;

/** A deployer uses ACM where the secure listener is deployed, and may use it elsewhere. */
const collect = (listeners: readonly ReportedListener[]) => {
  return listeners.some((one) => one.facts === facts) ? [USES_ACM] : [MAY_USE_ACM];
};
const grounded = (one: ReportedListener, folder?: string) =>
  groundedDeployers(collect([one]), [one], folder, collect)[0];

test('a deployer of listeners that are known for sure rests on the plan alone', () => {
  assert.equal(grounded({ input, facts }), { facts: USES_ACM });
});

test('a deployer is also found without what is assumed of its listeners', () => {
  const found = grounded({ input, facts, assumption: { says: 'local.arn', without: plain } });
  assert.equal(found, { facts: USES_ACM, assumption: { says: 'local.arn', without: MAY_USE_ACM } });
});

test('a deployer is also found without the source that tells of its listeners', () => {
  const found = grounded({ input, facts, source: { says: 'infra', without: { facts: plain } } });
  const told = { ...USES_ACM, fromSource: 'infra' };
  assert.equal(found, { facts: told, source: { says: 'infra', without: { facts: MAY_USE_ACM } } });
});

test('a deployer that the plan alone tells, too, is not told by the source', () => {
  const found = grounded({ input, facts }, 'infra');
  assert.is(found?.facts.fromSource, null);
  assert.equal(found?.source, { says: 'infra', without: { facts: USES_ACM } });
});

test('a deployer that the plan alone does not show has none to compare with', () => {
  const found = groundedDeployers([USES_ACM], [{ input, facts }], 'infra', () => []);
  assert.equal(found[0]?.source, { says: 'infra', without: undefined });
  assert.is(found[0]?.facts.fromSource, 'infra');
});

test.run();
