import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../src/model/json.js';
import { readModules, readProviders } from '../../src/read/configuration.js';
import { documentPart } from '../../src/read/shape.js';

const modules = (root: JsonObject) => readModules(documentPart({ root_module: root }));
const providers = (config: JsonObject) => readProviders(documentPart({ provider_config: config }));

const block = (mode: string, name: string, more: JsonObject = {}): JsonObject => ({
  address: `${mode === 'data' ? 'data.' : ''}aws_elb.${name}`,
  mode,
  type: 'aws_elb',
  name,
  provider_config_key: 'aws.west',
  expressions: {
    name: { constant_value: name },
    listener: [{ lb_port: { constant_value: 443 } }, { lb_port: { constant_value: 80 } }],
    health_check: { target: { references: ['var.target'] } },
  },
  ...more,
});

test('the reader finds a block by its mode, type and name, the last of those that share them', () => {
  const blocks = [
    block('managed', 'web'),
    block('data', 'web'),
    block('managed', 'web', { provider_config_key: 'aws' }),
  ];
  const { resources } = modules({ resources: blocks });
  assert.is(resources.get('aws_elb.web')?.providerKey, 'aws');
  assert.is(resources.get('data.aws_elb.web')?.providerKey, 'aws.west');
  assert.is(resources.get('data.aws_elb.web')?.mode, 'data');
  assert.is(resources.get('aws_elb.other'), undefined);
  assert.is(resources.get('constructor'), undefined);
});

test('the reader reads what a block says: arguments, nested blocks, for_each and depends_on', () => {
  const more = { for_each_expression: { references: ['var.lbs'] }, depends_on: ['aws_vpc.main', 7] };
  const found = modules({ resources: [block('managed', 'web', more)] }).resources.get('aws_elb.web');
  assert.is(found?.body.expression('name')?.constant, 'web');
  assert.is(found?.body.expression('listener'), undefined);
  assert.equal(
    found?.body.blocks('listener').map((listener) => listener.expression('lb_port')?.constant),
    [443, 80],
  );
  assert.equal(
    found?.body.blocks('health_check').map((check) => check.expression('target')?.references),
    [['var.target']],
  );
  assert.equal(found?.body.blocks('name'), [], 'an argument is no block');
  assert.equal(found?.forEach?.references, ['var.lbs']);
  assert.equal(found?.dependsOn, ['aws_vpc.main']);
});

test('where there are references, a constant is the text of a template', () => {
  const both = { name: { constant_value: '${var.name}', references: ['var.name'] } };
  const found = modules({ resources: [block('managed', 'web', { expressions: both })] }).resources.get('aws_elb.web');
  assert.equal(found?.body.expression('name'), { references: ['var.name'] });
});

test('the reader reads what is called, with what, and what that gives back', () => {
  const root = modules({
    outputs: { arn: { expression: { references: ['module.cert.arn', 'module.cert'] } } },
    variables: { region: { default: 'eu-west-1' }, none: { default: null }, required: {} },
    module_calls: {
      cert: {
        expressions: { region: { references: ['var.region'] } },
        for_each_expression: { references: ['var.regions'] },
        depends_on: ['aws_vpc.main'],
        module: { resources: [block('managed', 'inner')] },
      },
    },
  });
  assert.equal(root.outputs.get('arn')?.references, ['module.cert.arn', 'module.cert']);
  assert.equal(
    [...root.defaults],
    [
      ['region', 'eu-west-1'],
      ['none', null],
    ],
  );
  const call = root.calls.get('cert');
  assert.equal(call?.inputs.get('region')?.references, ['var.region']);
  assert.equal(call?.forEach?.references, ['var.regions']);
  assert.equal(call?.dependsOn, ['aws_vpc.main']);
  assert.is(call?.module.resources.get('aws_elb.inner')?.name, 'inner');
  assert.is(call?.module, call?.module, 'a module is read once');
});

test('a configuration that nests without end is read to some depth', () => {
  let module: JsonObject = {};
  for (let depth = 0; depth < 300; depth += 1) module = { module_calls: { m: { module } } };
  let depth = 0;
  for (let next = modules(module).calls.get('m'); next !== undefined; next = next.module.calls.get('m')) depth += 1;
  assert.is(depth, 200);
});

test('the reader reads of a provider what decides where its resources live', () => {
  const found = providers({
    'module.a.module.b:aws.west': {
      name: 'aws',
      alias: 'west',
      module_address: 'module.a.module.b',
      expressions: {
        region: { constant_value: 'us-west-2' },
        allowed_account_ids: { constant_value: ['123456789012'] },
        assume_role: [{ role_arn: { constant_value: 'arn' } }],
        secret_key: { constant_value: 'not-a-secret' },
      },
    },
    aws: { name: 'aws' },
  });
  const west = found.get('module.a.module.b:aws.west');
  assert.equal(west?.modulePath, ['a', 'b']);
  assert.is(west?.alias, 'west');
  assert.is(west?.region?.constant, 'us-west-2');
  assert.is(west?.assumeRoleArn?.constant, 'arn');
  assert.ok(west?.configured);
  assert.not(JSON.stringify(west).includes('not-a-secret'));
  assert.equal(found.get('aws')?.modulePath, []);
  assert.not(found.get('aws')?.configured);
});

test('a provider works as the last role of its chain, which a web identity begins', () => {
  const block = (role_arn: string) => [{ role_arn: { constant_value: role_arn }, policy: { constant_value: '{}' } }];
  const roleOf = (expressions: JsonObject) => {
    const provider = providers({ aws: { name: 'aws', expressions } }).get('aws');
    return [provider?.assumeRoleBlock, provider?.assumeRoleArn?.constant, provider?.assumeRolePolicy?.constant];
  };
  const web = { assume_role_with_web_identity: block('web') };
  assert.equal(roleOf(web), ['assume_role_with_web_identity', 'web', '{}']);
  assert.equal(roleOf({ assume_role: [...block('a'), ...block('b')], ...web }), ['assume_role', 'b', '{}']);
  assert.equal(roleOf({}), [undefined, undefined, undefined]);
});

test.run();
