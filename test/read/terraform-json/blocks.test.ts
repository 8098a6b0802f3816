import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { JsonObject } from '../../../src/model/json.js';
import { blocksOf, treeOf } from '../../../src/read/terraform-json/blocks.js';

function labels(document: JsonObject, type: string, count: 0 | 1 | 2): readonly string[] {
  return blocksOf(document, type, count).map((block) => block.labels.join('.'));
}

test('each label of a block is one level of objects', () => {
  const resource = { aws_elb: { a: {}, b: {} }, aws_x: { c: {} } };
  assert.deepEqual(labels({ resource }, 'resource', 2), ['aws_elb.a', 'aws_elb.b', 'aws_x.c']);
  assert.deepEqual(labels({ variable: { n: {} } }, 'variable', 1), ['n']);
  assert.deepEqual(blocksOf({ locals: { a: 1 } }, 'locals', 0), [{ labels: [], body: { a: 1 } }]);
});

test('an array stands for several blocks at any level, and an array within one for none', () => {
  assert.deepEqual(labels({ resource: [{ aws_elb: [{ a: [{}, {}] }] }, { aws_elb: { b: {} } }] }, 'resource', 2), [
    'aws_elb.a',
    'aws_elb.a',
    'aws_elb.b',
  ]);
  assert.deepEqual(labels({ resource: [[{ aws_elb: { a: {} } }]] }, 'resource', 2), []);
});

test('what is no object is no block, and a comment is no label', () => {
  assert.deepEqual(labels({ resource: 'text' }, 'resource', 2), []);
  assert.deepEqual(labels({}, 'resource', 2), []);
  assert.deepEqual(labels({ resource: { '//': { a: {} }, aws_elb: { '//': {}, a: {}, b: null } } }, 'resource', 2), [
    'aws_elb.a',
  ]);
});

test('text is a template, and everything else a value made of its parts', () => {
  assert.deepEqual(treeOf('plain'), { kind: 'literal', value: 'plain' });
  assert.deepEqual(treeOf({ a: [1, null] }), { kind: 'literal', value: { a: [1, null] } });
  assert.equal(treeOf(['${var.a}']).kind, 'tuple');
  assert.equal(treeOf({ a: '${var.a}' }).kind, 'object');
  assert.equal(treeOf('${var.a}').kind, 'get');
});

test.run();
