import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plan } from '../../src/model/plan.js';
import type { Origin } from '../../src/resolve/origin.js';
import { indexPlan } from '../../src/resolve/plan-index.js';
import { moduleScope } from '../../src/resolve/scope.js';
import { tracesOf } from '../../src/resolve/trace.js';
import { planOf, refs, shown } from './plan.js';

/** Where a reference in the root module leads. */
function trace(plan: Plan, reference: string): readonly Origin[] {
  const scope = moduleScope(plan, []);
  assert.ok(scope !== undefined);
  return tracesOf(indexPlan(plan))().expression(refs(reference), scope, []);
}

const made = { unknown: { arn: true } };

const instances = planOf({
  resources: {
    'aws_x.c["a"]': made,
    'aws_x.c["b"]': made,
    'aws_x.c["old"]': { ...made, action: 'delete' },
    'aws_x.all': made,
    'data.aws_x.c': { values: { arn: 'found' } },
    'module.m.aws_x.c["a"]': made,
  },
});

test('a reference with a key means that instance, and one without means all', () => {
  assert.equal(shown(trace(instances, 'aws_x.c["b"].arn')), ['aws_x.c["b"].arn']);
  assert.equal(shown(trace(instances, 'aws_x.c')), ['aws_x.c["a"].*', 'aws_x.c["b"].*']);
});

test('an instance whose key is not known stands for every key', () => {
  assert.equal(shown(trace(instances, 'aws_x.all["a"].arn')), ['aws_x.all.arn']);
});

test('a data source is not the resource of the same name', () => {
  assert.equal(shown(trace(instances, 'data.aws_x.c.arn')), ['"found"']);
});

test('the way to an origin names each resource', () => {
  const plan = planOf({
    resources: { 'aws_x.first': made, 'aws_x.second': made },
    blocks: { 'aws_x.first': { args: { arn: refs('aws_x.second.arn') } }, 'aws_x.second': {} },
  });
  const [origin] = trace(plan, 'aws_x.first.arn');
  assert.equal(origin?.via, ['aws_x.first', 'aws_x.second']);
});

test('an attribute is its known value, as sensitive as the plan marks it', () => {
  const sensitive = { key: true };
  const plan = planOf({ resources: { 'aws_x.c': { values: { key: 'k', list: [{ id: 'i' }] }, sensitive } } });
  assert.equal(trace(plan, 'aws_x.c.key'), [{ kind: 'known', value: 'k', sensitive: true, via: ['aws_x.c'] }]);
  assert.equal(shown(trace(plan, 'aws_x.c.list[0].id')), ['"i"']);
});

test('an attribute that is null in the plan has no origin; in a configuration its provider decides it', () => {
  const plan = (action: 'create' | 'declared') => planOf({ resources: { 'aws_x.c': { values: {}, action } } });
  assert.equal(shown(trace(plan('create'), 'aws_x.c.name')), []);
  assert.equal(shown(trace(plan('declared'), 'aws_x.c.name')), ['aws_x.c.name']);
});

test('an unknown attribute is what its argument refers to, and its provider decides it where it has none', () => {
  const plan = planOf({
    resources: { 'aws_x.c': { unknown: { name: true, arn: true } } },
    blocks: { 'aws_x.c': { args: { name: refs('var.name') } } },
    variables: { name: 'n' },
  });
  assert.equal(shown(trace(plan, 'aws_x.c.name')), ['"n"']);
  assert.equal(shown(trace(plan, 'aws_x.c.arn')), ['aws_x.c.arn']);
});

test("an argument is followed in the scope of the instance's own block", () => {
  const plan = planOf({
    resources: { 'aws_x.c["a"]': { unknown: { name: true } }, 'aws_y.d["a"]': made, 'aws_y.d["b"]': made },
    blocks: { 'aws_x.c': { args: { name: refs('each.value.arn') }, forEach: refs('aws_y.d') } },
  });
  assert.equal(shown(trace(plan, 'aws_x.c["a"].name')), ['aws_y.d["a"].arn', 'aws_y.d["b"].arn']);
});

test('terraform_data mirrors its input in its output', () => {
  const blocks = { 'terraform_data.t': { args: { input: refs('var.a'), output: 'no' } } };
  const plan = planOf({
    resources: { 'terraform_data.t': { unknown: { output: true } } },
    blocks,
    variables: { a: 1 },
  });
  assert.equal(shown(trace(plan, 'terraform_data.t.output')), ['1']);
});

/** A resource type that the reader left out: only its block is there. */
const notHeld = planOf({
  blocks: { 'aws_x.c': { args: { name: refs('each.value') }, forEach: refs('var.names') } },
  variables: { names: { a: 'n' } },
  more: { holds: (_, type) => type !== 'aws_x' },
});

test('an instance that the input does not hold is what its block says, or an attribute of its type', () => {
  assert.equal(shown(trace(notHeld, 'aws_x.c["a"].name')), ['{"a":"n"}']);
  const [origin] = trace(notHeld, 'aws_x.c["a"].arn');
  assert.equal(shown(origin ? [origin] : []), ['(no aws_x).arn']);
  assert.equal(origin?.via, ['aws_x.c["a"]']);
});

test('a resource of a type that is held, but has no instance, has no origin', () => {
  assert.equal(trace(notHeld, 'aws_y.none.arn'), []);
});

const certificates = planOf({
  resources: { 'aws_x.c': made },
  outputs: { arn: refs('aws_x.c.arn') },
  more: { path: 'certificates.json' },
});

test('a remote state leads to the output of the other input, and to nothing below it', () => {
  const plan = planOf({ more: { remoteStates: new Map([['certs', certificates]]) } });
  const [origin] = trace(plan, 'data.terraform_remote_state.certs.outputs.arn');
  assert.ok(origin?.kind === 'attribute' && origin.plan === certificates);
  assert.equal(origin.via, ['data.terraform_remote_state.certs', 'aws_x.c']);
  assert.equal(shown(trace(plan, 'data.terraform_remote_state.certs.outputs["arn"]')), ['aws_x.c.arn']);
  for (const part of ['outputs.other', 'backend', 'outputs', 'outputs.arn.part']) {
    assert.equal(
      shown(trace(plan, `data.terraform_remote_state.certs.${part}`)),
      ['? data.terraform_remote_state.certs: certificates.json has no such output'],
      part,
    );
  }
});

test('remote states that lead round in a circle end', () => {
  const states = new Map<string, Plan>();
  const plan = planOf({
    outputs: { arn: refs('data.terraform_remote_state.self.outputs.arn') },
    more: { remoteStates: states },
  });
  states.set('self', plan);
  assert.equal(shown(trace(plan, 'data.terraform_remote_state.self.outputs.arn')), [
    '? data.terraform_remote_state.self: plan.json has no such output',
  ]);
});

test.run();
