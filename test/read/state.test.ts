import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../src/model/json.js';
import { documentPart } from '../../src/read/shape.js';
import { isStateJson, readStateJson, readStateValues } from '../../src/read/state.js';

test('a state may have more modules than a call has arguments', () => {
  const inModule = (module: string) => ({
    address: `${module}.aws_elb.web`,
    mode: 'managed',
    type: 'aws_elb',
    name: 'web',
  });
  const modules = Array.from({ length: 200_000 }, (_, at) => ({ address: `module.m${at}`, resources: [] }));
  const last = { address: 'module.last', resources: [inModule('module.last')] };
  const read = readStateValues(documentPart({ root_module: { child_modules: [...modules, last] } }), () => true);
  assert.equal(
    read.map(({ address }) => address),
    ['module.last.aws_elb.web'],
  );
});

const resource = (address: string, more: JsonObject = {}) => ({
  address,
  mode: 'managed',
  type: 'aws_elb',
  name: 'web',
  provider_name: 'registry.terraform.io/hashicorp/aws',
  values: { name: address },
  sensitive_values: { arn: true },
  ...more,
});

test('the reader reads a state module by module, in its order, without deposed objects and types that nobody wants', () => {
  const document = {
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: {
      root_module: {
        resources: [resource('aws_elb.web'), resource('aws_s3_bucket.b', { type: 'aws_s3_bucket' })],
        child_modules: [
          {
            address: 'module.a',
            resources: [resource('module.a.aws_elb.web[0]', { index: 0 })],
            child_modules: [{ address: 'module.a.module.b', resources: [resource('module.a.module.b.aws_elb.web')] }],
          },
          { address: 'module.c', resources: [resource('module.c.aws_elb.old', { deposed_key: 'b1946ac9' })] },
          { address: 'module.d', resources: [resource('data.aws_elb.seen', { mode: 'data' })] },
        ],
      },
    },
  };
  assert.ok(isStateJson(document));
  const plan = readStateJson('state.json', document, (_mode, type) => type === 'aws_elb');
  assert.equal(
    plan.resources.map(({ address, action }) => `${address} ${action}`),
    [
      ...['aws_elb.web state', 'module.a.aws_elb.web[0] state', 'module.a.module.b.aws_elb.web state'],
      'data.aws_elb.seen read',
    ],
  );
  const [first, second] = plan.resources;
  assert.equal([second?.module, second?.key], [[{ name: 'a', key: undefined }], 0]);
  assert.is(first?.before, first?.values);
  assert.equal(first?.sensitive, { arn: true });
  assert.is(first?.provider, 'registry.terraform.io/hashicorp/aws');
  assert.is(plan.terraformVersion, '1.11.4');
});

test('the reader refuses a state of another major format, and knows what is none', () => {
  assert.throws(() => readStateJson('state.json', { format_version: '2.0', values: {} }, () => true), /format_version/);
  assert.not(isStateJson({ values: {} }));
});

test.run();
