import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { isTerraformJson } from '../../../src/read/terraform-json/index.js';
import { planOf } from './read.js';

const metadata = { metadata: { stackName: 'shop' } };

test('a document that cdktf wrote is a stack', () => {
  assert.equal(planOf({ '//': metadata, resource: {} }).kind, 'cdktf-stack');
  assert.equal(planOf({ '//': 'comment', resource: {} }).kind, 'terraform-json');
});

test('only names that may be at the top, of which one is a section, make a configuration', () => {
  assert.equal(isTerraformJson({ '//': metadata, import: [], output: { a: {} } }), true);
  assert.equal(isTerraformJson({ import: [{}] }), false);
  assert.equal(isTerraformJson({ output: { a: {} }, Resources: {} }), false);
});

test('an acknowledgement has a construct, a policy and a reason', () => {
  const whole = { constructPath: 'shop/web', policyId: 'acm-same-region', reason: 'planned' };
  const { reason: _, ...noReason } = whole;
  const acknowledged = [whole, noReason, { ...whole, policyId: 7 }, null, { ...whole, more: 1 }];
  const { acknowledgements } = planOf({ '//': { ...metadata, elbcert: { acknowledged } }, resource: {} });
  assert.deepEqual(acknowledgements, [whole, whole]);
  assert.deepEqual(planOf({ '//': { elbcert: { acknowledged: whole } }, resource: {} }).acknowledgements, []);
});

test('variables with a default, locals and outputs are in the configuration', () => {
  const plan = planOf({
    variable: { a: { default: 'x', sensitive: true }, b: {} },
    locals: { l: '${var.a}' },
    output: { o: { value: '${aws_x.c.arn}' }, empty: {} },
  });
  assert.deepEqual(
    [...plan.variables],
    [
      ['a', { kind: 'known', value: 'x', sensitive: true }],
      ['b', { kind: 'unknown', reason: 'var.b: it has no default' }],
    ],
  );
  assert.deepEqual([...(plan.configuration?.defaults ?? [])], [['a', 'x']]);
  assert.deepEqual(plan.configuration?.locals?.get('l')?.references, ['var.a']);
  assert.deepEqual(plan.configuration?.outputs.get('o')?.references, ['aws_x.c.arn', 'aws_x.c']);
  assert.equal(plan.configuration?.outputs.get('empty')?.constant, undefined);
});

test('the notes name the defaults that resources and providers took, not those of outputs alone', () => {
  const variable = { a: { default: 1 }, b: { default: 2 }, c: { default: 'eu-west-1' } };
  const plan = planOf({
    variable,
    output: { o: { value: '${var.b}' } },
    locals: { l: '${var.b}' },
    provider: { aws: { region: '${var.c}' } },
    resource: { aws_elb: { web: { count: '${var.a}' } } },
    module: { m: {} },
  });
  assert.deepEqual(plan.notes, [
    'module.m: what a module makes is not in this file; check a plan to have it judged',
    'judged with the defaults of var.a, var.c',
  ]);
});

test.run();
