import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseModulePath } from '../../src/model/address.js';
import type { Expression, Plan } from '../../src/model/plan.js';
import type { Origin } from '../../src/resolve/origin.js';
import { indexPlan } from '../../src/resolve/plan-index.js';
import { moduleScope } from '../../src/resolve/scope.js';
import { tracesOf } from '../../src/resolve/trace.js';
import { planOf, refs, shown } from './plan.js';

/** Where an expression of a module comes from. */
function trace(plan: Plan, expression: Expression, module = '', key?: string | number): readonly Origin[] {
  const scope = moduleScope(plan, parseModulePath(module) ?? []);
  assert.ok(scope !== undefined);
  return tracesOf(indexPlan(plan))().expression(expression, { ...scope, key }, []);
}

/** A certificate whose ARN is known after apply. */
const made = { unknown: { arn: true, id: true } };

test('a constant is known, and a call without references yields nothing that is not known yet', () => {
  const plan = planOf({});
  const constant: Expression = { constant: 'x', references: [] };
  assert.equal(trace(plan, constant), [{ kind: 'known', value: 'x', sensitive: false, via: [] }]);
  assert.equal(trace(plan, refs()), []);
});

test('a variable of the root module is in the plan, with what is at the path in it', () => {
  const variables = { a: { b: ['x', 'y'] }, secret: { kind: 'known', value: 'z', sensitive: true } } as const;
  const plan = planOf({ variables });
  assert.equal(shown(trace(plan, refs('var.a.b[1]'))), ['"y"']);
  assert.equal(shown(trace(plan, refs('var.a.none'))), ['null']);
  assert.equal(trace(plan, refs('var.secret')), [{ kind: 'known', value: 'z', sensitive: true, via: [] }]);
  assert.equal(shown(trace(plan, refs('var.lost'))), ['? var.lost: its value is not in the plan']);
});

test('a variable is followed out of several modules, and its default is what no call sets', () => {
  const plan = planOf({
    resources: { 'aws_acm_certificate.c': made },
    calls: {
      outer: {
        inputs: { arn: refs('aws_acm_certificate.c.arn') },
        calls: { inner: { inputs: { passed: refs('var.arn') }, defaults: { passed: 'default', own: 'default' } } },
      },
    },
  });
  const [origin] = trace(plan, refs('var.passed'), 'module.outer.module.inner');
  assert.equal(shown(origin ? [origin] : []), ['aws_acm_certificate.c.arn']);
  assert.equal(shown(trace(plan, refs('var.own'), 'module.outer.module.inner')), ['"default"']);
});

test('locals are a dead end of their module in plan JSON, and expressions where the input has them', () => {
  const plan = planOf({ calls: { web: {} } });
  assert.equal(trace(plan, refs('local.arn'), 'module.web["a"]'), [
    {
      kind: 'deadEnd',
      reason: 'local.arn: locals are not in plan JSON',
      module: [{ name: 'web', key: 'a' }],
      via: [],
    },
  ]);
  const whole = planOf({ locals: { a: refs('local.b'), b: 'x', c: refs('local.d'), d: refs('local.c') } });
  assert.equal(shown(trace(whole, refs('local.a'))), ['"x"']);
  assert.equal(shown(trace(whole, refs('local.c'))), []);
  assert.equal(trace(whole, refs('local.lost')), [
    { kind: 'deadEnd', reason: 'local.lost: there is none', module: undefined, via: [] },
  ]);
});

const twoInstances = planOf({
  resources: {
    'module.cert["a"].aws_acm_certificate.c': made,
    'module.cert["b"].aws_acm_certificate.c': made,
    'module.cert["gone"].aws_acm_certificate.c': { ...made, action: 'delete' },
  },
  calls: {
    cert: {
      forEach: refs('var.names'),
      outputs: { arn: refs('aws_acm_certificate.c.arn'), name: 'x' },
      blocks: { 'aws_acm_certificate.c': {} },
    },
  },
});

test('an output is followed into the module instance that the reference names, or into all of them', () => {
  const [origin, ...others] = trace(twoInstances, refs('module.cert["b"].arn'));
  assert.equal(shown(origin ? [origin] : []), ['module.cert["b"].aws_acm_certificate.c.arn']);
  assert.equal(origin?.via, ['module.cert["b"].arn', 'module.cert["b"].aws_acm_certificate.c']);
  assert.is(others.length, 0);
  assert.equal(shown(trace(twoInstances, refs('module.cert'))), [
    'module.cert["a"].aws_acm_certificate.c.arn',
    '"x"',
    'module.cert["b"].aws_acm_certificate.c.arn',
    '"x"',
  ]);
});

