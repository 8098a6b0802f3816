import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import type { JsonObject } from '../../../src/model/json.js';
import { providerKeyOf } from '../../../src/read/source/module-config.js';
import { providerSources } from '../../../src/read/terraform-json/providers.js';
import { planOf } from './read.js';

function read(document: JsonObject) {
  return planOf({ resource: {}, ...document }).providers;
}

test('a provider is known by its name and alias, in one block or several', () => {
  const providers = read({ provider: { aws: [{ region: 'eu-west-1' }, { alias: 'west' }], awscc: {} } });
  assert.deepEqual([...providers.keys()], ['aws', 'aws.west', 'awscc']);
  const west = providers.get('aws.west');
  assert.deepEqual([west?.name, west?.alias, west?.modulePath, west?.configured], ['aws', 'west', [], true]);
});

test('what decides where resources live is read, and no credentials', () => {
  const aws = {
    region: '${var.region}',
    assume_role: [{ role_arn: 'arn:aws:iam::123456789012:role/x', external_id: 'do-not-show' }],
    allowed_account_ids: ['123456789012'],
    secret_key: 'do-not-show',
  };
  const provider = read({ provider: { aws }, variable: { region: { default: 'eu-west-1' } } }).get('aws');
  assert.deepEqual(provider?.region?.references, ['var.region']);
  assert.equal(provider?.assumeRoleArn?.constant, 'arn:aws:iam::123456789012:role/x');
  assert.deepEqual(provider?.allowedAccountIds?.constant, ['123456789012']);
  assert.equal(JSON.stringify(provider).includes('do-not-show'), false);
});

test('a provider without credentials of its own has those of the environment', () => {
  const usesEnvironment = (aws: JsonObject) => read({ provider: { aws } }).get('aws')?.usesEnvironment;
  assert.equal(
    usesEnvironment({ version: '6.0.0', region: 'us-west-2', default_tags: {}, skip_region_validation: true }),
    true,
  );
  assert.equal(usesEnvironment({ region: 'us-west-2', profile: 'west' }), false);
  assert.equal(usesEnvironment({ assume_role: [{ role_arn: 'arn:aws:iam::123456789012:role/x' }] }), false);
  const dynamic = { assume_role: { for_each: '${var.roles}', content: { role_arn: '${assume_role.value}' } } };
  assert.equal(usesEnvironment({ region: 'us-west-2', dynamic }), false);
});

test('a resource uses the provider that it names, or the default of the first word of its type', () => {
  assert.equal(providerKeyOf('aws_elb', undefined), 'aws');
  assert.equal(providerKeyOf('awscc_elb', undefined), 'awscc');
  assert.equal(providerKeyOf('aws_elb', 'aws.west'), 'aws.west');
  assert.equal(providerKeyOf('aws_elb', '${ aws.west }'), 'aws.west');
});

test('the source of a provider is the required one, with the host and namespace that are left out', () => {
  const required_providers = {
    aws: { source: 'aws', version: '6' },
    mine: { source: 'acme/aws' },
    full: { source: 'example.com/acme/aws' },
    bare: {},
  };
  const sourceOf = providerSources({ terraform: [{ required_providers }] });
  assert.equal(sourceOf('aws'), 'registry.terraform.io/hashicorp/aws');
  assert.equal(sourceOf('mine'), 'registry.terraform.io/acme/aws');
  assert.equal(sourceOf('full'), 'example.com/acme/aws');
  for (const name of ['bare', 'other', 'constructor']) {
    assert.equal(sourceOf(name), `registry.terraform.io/hashicorp/${name}`);
  }
});

test.run();
