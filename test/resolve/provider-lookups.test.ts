import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { known } from '../../src/model/value.js';
import { indexPlan } from '../../src/resolve/plan-index.js';
import { readLookups } from '../../src/resolve/provider.js';
import { planOf } from './plan.js';

function told(values: ReturnType<typeof readLookups>['regions']) {
  return [...values].map(([provider, { value }]) => [provider, value]);
}

test('a data source tells of the provider that it was read through, the first of each', () => {
  const plan = planOf({
    resources: {
      'data.aws_region.unread': { unknown: { region: true } },
      'data.aws_region.a': { values: { name: 'eu-west-1' } },
      'data.aws_region.b': { values: { name: 'eu-west-2' } },
      'data.aws_region.west': { values: { region: 'us-west-2', name: 'old' } },
      'data.aws_caller_identity.me': { values: { account_id: '123456789012' } },
      'data.aws_partition.here': { values: { partition: 'aws-cn' } },
    },
    blocks: {
      'data.aws_region.unread': {},
      'data.aws_region.a': {},
      'data.aws_region.b': {},
      'data.aws_region.west': { provider: 'aws.west' },
      'data.aws_caller_identity.me': {},
      'data.aws_partition.here': { provider: 'aws.west' },
    },
    providers: { aws: {}, 'aws.west': {} },
  });
  const { regions, accounts, partitions } = readLookups(indexPlan(plan));
  assert.equal(told(regions), [
    ['aws', 'eu-west-1'],
    ['aws.west', 'us-west-2'],
  ]);
  assert.equal(told(accounts), [['aws', '123456789012']]);
  assert.equal(told(partitions), [['aws.west', 'aws-cn']]);
});

test('data.aws_region with an argument, or without a block, tells nothing of its provider', () => {
  const values = { name: 'eu-west-1' };
  for (const name of ['region', 'name', 'endpoint']) {
    const blocks = { 'data.aws_region.a': { args: { [name]: 'x' } } };
    const plan = planOf({ resources: { 'data.aws_region.a': { values } }, blocks, providers: { aws: {} } });
    assert.is(readLookups(indexPlan(plan)).regions.size, 0, name);
  }
  const plan = planOf({ resources: { 'data.aws_region.a': { values } }, providers: { aws: {} } });
  assert.is(readLookups(indexPlan(plan)).regions.size, 0);
});

test('a Region is told by region, id or name, whichever is one', () => {
  const plan = planOf({
    resources: { 'data.aws_region.a': { values: { region: 'x', id: 'eu-west-3', name: 'eu-west-1' } } },
    blocks: { 'data.aws_region.a': {} },
  });
  assert.equal(told(readLookups(indexPlan(plan)).regions), [['aws', 'eu-west-3']]);
});

test('what a sensitive attribute tells of a provider is sensitive', () => {
  const region = { values: { region: 'eu-west-3' }, sensitive: { region: true } };
  const plan = planOf({ resources: { 'aws_elb.web': region }, blocks: { 'aws_elb.web': {} } });
  assert.equal([...readLookups(indexPlan(plan)).regions], [['aws', known('eu-west-3', true)]]);
});

test.run();
