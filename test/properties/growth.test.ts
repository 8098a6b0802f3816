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

function costOf(count: number, idiom: ForEachIdiom) {
  return costOfPlan(forEachPlan(count, idiom), count);
}

/** How often a check looks at a resource, and how long its report is. */
function costOfPlan(plan: object, count: number): { readonly reads: number; readonly length: number } {
  const bytes = Buffer.from(JSON.stringify(plan));
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

test('four times the load balancers, each with its attached policy, cost less than five times as much', () => {
  const readsOf = (count: number) => {
    const resources = Array.from({ length: count }, (_, at) => [
      resource('aws_elb', at, { name: `lb-${at}`, listener: [LISTENER] }),
      resource('aws_load_balancer_listener_policy', at, { ...named(at), load_balancer_port: 443, policy_names: ['x'] }),
      resource('aws_load_balancer_policy', at, { ...named(at), policy_name: 'x' }),
    ]);
    return costOfPlan({ format_version: '1.2', resource_changes: resources.flat() }, count).reads;
  };
  const [few, many] = [readsOf(50), readsOf(200)];
  assert.ok(many < 5 * few, `${many} reads, ${few} of a quarter`);
});

const named = (at: number) => ({ load_balancer_name: `lb-${at}` });
const LISTENER = {
  ...{ instance_port: 80, instance_protocol: 'http', lb_port: 443, lb_protocol: 'https' },
  ssl_certificate_id: 'arn:aws:acm:eu-west-1:123456789012:certificate/a',
};

function resource(type: string, index: number, after: object) {
  const change = { actions: ['create'], before: null, after: { region: 'eu-west-1', ...after }, after_unknown: {} };
  return { address: `${type}.x[${index}]`, mode: 'managed', type, name: 'x', index, change };
}

test.run();
