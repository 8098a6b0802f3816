import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { JsonObject } from '../../../src/model/json.js';
import { blocksOf, sourceBlocks } from '../../../src/read/terraform-json/blocks.js';

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

test('the blocks of a configuration have their arguments and nested blocks, and a comment is none', () => {
  const web = {
    '//': 'comment',
    name: 'web',
    none: null,
    listener: [{ port: 80 }],
    dynamic: { setting: { content: {} } },
  };
  const [block, ...others] = sourceBlocks({ resource: { aws_elb: { web } }, terraform: {} });
  assert.equal(others.length, 0);
  assert.deepEqual([block?.type, block?.labels], ['resource', ['aws_elb', 'web']]);
  assert.deepEqual([...(block?.attributes.keys() ?? [])], ['name', 'listener', 'dynamic']);
  assert.equal(block?.attributes.get('name')?.literal, 'web');
  assert.deepEqual(
    block?.blocks.map(({ type, labels }) => [type, ...labels]),
    [['listener'], ['dynamic', 'setting']],
  );
});

test('the default of a variable is no template', () => {
  const [variable] = sourceBlocks({ variable: { a: { default: '${b}' } } });
  assert.deepEqual(variable?.attributes.get('default')?.tree()?.kind, 'literal');
});

test.run();
