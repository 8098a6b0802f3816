import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseModulePath } from '../../src/model/address.js';
import { resolve } from '../../src/resolve/index.js';
import { planOf, refs, shown } from './plan.js';

const made = { unknown: { arn: true } };

const plan = planOf({
  resources: {
    'aws_x.root': made,
    'aws_x.known': { values: { arn: 'known' } },
    'aws_x.old': { ...made, action: 'delete' },
    'module.web["a"].aws_x.own': made,
    'module.web["a"].module.inner[0].aws_x.deep': made,
    'module.web["b"].aws_x.own': made,
  },
  calls: {
    web: {
      inputs: { arn: refs('aws_x.root.arn'), name: refs('var.name'), text: refs(), count: 2, hidden: refs('local.x') },
      blocks: { 'aws_x.own': {} },
      calls: {
        inner: { outputs: { arn: refs('aws_x.deep.arn'), made: refs() }, blocks: { 'aws_x.deep': {} } },
      },
    },
  },
  variables: { name: 'known' },
});

const from = (module: string) => resolve(plan).possibleOrigins(parseModulePath(module) ?? []);

test('a module sees its own resources, its inputs and the outputs of what it calls, if they are not known', () => {
  assert.equal(shown(from('module.web["a"]')), [
    'module.web["a"].aws_x.own.*',
    'aws_x.root.arn',
    '? local.x: locals are not in plan JSON',
    'module.web["a"].module.inner[0].aws_x.deep.arn',
  ]);
});

test('the root module has no inputs, and sees into no module but by its outputs', () => {
  assert.equal(shown(from('')), ['aws_x.root.*']);
});

test('the way to an output names it', () => {
  const origin = from('module.web["a"]').at(-1);
  assert.equal(origin?.via, ['module.web["a"].module.inner[0].arn', 'module.web["a"].module.inner[0].aws_x.deep']);
});

test('a terraform_data hides something only where its input is not known', () => {
  const unknown = { id: true, output: true };
  const data = planOf({
    resources: {
      'terraform_data.told': { values: { input: 'told' }, unknown },
      'terraform_data.part': { values: { input: { name: 'told' } }, unknown: { ...unknown, input: { arn: true } } },
      'terraform_data.open': { unknown: { ...unknown, input: true } },
    },
  });
  assert.equal(shown(resolve(data).possibleOrigins([])), ['terraform_data.part.*', 'terraform_data.open.*']);
});

test('without a configuration there is no telling', () => {
  const state = resolve({ ...plan, configuration: undefined });
  assert.equal(shown(state.possibleOrigins([])), ['? the plan records no configuration']);
});

test.run();
