import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { interestIn } from '../../src/facts/index.js';
import { loadPolicies } from '../../src/judge/index.js';
import { portOf } from '../../src/model/report.js';
import { checkPlans } from '../../src/pipeline.js';
import { readBytes } from '../../src/read/index.js';
import { type Rearrangement, rearranged, rearrangedAddress } from './rearranged-plan.js';

const PLANS = ['mixed', 'cloudfront-habit'].map((name) => {
  return JSON.parse(readFileSync(new URL(`../../examples/plan-json/${name}/plan.json`, import.meta.url), 'utf8'));
});
const policies = loadPolicies({ policyPaths: [], disable: [] });

const key = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  fc.constantFrom('a.b', 'x"y', 'q]', '[0]', 'module.z', '\\', '$'.concat('{v}')),
);
const how: fc.Arbitrary<Rearrangement> = fc.record({
  seed: fc.integer(),
  modules: fc.array(
    fc.record({
      name: fc.stringMatching(/^[a-z][a-z_-]{0,5}$/),
      key: fc.oneof(fc.constant(undefined), fc.nat(3), key),
    }),
    { maxLength: 5 },
  ),
  key: fc.option(key, { nil: undefined }),
});

/** Every listener and what each policy says of it, one line each, without what names it. */
function verdicts(plan: unknown): readonly { readonly address: string; readonly verdict: string }[] {
  const plans = readBytes('plan.json', Buffer.from(JSON.stringify(plan)), {
    ...interestIn(),
    onDemand: undefined,
  });
  const report = checkPlans(plans, policies, { now: new Date('2026-11-24T00:00:00Z') });
  return report.listeners.map(({ facts }) => {
    const port = portOf(facts);
    const findings = report.findings.filter((finding) => finding.address === facts.address && finding.port === port);
    const told = findings.map((finding) => `${finding.policyId} ${finding.outcome}`).sort();
    return { address: facts.address, verdict: `${port} ${told.join(', ')}` };
  });
}

const byAddress = (list: readonly { address: string; verdict: string }[]) =>
  list.map(({ address, verdict }) => `${address} ${verdict}`).sort();

test('every listener is reported once with the same verdicts, however the plan is sorted, nested and named', () => {
  for (const plan of PLANS) {
    const original = verdicts(plan);
    const count = original.length;
    assert.ok(count > 0);
    fc.assert(
      fc.property(how, (change) => {
        const found = verdicts(rearranged(plan, change));
        const expected = original.map(({ address, verdict }) => ({
          address: rearrangedAddress(address, change),
          verdict,
        }));
        assert.equal(byAddress(found), byAddress(expected));
      }),
      { numRuns: 150 },
    );
  }
});

test.run();
