import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { JsonObject } from '../../../src/model/json.js';
import { readTerraformJson } from '../../../src/read/terraform-json/index.js';

function read(document: JsonObject, wanted = (_mode: string, _type: string) => true) {
  const nestedBlocks = () => new Map([['listener', 'set' as const]]);
  const { resources, notes, configuration } = readTerraformJson('main.tf.json', document, { wanted, nestedBlocks });
  return { resources, notes, blocks: configuration?.resources, addresses: configuration?.addresses?.() };
}

test('a resource has the parts of its address, and is declared', () => {
  const { resources, blocks, addresses } = read({
    resource: { aws_elb: { web: { name: 'w', for_each: { a: 1 }, provider: 'aws.west' } } },
    data: { aws_region: { here: {} } },
  });
  assert.deepEqual(addresses, ['aws_elb.web', 'data.aws_region.here']);
  const [web, here] = resources;
  assert.equal(web?.address, 'aws_elb.web["a"]');
  assert.deepEqual([web?.mode, web?.type, web?.name, web?.key, web?.module], ['managed', 'aws_elb', 'web', 'a', []]);
  assert.deepEqual([web?.action, web?.before], ['declared', null]);
  assert.equal(web?.provider, 'registry.terraform.io/hashicorp/aws');
  assert.equal(blocks?.get('aws_elb.web')?.providerKey, 'aws.west');
  assert.deepEqual(blocks?.get('aws_elb.web')?.forEach?.constant, { a: 1 });
  assert.equal(here?.address, 'data.aws_region.here');
});

test('the source of a resource’s provider is that of the name before its alias', () => {
  const terraform = { required_providers: { mine: { source: 'acme/aws' } } };
  const { resources } = read({ terraform, resource: { aws_elb: { web: { provider: 'mine.west' } } } });
  assert.equal(resources[0]?.provider, 'registry.terraform.io/acme/aws');
});

test('an id and an ARN are known after apply, unless they are written', () => {
  const { resources } = read({
    resource: { aws_elb: { web: { arn: 'known', zone: '${aws_x.c.zone}' } }, aws_x: { c: {} } },
  });
  assert.deepEqual(resources[0]?.unknown, { id: true, zone: 'known after apply: aws_x.c.zone' });
  assert.deepEqual(resources[0]?.values, { arn: 'known' });
});

test('an instance sees its own key', () => {
  const { resources, blocks } = read({ resource: { aws_elb: { web: { count: 2, name: 'web-${count.index}' } } } });
  assert.deepEqual(
    resources.map(({ values }) => values['name']),
    ['web-0', 'web-1'],
  );
  assert.deepEqual(blocks?.get('aws_elb.web')?.body.expression('name')?.references, ['count.index']);
});

test('every block is there, and instances only of the types that are wanted', () => {
  const document = { resource: { aws_elb: { web: {} }, aws_x: { y: { count: '${var.n}' } } } };
  const { addresses, resources, notes } = read(document, (_, type) => type === 'aws_elb');
  assert.deepEqual(addresses, ['aws_elb.web', 'aws_x.y']);
  assert.deepEqual(
    resources.map(({ address }) => address),
    ['aws_elb.web'],
  );
  assert.deepEqual(notes, []);
});

test('a resource whose instances cannot be counted is noted, and a data source is not', () => {
  const block = { c: { count: '${aws_y.z.n}' } };
  const { notes } = read({ resource: { aws_x: block, aws_y: { z: {} } }, data: { aws_x: block } });
  assert.deepEqual(notes, ['aws_x.c: count is known after apply: aws_y.z.n; judged as one']);
});

test('cdktf tells the construct and the line of its author', () => {
  const metadata = { path: 'shop/web', stackTrace: ['new Shop (/app/main.ts:3:7)'] };
  const { resources } = read({ resource: { aws_elb: { web: { '//': { metadata } }, bare: {} } } });
  assert.equal(resources[0]?.constructPath, 'shop/web');
  assert.deepEqual(resources[0]?.declaredAt, { file: '/app/main.ts', line: 3, column: 7 });
  assert.equal(resources[1] !== undefined && 'constructPath' in resources[1], false);
});

test.run();