test('an output that is not there is a dead end', () => {
  assert.equal(shown(trace(twoInstances, refs('module.cert["a"].lost'))), [
    '? module.cert["a"].lost: the module has no such output',
  ]);
  assert.equal(shown(trace(twoInstances, refs('module.lost.arn'))), [
    '? module.lost.arn: the module is not in the plan',
  ]);
});

/** What `each.value` of a block leads to, as its `for_each` has it. */
function eachValue(plan: Plan, forEach: Expression | undefined, reference = 'each.value.arn'): readonly string[] {
  const scope = moduleScope(plan, []);
  assert.ok(scope !== undefined);
  return shown(tracesOf(indexPlan(plan))().expression(refs(reference), { ...scope, forEach, key: 'a' }, []));
}

test('each.value is a part of every instance that for_each holds', () => {
  const plan = planOf({
    resources: { 'aws_acm_certificate.c["a"]': made, 'aws_acm_certificate.c["b"]': made },
    variables: { arns: { a: 'x' } },
  });
  assert.equal(eachValue(plan, refs('aws_acm_certificate.c')), [
    'aws_acm_certificate.c["a"].arn',
    'aws_acm_certificate.c["b"].arn',
  ]);
  assert.equal(eachValue(plan, refs('var.arns')), ['{"a":"x"}']);
  assert.equal(eachValue(twoInstances, refs('module.cert'), 'each.value.name'), ['"x"', '"x"']);
});

test('each.value is a dead end where the plan does not record what for_each holds', () => {
  const plan = planOf({});
  assert.equal(eachValue(plan, undefined), []);
  assert.equal(eachValue(plan, refs()), []);
});

test('each.value is followed through the for_each of several modules', () => {
  const plan = planOf({
    resources: { 'aws_acm_certificate.c["x"]': made, 'aws_acm_certificate.c["y"]': made },
    calls: {
      outer: {
        forEach: refs('aws_acm_certificate.c'),
        inputs: { certificate: refs('each.value') },
        calls: { inner: { forEach: refs('var.certificate'), inputs: { arn: refs('each.value') } } },
      },
    },
  });
  const [origin] = trace(plan, refs('var.arn'), 'module.outer["x"].module.inner["k"]');
  assert.is(origin?.kind === 'attribute' && origin.resource?.address, 'aws_acm_certificate.c["x"]');
});

test('what only a run of Terraform has is no origin beside other references', () => {
  const names = ['each.key', 'count.index', 'path.module', 'terraform.workspace', 'self.id', '[0]', 'aws_x'];
  for (const name of names) assert.equal(shown(trace(planOf({}), refs(name))), [], name);
});

test('references that lead round in a circle end', () => {
  const plan = planOf({
    calls: { a: { inputs: { in: refs('module.b.out') }, outputs: { out: refs('var.in') } } },
  });
  const circle = planOf({
    calls: {
      a: { inputs: { in: refs('module.b.out') }, outputs: { out: refs('var.in') } },
      b: { inputs: { in: refs('module.a.out') }, outputs: { out: refs('var.in') } },
    },
  });
  assert.equal(shown(trace(circle, refs('module.a.out'))), []);
  assert.equal(shown(trace(plan, refs('module.a.out'))), ['? module.b.out: the module is not in the plan']);
});

/** `example.n0` takes its value from `example.n1`, and so on. */
function chain(length: number): Plan {
  const blocks = Array.from({ length }, (_, n) => [`example.n${n}`, { args: { arn: refs(`example.n${n + 1}.arn`) } }]);
  return planOf({ blocks: Object.fromEntries(blocks), more: { holds: () => false } });
}

test('references that lead on for ever are given up, not followed until the stack ends', () => {
  assert.equal(shown(trace(chain(10_000), refs('example.n0.arn'))), ['? too many references to follow']);
  assert.equal(shown(trace(chain(300), refs('example.n0.arn'))), ['(no example).arn']);
});

test('more references than any configuration has are given up', () => {
  const many = Array.from({ length: 20_001 }, (_, at) => `var.v${at}`);
  const origins = shown(trace(planOf({}), refs(...many)));
  assert.is(origins.at(-2), '? var.v19999: its value is not in the plan');
  assert.is(origins.at(-1), '? too many references to follow');
});

test.run();
