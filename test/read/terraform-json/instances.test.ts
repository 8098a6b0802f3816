import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { JsonObject } from '../../../src/model/json.js';
import { readTerraformJson } from '../../../src/read/terraform-json/index.js';

function planOf(block: JsonObject, { resource, ...more }: JsonObject & { resource?: JsonObject } = {}) {
  const document = { resource: { aws_elb: { web: { value: '${each.value}', ...block } }, ...resource }, ...more };
  return readTerraformJson('main.tf.json', document, { wanted: (_, type) => type === 'aws_elb' });
}

/** The keys of a block's instances, and after `? ` why there may be more or fewer. */
function keysOf(block: JsonObject, more: JsonObject & { resource?: JsonObject } = {}): readonly unknown[] {
  const { resources, notes } = planOf(block, more);
  const why = notes.flatMap((note) => /^aws_elb\.web: (.*); judged as one$/.exec(note)?.[1] ?? []);
  return [...resources.map(({ key }) => key), ...why.map((reason) => `? ${reason}`)];
}

/** What the `each.value` of each instance is. */
function valuesOf(block: JsonObject): readonly unknown[] {
  return planOf(block).resources.map(({ values }) => values['value']);
}

test('a block without count and for_each is one instance without a key', () => {
  assert.deepEqual(keysOf({}), [undefined]);
  assert.deepEqual(keysOf({ count: null, for_each: null }), [undefined]);
});

test('count numbers its instances, from text and variables too', () => {
  assert.deepEqual(keysOf({ count: 2 }), [0, 1]);
  assert.deepEqual(keysOf({ count: '3' }), [0, 1, 2]);
  assert.deepEqual(keysOf({ count: 0 }), []);
  assert.deepEqual(keysOf({ count: '${var.n}' }, { variable: { n: { default: 1 } } }), [0]);
});

test('a count that is no number of instances is not known', () => {
  for (const count of [-1, 1.5, 10_001, 'many']) assert.equal(keysOf({ count })[0], undefined, String(count));
  const resource = { aws_x: { y: {} } };
  assert.deepEqual(keysOf({ count: '${aws_x.y.n}' }, { resource }), [
    undefined,
    '? count is known after apply: aws_x.y.n',
  ]);
});

test('for_each has the keys of a map, and the elements of a set, in order', () => {
  assert.deepEqual(keysOf({ for_each: { b: 1, a: 2 } }), ['a', 'b']);
  assert.deepEqual(valuesOf({ for_each: { b: 1, a: 2 } }), [2, 1]);
  assert.deepEqual(keysOf({ for_each: '${toset(["y", "x", "y"])}' }), ['x', 'y']);
  assert.deepEqual(valuesOf({ for_each: '${toset(["y", "x"])}' }), ['x', 'y']);
  assert.deepEqual(keysOf({ for_each: { a: '${aws_x.y.id}' } }, { resource: { aws_x: { y: {} } } }), ['a']);
});

test('a for_each whose keys are not known is one instance', () => {
  const resource = { aws_x: { y: {} } };
  for (const for_each of ['${var.n}', { '${aws_x.y.id}': 1 }, ['a'], '${toset([aws_x.y.id])}']) {
    const keys = keysOf({ for_each }, { resource, variable: { n: {} } });
    assert.equal(keys[0], undefined, JSON.stringify(for_each));
    assert.match(String(keys.at(-1)), /^\? for_each is /, JSON.stringify(for_each));
  }
});

test('a resource whose for_each is another has its keys, through several', () => {
  const aws_x = { a: { for_each: { k: 1, l: 2 } }, b: { for_each: '${aws_x.a}' }, n: { count: 2 } };
  assert.deepEqual(keysOf({ for_each: '${aws_x.b}' }, { resource: { aws_x } }), ['k', 'l']);
  assert.match(String(keysOf({ for_each: '${aws_x.n}' }, { resource: { aws_x } }).at(-1)), /^\? for_each is /);
});

test('resources whose for_each lead round in a circle have no keys', () => {
  const aws_x = { a: { for_each: '${aws_x.b}' }, b: { for_each: '${aws_x.a}' } };
  assert.match(String(keysOf({ for_each: '${aws_x.a}' }, { resource: { aws_x } }).at(-1)), /^\? for_each is /);
});

test.run();
