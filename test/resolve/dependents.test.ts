import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dependents } from '../../src/resolve/dependents.js';
import { at, planOf, refs } from './plan.js';

const inModule = {
  'aws_x.web': {},
  'aws_x.by_instance': { args: { name: refs('aws_x.web["a"].name', 'aws_x.web["a"]') } },
  'aws_x.by_block': { args: { rule: [{ target: { references: ['aws_x.web.arn'] } }] } },
  'aws_x.by_for_each': { forEach: refs('aws_x.web.zones') },
  'data.aws_x.lookup': { args: { name: refs('aws_x.by_block.name') } },
  'aws_x.behind_lookup': { args: { name: refs('data.aws_x.lookup.name') } },
  'aws_x.other': { args: { name: refs('aws_x.web_two.name', 'aws_x.lookup.name') } },
  'aws_x.before': { args: { name: 'web' } },
};

const plan = planOf({
  resources: { 'aws_x.web': {}, 'module.inner.aws_x.web': {}, 'module.lost.aws_x.web': {} },
  blocks: inModule,
  calls: { inner: { blocks: { 'aws_x.web': {}, 'aws_x.user': { args: { name: refs('aws_x.web.name') } } } } },
});

const after = (address: string) => [...dependents(plan, at(plan, address))].sort();

test('a block depends on a resource that it refers to in any part, also through others', () => {
  const expected = ['aws_x.behind_lookup', 'aws_x.by_block', 'aws_x.by_for_each', 'aws_x.by_instance', 'aws_x.web'];
  assert.equal(after('aws_x.web'), [...expected, 'data.aws_x.lookup']);
});

test('the blocks of a module are told apart from those of another with the same names', () => {
  assert.equal(after('module.inner.aws_x.web'), ['aws_x.user', 'aws_x.web']);
});

test('where the plan does not show the module, only the resource itself is told', () => {
  assert.equal(after('module.lost.aws_x.web'), ['aws_x.web']);
});

test.run();
