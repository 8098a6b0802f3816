import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { type JsonObject, objectOf, property } from '../../../src/model/json.js';
import { readTerraformJson } from '../../../src/read/terraform-json/index.js';

const nested = new Map<string, 'list' | 'set'>([
  ['listener', 'set'],
  ['statement', 'list'],
  ['statement.condition', 'set'],
]);

/** What is planned for a resource with these arguments, without its id and ARN. */
function planned(block: JsonObject) {
  const document = {
    variable: { open: {}, secret: { default: 's', sensitive: true } },
    resource: { aws_elb: { web: { id: '', arn: '', ...block } }, aws_x: { c: {} } },
  };
  const interest = { wanted: (_: string, type: string) => type === 'aws_elb', nestedBlocks: () => nested };
  const [resource] = readTerraformJson('main.tf.json', document, interest).resources;
  const { id, arn, ...value } = resource?.values ?? {};
  const { id: _, arn: __, ...sensitive } = objectOf(resource?.sensitive);
  return { value, unknown: resource?.unknown, sensitive };
}

const WHY = 'known after apply: aws_x.c.id';

test('what is known is in the values, and what is not is in the mask, with the reason', () => {
  assert.deepEqual(planned({ name: 'web', zone: '${aws_x.c.id}', open: '${var.open}' }), {
    value: { name: 'web' },
    unknown: { zone: WHY, open: 'var.open: it has no default' },
    sensitive: {},
  });
});

test('an argument that is null is left out, and one that evaluates to null is null', () => {
  assert.deepEqual(planned({ name: null, other: '${null}' }).value, { other: null });
});

test('an unknown element is null, at its own index in the mask', () => {
  assert.deepEqual(planned({ ids: ['a', '${aws_x.c.id}'] }), {
    value: { ids: ['a', null] },
    unknown: { ids: [false, WHY] },
    sensitive: { ids: [false, false] },
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
  assert.deepEqual(planned({ statement }).value, {
    statement: [{ condition: [{ test: 'x' }], effect: 'Allow' }],
  });
});

test('of blocks in a set that are alike one is kept, as their schema converts them', () => {
  const listener = [{ port: 80 }, { port: '80', none: '${null}' }, { port: '${80}' }, { port: 443 }];
  assert.equal(property(planned({ listener }).value, 'listener')?.toString(), '[object Object],[object Object]');
  const statement = [{ effect: 'Deny' }, { effect: 'Deny' }];
  assert.deepEqual(planned({ statement }).value, { statement });
});

test('blocks of which something is not known may differ', () => {
  const listener = [
    { port: 80, id: '${aws_x.c.id}' },
    { port: 80, id: '${aws_x.c.id}' },
  ];
  assert.deepEqual(planned({ listener }).value, { listener: [{ port: 80 }, { port: 80 }] });
});

test('the blocks of a dynamic block come after those written out, one for each round', () => {
  const content = { port: '${listener.value}' };
  const both = planned({ dynamic: { listener: { for_each: [80], content } }, listener: { port: 1 } });
  assert.deepEqual(both.value, { listener: [{ port: 1 }, { port: 80 }] });
});

test('a dynamic block whose rounds are not known is one block that stands for all of them', () => {
  const content = { port: '${listener.value}', protocol: 'http' };
  assert.deepEqual(planned({ dynamic: { listener: { for_each: '${var.open}', content } } }), {
    value: { listener: [{ protocol: 'http' }] },
    unknown: { listener: [{ port: 'var.open: it has no default' }] },
    sensitive: { listener: [{}] },
  });
});

test('a dynamic block without content makes no block', () => {
  assert.deepEqual(planned({ dynamic: { listener: { for_each: [1] } } }).value, { listener: [] });
});

test('arguments that Terraform reads are no values of the resource, but may be of its blocks', () => {
  const meta = { provider: 'aws.b', lifecycle: {}, depends_on: ['aws_x.c'], '//': {}, connection: {} };
  assert.deepEqual(planned({ ...meta, provisioner: {} }).value, {});
  const own = { count: 1, for_each: {}, provider: 'x', lifecycle: {}, connection: {} };
  assert.deepEqual(planned({ listener: { ...own, '//': {} } }).value, { listener: [own] });
});

test.run();
