import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { interestIn } from '../../src/facts/index.js';
import { loadPolicies } from '../../src/judge/index.js';
import type { Resource } from '../../src/model/plan.js';
import { checkPlans } from '../../src/pipeline.js';
import { readBytes } from '../../src/read/index.js';
import json from '../../src/report/json.js';
import { type ForEachIdiom, forEachPlan } from './for-each-plan.js';

const policies = loadPolicies({ policyPaths: [], disable: [] });
const now = new Date('2026-11-24T00:00:00Z');

/** How often a check looks at a resource, and how long its report is. */
function costOf(count: number, idiom: ForEachIdiom): { readonly reads: number; readonly length: number } {
  const bytes = Buffer.from(JSON.stringify(forEachPlan(count, idiom)));
  const plans = readBytes('plan.json', bytes, { ...interestIn(), onDemand: undefined });
  let reads = 0;
  const counted = (resource: Resource): Resource =>
    new Proxy(resource, {
      get(target, name, receiver) {
        reads += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  const watched = plans.map((plan) => ({ ...plan, resources: plan.resources.map(counted) }));
  const report = checkPlans(watched, policies, { now });
  assert.is(report.listeners.length, count);
  return { reads, length: json.render(report).length };
}

for (const idiom of ['certificate', 'validation', 'local', 'replaced'] as const) {
  test(`four times the listeners under for_each cost less than five times as much (${idiom})`, () => {
    const [few, many] = [costOf(100, idiom), costOf(400, idiom)];
    assert.ok(few.reads > 1000);
    assert.ok(many.reads < 5 * few.reads, `${many.reads} reads, ${few.reads} of a quarter`);
    assert.ok(many.length < 5 * few.length, `${many.length} characters, ${few.length} of a quarter`);
  });
}

test.run();
