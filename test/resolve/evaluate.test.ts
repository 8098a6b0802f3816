import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseModulePath } from '../../src/model/address.js';
import type { Expression, Plan } from '../../src/model/plan.js';
import { evaluate } from '../../src/resolve/evaluate.js';
import { indexPlan } from '../../src/resolve/plan-index.js';
import { moduleScope } from '../../src/resolve/scope.js';
import { planOf, refs } from './plan.js';

/** The value of an expression of a module; undefined where it is not known. */
function evaluated(plan: Plan, expression: Expression, module = '') {
  const scope = moduleScope(plan, parseModulePath(module) ?? []);
  return scope && evaluate(indexPlan(plan), expression, scope)?.value;
}

const plan = planOf({
  variables: { region: 'eu-west-1', map: { a: ['x'] }, nothing: null },
  resources: {
    'aws_x.one': { values: { name: 'n', list: [{ id: 'i' }] }, unknown: { arn: true } },
    'aws_x.many[0]': { values: { name: 'zero' } },
    'aws_x.many[1]': { values: { name: 'one' } },
    'data.aws_region.here': { values: { name: 'us-east-1' } },
    'module.m["a"].aws_x.one': { values: { name: 'inner' } },
  },
  calls: {
    m: {
      inputs: { region: 'eu-west-1', map: refs('var.map'), made: { a: 'made' } },
      defaults: { own: 'default', region: 'not taken' },
      outputs: {
        name: refs('aws_x.one.name'),
        region: refs('var.region'),
        constant: { a: 'c' },
        merged: refs('var.map'),
      },
      locals: { l: refs('var.region') },
    },
  },
});

test('a constant is its own value', () => {
  assert.is(evaluated(plan, { constant: 'x', references: [] }), 'x');
  assert.is(evaluated(plan, refs()), undefined);
});

test('one reference is the value of what it names', () => {
  assert.is(evaluated(plan, refs('var.map.a[0]')), 'x');
  assert.is(evaluated(plan, refs('aws_x.one.name', 'aws_x.one')), 'n');
  assert.is(evaluated(plan, refs('aws_x.one.list[0].id')), 'i');
  assert.is(evaluated(plan, refs('aws_x.many[1].name')), 'one');
  assert.is(evaluated(plan, refs('data.aws_region.here.name')), 'us-east-1');
});

test('what is not there, not known, or not one, has no value', () => {
  for (const text of ['var.lost', 'var.map.b', 'local.l', 'aws_x.one', 'aws_x.one.arn', 'aws_x.many', 'each.value']) {
    assert.is(evaluated(plan, refs(text)), undefined, text);
  }
  for (const text of ['aws_x.many.name', 'aws_x.many[7].name', 'aws_x.one[0].name', 'module.lost.x', 'module.m.lost']) {
    assert.is(evaluated(plan, refs(text)), undefined, text);
  }
});

test('a variable of the root module alone may stand in a condition, and has no value', () => {
  assert.is(evaluated(plan, refs('var.region')), undefined);
});

test('two references, or one twice, may be a condition, and have no value', () => {
  assert.is(evaluated(plan, refs('var.region', 'var.map')), undefined);
  assert.is(evaluated(plan, refs('var.region', 'var.region')), undefined);
});

test('a value is followed into and out of modules', () => {
  const inner = 'module.m["a"]';
  assert.is(evaluated(plan, refs('var.region'), inner), 'eu-west-1');
  assert.is(evaluated(plan, refs('var.own'), inner), 'default');
  assert.is(evaluated(plan, refs('local.l'), inner), 'eu-west-1');
  assert.is(evaluated(plan, refs('module.m["a"].name')), 'inner');
  assert.is(evaluated(plan, refs('module.m["a"].region')), 'eu-west-1');
});

test('a part is taken of a constant, not of what may have been merged', () => {
  const inner = 'module.m["a"]';
  assert.is(evaluated(plan, refs('var.made.a'), inner), 'made');
  assert.is(evaluated(plan, refs('var.map.a[0]'), inner), undefined);
  assert.is(evaluated(plan, refs('module.m["a"].constant.a')), 'c');
  assert.is(evaluated(plan, refs('module.m["a"].merged.a')), undefined);
});

test('a value is as sensitive as what it was taken from', () => {
  const secret = planOf({
    variables: { secret: { kind: 'known', value: { a: 'x' }, sensitive: true } },
    resources: { 'aws_x.c': { values: { name: 'n' }, sensitive: { name: true } } },
  });
  const scope = moduleScope(secret, []);
  for (const expression of [refs('var.secret.a'), refs('aws_x.c.name')]) {
    assert.is(scope && evaluate(indexPlan(secret), expression, scope)?.sensitive, true);
  }
});

test('locals that lead round in a circle have no value', () => {
  const circle = planOf({ locals: { a: refs('local.b'), b: refs('local.a') } });
  assert.is(evaluated(circle, refs('local.a')), undefined);
});

test.run();
