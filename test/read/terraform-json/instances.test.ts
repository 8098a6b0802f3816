import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { Json, JsonObject } from '../../../src/model/json.js';
import { instancesIn, roundsOf } from '../../../src/read/terraform-json/instances.js';
import { moduleNames, treeIn } from '../../../src/read/terraform-json/names.js';

/** The keys of a block's instances, and after `? ` why there may be more or fewer. */
function keysOf(block: JsonObject, document: JsonObject = {}): readonly unknown[] {
  const { list, unknownCount } = instancesIn(document, moduleNames(document))(block);
  const keys = list.map(({ key }) => key);
  return unknownCount === undefined ? keys : [...keys, `? ${unknownCount}`];
}

/** What the `each.value` of each instance is, where it is a literal. */
function valuesOf(block: JsonObject): readonly Json[] {
  const { list } = instancesIn({}, moduleNames({}))(block);
  return list.flatMap(({ value }) => (value?.kind === 'literal' ? [value.value] : []));
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
  assert.deepEqual(keysOf({ count: '${aws_x.y.n}' }), [undefined, '? count is known after apply: aws_x.y.n']);
});

test('for_each has the keys of a map, and the elements of a set, in order', () => {
  assert.deepEqual(keysOf({ for_each: { b: 1, a: 2 } }), ['a', 'b']);
  assert.deepEqual(valuesOf({ for_each: { b: 1, a: 2 } }), [2, 1]);
  assert.deepEqual(keysOf({ for_each: '${toset(["y", "x"])}' }), ['x', 'y']);
  assert.deepEqual(valuesOf({ for_each: '${toset(["y", "x"])}' }), ['x', 'y']);
  assert.deepEqual(keysOf({ for_each: { a: '${aws_x.y.id}' } }), ['a']);
});

test('a for_each whose keys are not known is one instance', () => {
  for (const for_each of ['${var.n}', { '${aws_x.y.id}': 1 }, ['${aws_x.y.id}'], '${toset([aws_x.y.id])}']) {
    assert.match(String(keysOf({ for_each }).at(-1)), /^\? for_each is /, JSON.stringify(for_each));
  }
});

test('a resource whose for_each is another has its keys, through several', () => {
  const document = {
    resource: { aws_x: { a: { for_each: { k: 1, l: 2 } }, b: { for_each: '${aws_x.a}' }, n: { count: 2 } } },
  };
  assert.deepEqual(keysOf({ for_each: '${aws_x.b}' }, document), ['k', 'l']);
  assert.match(String(keysOf({ for_each: '${aws_x.n}' }, document).at(-1)), /^\? for_each is /);
  const [first] = instancesIn(document, moduleNames(document))({ for_each: '${aws_x.a}' }).list;
  assert.deepEqual(first?.value?.kind === 'get' && first.value.key, { kind: 'literal', value: 'k' });
});

test('resources whose for_each lead round in a circle have no keys', () => {
  const document = { resource: { aws_x: { a: { for_each: '${aws_x.b}' }, b: { for_each: '${aws_x.a}' } } } };
  assert.match(String(keysOf({ for_each: '${aws_x.a}' }, document).at(-1)), /^\? for_each is /);
});

test('the rounds over a list are numbered where a list may be one, and keyed where it must be a set', () => {
  const list = treeIn(moduleNames({}), ['x', 'y']);
  assert.deepEqual(
    roundsOf(list, 'numbered')?.map(({ key }) => key),
    [0, 1],
  );
  assert.deepEqual(
    roundsOf(list, 'set')?.map(({ key }) => key),
    ['x', 'y'],
  );
});

test.run();
