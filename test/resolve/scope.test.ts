import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseModulePath } from '../../src/model/address.js';
import {
  argumentOf,
  blockOf,
  callOf,
  findBlock,
  formatScope,
  moduleScope,
  variableValue,
} from '../../src/resolve/scope.js';
import { at, planOf, refs } from './plan.js';

const path = (text: string) => parseModulePath(text) ?? [];

const forEach = refs('var.sites');

/** Two instances of `web`, each with one `inner`, whose load balancers have keys. */
const plan = planOf({
  resources: {
    'module.web["a"].module.inner[0].aws_elb.site["x"]': {},
    'module.web["b"].aws_elb.site': { body: { name: 'as this instance has it' } },
    'aws_elb.lost': {},
    'module.gone.aws_elb.site': {},
    'data.aws_elb.site': {},
  },
  blocks: { 'data.aws_elb.site': { args: { name: 'data' } }, 'aws_elb.site': { args: { name: 'managed' } } },
  calls: {
    web: {
      inputs: { name: refs('each.key') },
      forEach,
      blocks: { 'aws_elb.site': { args: { name: 'as the block has it' } } },
      calls: { inner: { inputs: { name: refs('var.name') }, blocks: { 'aws_elb.site': { forEach: refs('var.xs') } } } },
    },
  },
});

test('a resource comes from the block in its module, and sees the key of its own instance', () => {
  const found = blockOf(plan, at(plan, 'module.web["a"].module.inner[0].aws_elb.site["x"]'));
  assert.equal(found?.scope.module, path('module.web["a"].module.inner[0]'));
  assert.is(found?.scope.key, 'x');
  assert.equal(found?.scope.forEach, refs('var.xs'));
  assert.is(found?.block.forEach, found?.scope.forEach);
});

test('a data source and a resource of the same name are two blocks', () => {
  assert.is(blockOf(plan, at(plan, 'data.aws_elb.site'))?.block.body.expression('name')?.constant, 'data');
  const root = moduleScope(plan, []);
  const address = { mode: 'managed', type: 'aws_elb', name: 'site', key: 3 } as const;
  const managed = root && findBlock(root, address);
  assert.is(managed?.block.body.expression('name')?.constant, 'managed');
  assert.is(managed?.scope.key, 3);
});

test('what is not in the configuration has no block', () => {
  assert.is(blockOf(plan, at(plan, 'aws_elb.lost')), undefined);
  assert.is(blockOf(plan, at(plan, 'module.gone.aws_elb.site')), undefined);
  assert.is(moduleScope(plan, path('module.gone')), undefined);
  assert.is(moduleScope({ ...plan, configuration: undefined }, []), undefined);
});

test('a call is in the scope of its parent, with the for_each and key of the call itself', () => {
  const outer = callOf(plan, path('module.web["a"]'));
  assert.equal([outer?.scope.module, outer?.scope.key, outer?.scope.forEach], [[], 'a', forEach]);
  const inner = callOf(plan, path('module.web["a"].module.inner[0]'));
  assert.equal([inner?.scope.module, inner?.scope.key], [path('module.web["a"]'), 0]);
  assert.is(callOf(plan, []), undefined);
});

test('an argument of a call is in the scope of the call', () => {
  const argument = argumentOf(plan, path('module.web["b"]'), 'name');
  assert.equal(argument?.expression, refs('each.key'));
  assert.is(argument?.scope.key, 'b');
  assert.is(argumentOf(plan, path('module.web["b"]'), 'other'), undefined);
});

test("a variable's value is the input's in the root module, and the default below it", () => {
  const sketch = planOf({
    variables: { given: 'yes', hidden: { kind: 'unknown', reason: 'ephemeral' } },
    defaults: { given: 'no', hidden: 'no', only: 'default' },
    calls: { web: { defaults: { given: 'module' } } },
  });
  const value = (module: string, name: string) => {
    const scope = moduleScope(sketch, path(module));
    return scope && variableValue(sketch, scope, name)?.value;
  };
  assert.is(value('', 'given'), 'yes');
  assert.is(value('', 'hidden'), undefined);
  assert.is(value('', 'only'), 'default');
  assert.is(value('module.web', 'given'), 'module');
  assert.is(value('module.web', 'only'), undefined);
});

test('instances of a block, and of its module, are different scopes', () => {
  const texts = plan.resources.map((resource) => {
    const found = blockOf(plan, resource);
    return found && formatScope(found.scope);
  });
  assert.equal(texts.slice(0, 2), ['module.web["a"].module.inner[0]/var.xs', 'module.web["b"]/']);
});

test.run();
