import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseModulePath } from '../../src/model/address.js';
import type { Resource } from '../../src/model/plan.js';
import { indexPlan } from '../../src/resolve/plan-index.js';
import { planOf } from './plan.js';

const plan = planOf({
  resources: {
    'aws_x.a': {},
    'aws_x.b[0]': {},
    'aws_x.b[1]': {},
    'aws_x.b[2]': { action: 'delete' },
    'aws_x.b[3]': { action: 'forget' },
    'data.aws_x.b': { action: 'read' },
    'module.m["k"].aws_x.b': {},
    'module.m["k"].module.n.aws_x.c': {},
    'module.m["l"].aws_x.b': { action: 'delete' },
  },
});

const index = indexPlan(plan);
const addresses = (resources: readonly Resource[]) => resources.map(({ address }) => address);
const path = (text: string) => parseModulePath(text) ?? [];

test('the instances of a block are those of its module, mode and name that remain', () => {
  assert.equal(addresses(index.instances([], 'managed', 'aws_x', 'b')), ['aws_x.b[0]', 'aws_x.b[1]']);
  assert.equal(addresses(index.instances([], 'data', 'aws_x', 'b')), ['data.aws_x.b']);
  assert.equal(addresses(index.instances(path('module.m["k"]'), 'managed', 'aws_x', 'b')), ['module.m["k"].aws_x.b']);
  assert.equal(index.instances([], 'managed', 'aws_y', 'b'), []);
});

test('what is within a module is not in the modules that it calls', () => {
  assert.equal(addresses(index.within(path('module.m["k"]'))), ['module.m["k"].aws_x.b']);
  assert.equal(index.within(path('module.m["l"]')), []);
});

test('a type has its instances in every module', () => {
  assert.equal(addresses(index.ofType('managed', 'aws_x')), [
    'aws_x.a',
    'aws_x.b[0]',
    'aws_x.b[1]',
    'module.m["k"].aws_x.b',
    'module.m["k"].module.n.aws_x.c',
  ]);
  assert.equal(addresses(index.ofType('data', 'aws_x')), ['data.aws_x.b']);
});

test('the keys of a module call are those in which something remains', () => {
  assert.equal(index.moduleKeys([], 'm'), ['k']);
  assert.equal(index.moduleKeys(path('module.m["k"]'), 'n'), [undefined]);
});

test('a call that makes nothing the plan tells of counts as one instance without a key', () => {
  assert.equal(index.moduleKeys([], 'other'), [undefined]);
});

test.run();
