import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../src/model/json.js';
import type { Plan } from '../../src/model/plan.js';
import { resolve } from '../../src/resolve/index.js';
import { at, planOf, refs } from './plan.js';

type PlanSketch = Parameters<typeof planOf>[0];

/** A load balancer in the root module, beside what the sketch has. */
function planWith(values: JsonObject, sketch: PlanSketch): Plan {
  return planOf({
    ...sketch,
    resources: { 'aws_elb.web': { values }, ...sketch.resources },
    blocks: { 'aws_elb.web': {}, ...sketch.blocks },
  });
}

function accountOf(values: JsonObject, sketch: PlanSketch) {
  const plan = planWith(values, sketch);
  return resolve(plan).account(at(plan, 'aws_elb.web'));
}

function partitionOf(values: JsonObject, sketch: PlanSketch) {
  const plan = planWith(values, sketch);
  return resolve(plan).partition(at(plan, 'aws_elb.web'));
}

const known = (value: string) => ({ kind: 'known', value });

const role = 'arn:aws:iam::111122223333:role/deploy';
const lookups: PlanSketch = {
  resources: {
    'data.aws_caller_identity.me': { values: { account_id: '123456789012' } },
    'data.aws_partition.here': { values: { partition: 'aws-us-gov' } },
  },
  blocks: { 'data.aws_caller_identity.me': {}, 'data.aws_partition.here': {} },
};

test('the account in the ARN comes first', () => {
  const arn = 'arn:aws:elasticloadbalancing:us-west-2:444455556666:loadbalancer/web';
  assert.equal(accountOf({ arn }, { providers: { aws: { assumeRoleArn: role } } }), known('444455556666'));
});

test('the account is that of the role that the provider assumes, by constant or by reference', () => {
  const variables = { roles: { kind: 'known', value: { deploy: role }, sensitive: true } } as const;
  assert.equal(accountOf({}, { providers: { aws: { assumeRoleArn: role } }, ...lookups }), known('111122223333'));
  assert.equal(
    accountOf({}, { providers: { aws: { assumeRoleArn: refs('var.roles.deploy', 'var.roles') } }, variables }),
    {
      ...known('111122223333'),
      sensitive: true,
    },
  );
});

test('the account is the only one that the provider allows, and not one of several', () => {
  const of = (allowedAccountIds: string[]) => accountOf({}, { providers: { aws: { allowedAccountIds } } });
  assert.equal(of(['123456789012']), known('123456789012'));
  assert.is(of(['123456789012', '210987654321']).kind, 'unknown');
  assert.is(of(['12345']).kind, 'unknown');
  assert.is(of([]).kind, 'unknown');
});

test('an assumed role that is not known leaves the allowed account, then that of the caller', () => {
  const assumeRoleArn = refs('local.role');
  assert.equal(
    accountOf({}, { providers: { aws: { assumeRoleArn, allowedAccountIds: ['210987654321'] } }, ...lookups }),
    known('210987654321'),
  );
  assert.equal(accountOf({}, { providers: { aws: { assumeRoleArn } }, ...lookups }), known('123456789012'));
});

test('providers without credentials of their own work in one account, whichever that is', () => {
  const west = { blocks: { 'aws_elb.web': { provider: 'aws.west' } } };
  const both = (sketch: PlanSketch) => {
    const plan = planWith({}, { providers: { aws: {}, 'aws.west': {}, kubernetes: {} }, ...west, ...sketch });
    const providers = new Map([...plan.providers].map(([key, config]) => [key, { ...config, usesEnvironment: true }]));
    return resolve({ ...plan, providers }).account(at(plan, 'aws_elb.web'));
  };
  assert.equal(both({}), {
    kind: 'unknown',
    reason: 'the account of provider aws.west is not in the plan',
    identity: "account of the environment's credentials",
  });
  const elsewhere = both({ blocks: { 'aws_elb.web': { provider: 'kubernetes' } } });
  assert.is(elsewhere.kind === 'unknown' && elsewhere.identity, 'account of provider kubernetes');
  const blocks = { ...lookups.blocks, ...west.blocks };
  assert.equal(both({ ...lookups, blocks }), known('123456789012'));
  assert.is(accountOf({}, { providers: { aws: {}, 'aws.west': {} }, ...lookups, blocks }).kind, 'unknown');
});

test('an account that nothing tells is the same for all resources of the provider', () => {
  assert.equal(accountOf({}, { providers: { aws: {} } }), {
    kind: 'unknown',
    reason: 'the account of provider aws is not in the plan',
    identity: 'account of provider aws',
  });
  assert.equal(accountOf({}, { blocks: { 'aws_elb.web': { provider: null } } }), {
    kind: 'unknown',
    reason: 'its account is not in the plan',
  });
});

test('the partition is in the ARN, or follows from the Region', () => {
  const arn = 'arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:444455556666:loadbalancer/web';
  assert.equal(partitionOf({ arn }, {}), known('aws-us-gov'));
  assert.equal(partitionOf({ region: 'cn-north-1' }, {}), known('aws-cn'));
  assert.equal(partitionOf({}, { providers: { aws: { region: 'eu-west-1' } }, ...lookups }), known('aws'));
});

test('without a Region the partition is what a data source read through the provider, or its unknown one', () => {
  assert.equal(partitionOf({}, { providers: { aws: {} }, ...lookups }), known('aws-us-gov'));
  assert.equal(partitionOf({}, { providers: { aws: {} } }), {
    kind: 'unknown',
    reason: 'provider aws has no region in its configuration',
    identity: 'partition of provider aws',
    remedy: 'give --region REGION',
  });
});

test('a partition that follows from several Regions is known where all are in it', () => {
  const old = (region: string) => {
    const plan = planOf({
      resources: { 'module.web.aws_elb.site': {} },
      calls: { web: { blocks: { 'aws_elb.site': { provider: 'web:aws' } } } },
      providers: { aws: { region: 'eu-west-1' }, 'aws.other': { region } },
      more: { providerKeysNormalised: false },
    });
    return resolve(plan).partition(at(plan, 'module.web.aws_elb.site'));
  };
  assert.equal(old('us-east-1'), known('aws'));
  const either = old('cn-north-1');
  assert.equal(either.kind === 'unknown' && either.candidates, ['aws', 'aws-cn']);
});

test.run();
