import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseModulePath } from '../../src/model/address.js';
import type { Plan } from '../../src/model/plan.js';
import { resolve } from '../../src/resolve/index.js';
import { planOf, refs } from './plan.js';

/** Relevant attributes as `ADDRESS ATTRIBUTE`. */
const relevant = (...attributes: readonly string[]): Partial<Plan> => ({
  relevantAttributes: attributes.map((text) => {
    const [address = '', name] = text.split(' ');
    return { address, path: name === undefined ? [] : [0, name] };
  }),
});

/** The references of a module, those that are hidden marked. */
function referencesIn(plan: Plan, module = ''): readonly string[] | undefined {
  return resolve(plan)
    .relevantReferences(parseModulePath(module) ?? [])
    ?.map(({ mode, type, name, attribute, isHidden }) => {
      return `${isHidden ? 'hidden ' : ''}${mode === 'data' ? 'data.' : ''}${type}.${name}.${attribute ?? '*'}`;
    });
}

const made = { values: { name: 'known' }, unknown: { arn: true } };

test('a plan that does not say what is relevant tells nothing', () => {
  assert.is(referencesIn(planOf({ resources: { 'aws_x.a': made } })), undefined);
  const state = planOf({ more: { ...relevant('aws_x.a arn'), configuration: undefined } });
  assert.is(referencesIn(state), undefined);
});

test('an attribute is hidden where it is not known and no expression that the plan shows refers to it', () => {
  const resources = { 'aws_x.a': made, 'data.aws_x.a': made };
  const plan = planOf({ resources, more: relevant('aws_x.a arn', 'aws_x.a name', 'data.aws_x.a arn', 'aws_x.a') });
  assert.equal(referencesIn(plan), [
    'hidden aws_x.a.arn',
    'aws_x.a.name',
    'hidden data.aws_x.a.arn',
    'hidden aws_x.a.*',
  ]);
});

test('an argument, an output and an input of a module call show what they refer to, with or without keys', () => {
  const names = ['argument', 'nested', 'output', 'input', 'lookup', 'none'];
  const plan = planOf({
    resources: Object.fromEntries(names.map((name) => [`data.aws_x.${name}`, made])),
    blocks: {
      'aws_y.a': {
        args: { arn: refs('data.aws_x.argument["k"].arn'), rule: [{ arn: { references: ['data.aws_x.nested.arn'] } }] },
      },
      'aws_y.b': { forEach: refs('data.aws_x.lookup.arn') },
    },
    outputs: { arn: refs('data.aws_x.output[0].arn') },
    calls: { inner: { inputs: { arn: refs('data.aws_x.input.arn') } } },
    more: relevant(...names.map((name) => `data.aws_x.${name} arn`)),
  });
  assert.equal(
    referencesIn(plan)?.filter((text) => text.startsWith('hidden')),
    ['hidden data.aws_x.none.arn'],
  );
});

test('only a reference in the module itself shows an attribute', () => {
  const plan = planOf({
    resources: { 'aws_x.a': made, 'module.inner["k"].aws_x.a': made },
    calls: { inner: { blocks: { 'aws_y.a': { args: { arn: refs('aws_x.a.arn') } } } } },
    more: relevant('aws_x.a arn', 'module.inner.aws_x.a arn'),
  });
  assert.equal(referencesIn(plan), ['hidden aws_x.a.arn']);
  assert.equal(referencesIn(plan, 'module.inner["k"]'), ['aws_x.a.arn']);
});

test('of what the input does not hold, AWS tells all but what reads like the ARN or a certificate', () => {
  const attributes = ['aws_x.a arn', 'aws_x.a name', 'aws_x_certificate.a name', 'other_x.a name'];
  const plan = planOf({ more: { ...relevant(...attributes), holds: () => false } });
  assert.equal(referencesIn(plan), [
    'hidden aws_x.a.arn',
    'aws_x.a.name',
    'hidden aws_x_certificate.a.name',
    'hidden other_x.a.name',
  ]);
});

test.run();
