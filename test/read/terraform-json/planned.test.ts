import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { JsonObject } from '../../../src/model/json.js';
import { moduleNames } from '../../../src/read/terraform-json/names.js';
import { plannedBlock } from '../../../src/read/terraform-json/planned.js';

const names = moduleNames({ variable: { open: {}, secret: { default: 's', sensitive: true } } });

const planned = (block: JsonObject, ...nested: readonly string[]) =>
  plannedBlock(new Set(['listener', ...nested]), [], { block, names });

const WHY = 'known after apply: aws_x.c.id';

test('what is known is in the values, and what is not is in the mask, with the reason', () => {
  assert.deepEqual(planned({ name: 'web', id: '${aws_x.c.id}', open: '${var.open}' }), {
    value: { name: 'web' },
    unknown: { id: WHY, open: 'var.open: it has no default' },
    sensitive: {},
  });
});

test('a null that is known stays a value', () => {
  assert.deepEqual(planned({ name: null }), { value: { name: null }, unknown: {}, sensitive: {} });
});

test('an unknown element is null, at its own index in the mask', () => {
  assert.deepEqual(planned({ ids: ['a', '${aws_x.c.id}'], set: '${toset([aws_x.c.id])}' }), {
    value: { ids: ['a', null], set: [null] },
    unknown: { ids: [false, WHY], set: [WHY] },
    sensitive: { ids: [false, false], set: [false] },
  });
});

test('a map is known entry by entry', () => {
  assert.deepEqual(planned({ tags: { a: 'x', b: '${aws_x.c.id}' } }), {
    value: { tags: { a: 'x' } },
    unknown: { tags: { b: WHY } },
    sensitive: { tags: {} },
  });
});

test('a sensitive value is marked', () => {
  assert.deepEqual(planned({ key: '${var.secret}' }).sensitive, { key: true });
});

test('a nested block is a list of blocks, and a map is no block', () => {
  assert.deepEqual(planned({ listener: { port: 80 }, tags: { port: 80 } }).value, {
    listener: [{ port: 80 }],
    tags: { port: 80 },
  });
  const statement = { condition: { test: 'x' }, effect: 'Allow' };
  assert.deepEqual(planned({ statement }, 'statement', 'statement.condition').value, {
    statement: [{ condition: [{ test: 'x' }], effect: 'Allow' }],
  });
});

test('dynamic blocks are a list, unknown where their rounds are not known', () => {
  const content = { port: '${listener.value}' };
  assert.deepEqual(planned({ dynamic: { listener: { for_each: [80], content } } }).value, { listener: [{ port: 80 }] });
  assert.deepEqual(planned({ dynamic: { listener: { for_each: '${var.open}', content } }, listener: { port: 1 } }), {
    value: { listener: [{ port: 1 }, {}] },
    unknown: { listener: [{}, 'dynamic "listener": for_each is var.open: it has no default'] },
    sensitive: { listener: [{}, false] },
  });
});

test('arguments that Terraform reads are no values of the resource, but may be of its blocks', () => {
  const meta = { count: 1, for_each: {}, provider: 'aws.b', lifecycle: {}, depends_on: [], '//': {}, connection: {} };
  assert.deepEqual(planned({ ...meta, provisioner: {} }).value, {});
  assert.deepEqual(planned({ listener: { ...meta, provider: 'x' } }).value, {
    listener: [{ count: 1, for_each: {}, provider: 'x', lifecycle: {}, depends_on: [], connection: {} }],
  });
});

test.run();
