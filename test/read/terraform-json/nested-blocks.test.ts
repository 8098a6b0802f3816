import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { JsonObject } from '../../../src/model/json.js';
import { moduleNames } from '../../../src/read/terraform-json/names.js';
import { bodyOf, dynamicTypes, nestedBlocks } from '../../../src/read/terraform-json/nested-blocks.js';

const names = moduleNames({ variable: { open: {} } });

function ports(block: JsonObject): readonly unknown[] {
  return bodyOf({ block, names })
    .blocks('listener')
    .map((listener) => listener.expression('port')?.constant);
}

test('an attribute is an expression, and null or missing is none', () => {
  const body = bodyOf({ block: { name: 'web', arn: '${aws_x.c.arn}', none: null }, names });
  assert.equal(body.expression('name')?.constant, 'web');
  assert.deepEqual(body.expression('arn')?.references, ['aws_x.c.arn']);
  assert.equal(body.expression('none'), undefined);
  assert.equal(body.expression('constructor'), undefined);
});

test('nested blocks are an object or an array of objects', () => {
  assert.deepEqual(ports({ listener: { port: 80 } }), [80]);
  assert.deepEqual(ports({ listener: [{ port: 80 }, { port: 443 }, 'text'] }), [80, 443]);
  assert.deepEqual(ports({ listener: '${local.all}' }), []);
});

test('dynamic blocks come after those written out, one for each round', () => {
  const listener = { for_each: [1, 2], content: { port: '${listener.value}' } };
  assert.deepEqual(ports({ dynamic: { listener }, listener: { port: 80 } }), [80, 1, 2]);
  assert.deepEqual(ports({ dynamic: [{ listener: [listener] }, { listener }] }), [1, 2, 1, 2]);
});

test('the rounds over a map have its keys', () => {
  const listener = { for_each: { a: 1 }, iterator: 'it', content: [{ port: '${it.key}-${it.value}' }] };
  assert.deepEqual(ports({ dynamic: { listener } }), ['a-1']);
});

test('a dynamic block without content makes no block', () => {
  assert.deepEqual(ports({ dynamic: { listener: { for_each: [1] } } }), []);
});

test('a dynamic block whose rounds are not known is one block, which says why', () => {
  const listener = { for_each: '${var.open}', content: { port: '${listener.value}' } };
  const block = { dynamic: { listener } };
  const [only, ...others] = nestedBlocks({ block, names }, 'listener');
  assert.equal(others.length, 0);
  assert.equal(only?.unknownCount, 'dynamic "listener": for_each is var.open: it has no default');
  const [body] = bodyOf({ block, names }).blocks('listener');
  assert.equal(body?.expression('port')?.opaque, only?.unknownCount);
});

test('the types that dynamic blocks make are told', () => {
  const dynamic = [{ listener: {}, setting: [{}] }, { listener: {} }];
  assert.deepEqual(dynamicTypes({ dynamic }), ['listener', 'setting', 'listener']);
  assert.deepEqual(dynamicTypes({}), []);
});

test.run();
