import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatModulePath } from '../../src/model/address.js';
import type { Plan } from '../../src/model/plan.js';
import { resolve } from '../../src/resolve/index.js';
import { effectiveProvider, sharesProvider } from '../../src/resolve/provider.js';
import { at, planOf, refs, shown } from './plan.js';

const region = 'eu-west-1';

/** The provider of a resource in short: its key and the module its expressions are in, its keys, or why it is unknown. */
function providerOf(plan: Plan, address: string): string {
  const provider = effectiveProvider(plan, at(plan, address));
  switch (provider.kind) {
    case 'known':
      return `${provider.key} ${provider.scope ? `in "${formatModulePath(provider.scope.module)}"` : 'without a block'}`;
    case 'oneOf':
      return `${provider.key}: ${provider.among.map(({ key }) => key).join(' or ')}: ${provider.reason}`;
    case 'unknown':
      return `? ${provider.reason}`;
    default:
      return provider satisfies never;
  }
}

/** A plan of one load balancer in the module instance `module.web["a"].module.inner`, whose block has the provider key. */
function inner(
  provider: string | null,
  providers: Parameters<typeof planOf>[0]['providers'],
  more: Partial<Plan> = {},
) {
  const blocks = { 'aws_elb.site': { provider } };
  return planOf({
    resources: { 'module.web["a"].module.inner.aws_elb.site': {} },
    calls: { web: { calls: { inner: { blocks } } } },
    providers: providers ?? {},
    more,
  });
}

const SITE = 'module.web["a"].module.inner.aws_elb.site';

test('a resource of the root module uses the configuration of its key', () => {
  const providers = { aws: { region }, 'aws.west': { region }, awscc: {} };
  const plan = planOf({
    resources: { 'aws_elb.a': {}, 'aws_elb.b': {}, 'awscc_x.c': {}, 'data.aws_region.d': {} },
    blocks: {
      'aws_elb.a': {},
      'aws_elb.b': { provider: 'aws.west' },
      'awscc_x.c': { provider: 'awscc' },
      'data.aws_region.d': { provider: 'aws.west' },
    },
    providers,
  });
  assert.is(providerOf(plan, 'aws_elb.a'), 'aws in ""');
  assert.is(providerOf(plan, 'aws_elb.b'), 'aws.west in ""');
  assert.is(providerOf(plan, 'awscc_x.c'), 'awscc in ""');
  assert.is(providerOf(plan, 'data.aws_region.d'), 'aws.west in ""');
});

test('a provider that nobody configures is known by its key', () => {
  assert.is(providerOf(inner('aws', {}), SITE), 'aws without a block');
});

test('without a block or a provider key there is no telling', () => {
  const why = '? the input has no configuration to tell its provider';
  assert.is(providerOf(inner(null, { aws: { region } }), SITE), why);
  assert.is(providerOf(inner('aws', { aws: { region } }, { configuration: undefined }), SITE), why);
});

test("a child's key names the configuration that was passed down, whatever the child calls it", () => {
  assert.is(providerOf(inner('aws.west', { aws: { region }, 'aws.west': { region } }), SITE), 'aws.west in ""');
});

test("a module's own configuration is in the module instance of the resource", () => {
  assert.is(
    providerOf(inner('module.web:aws', { 'module.web:aws': { region } }), SITE),
    'module.web:aws in "module.web["a"]"',
  );
  const own = 'module.web.module.inner:aws.east';
  assert.is(providerOf(inner(own, { [own]: { region } }), SITE), `${own} in "module.web["a"].module.inner"`);
});

const IMPLIED = 'module.web.module.inner:aws';

test('an implied provider is the one that is configured above it', () => {
  const providers = { aws: { region }, 'module.web:aws': { region }, [IMPLIED]: { implied: true } } as const;
  assert.is(providerOf(inner(IMPLIED, providers), SITE), 'module.web:aws in "module.web["a"]"');
});

test('an implied provider below an implied one is that of the root module', () => {
  const implied = { implied: true } as const;
  const providers = { aws: { region }, 'module.web:aws': implied, [IMPLIED]: implied };
  assert.is(providerOf(inner(IMPLIED, providers), SITE), 'aws in ""');
  assert.is(providerOf(inner(IMPLIED, { 'module.web:aws': implied, [IMPLIED]: implied }), SITE), 'aws in ""');
});

test('an implied alias is never inherited', () => {
  const alias = `${IMPLIED}.west`;
  const providers = { aws: { region }, [alias]: { implied: true } } as const;
  assert.is(providerOf(inner(alias, providers), SITE), `${alias} in "module.web["a"].module.inner"`);
});

test('of a module without an entry, further up, the plan does not tell what it was given', () => {
  const blocks = { 'aws_elb.site': { provider: 'module.a.module.b.module.c:aws' } };
  const plan = planOf({
    resources: { 'module.a.module.b.module.c.aws_elb.site': {} },
    calls: { a: { calls: { b: { calls: { c: { blocks } } } } } },
    providers: {
      aws: { region },
      'aws.west': { region },
      'module.a.module.b:aws': { implied: true },
      'module.a.module.b.module.c:aws': { implied: true },
    },
  });
  assert.is(
    providerOf(plan, 'module.a.module.b.module.c.aws_elb.site'),
    'module.a.module.b.module.c:aws: aws or aws.west: the plan does not tell which provider module.a was given',
  );
});

const OLD = { providerKeysNormalised: false };
const WHY_OLD = 'plans of Terraform before 1.2 do not tell which provider a module was given';

test("before Terraform 1.2, a module's own configuration is found by its local name", () => {
  const own = 'module.web.module.inner:aws.west';
  const providers = { aws: { region }, [own]: { region } };
  assert.is(providerOf(inner('inner:aws.west', providers, OLD), SITE), `${own} in "module.web["a"].module.inner"`);
});

test('before Terraform 1.2, a module may use any configuration above it of the same provider', () => {
  const providers = {
    aws: { region },
    'module.web:aws.west': { region },
    'module.other:aws.east': { region },
    'module.web.module.inner:aws.own': { region },
    'module.web:aws.implied': { implied: true },
    google: {},
  } as const;
  assert.is(
    providerOf(inner('inner:aws', providers, OLD), SITE),
    `module.web["a"].module.inner:inner:aws: aws or module.web:aws.west: ${WHY_OLD}`,
  );
});

test('before Terraform 1.2, the only configuration above a module is its own', () => {
  assert.is(providerOf(inner('inner:aws', { aws: { region }, awscc: {} }, OLD), SITE), 'aws in ""');
  assert.is(providerOf(inner('inner:aws.west', { google: {} }, OLD), SITE), 'aws without a block');
});

test('before Terraform 1.2, the key of a resource in the root module is sure', () => {
  const plan = planOf({
    resources: { 'aws_elb.a': {} },
    blocks: { 'aws_elb.a': { provider: 'aws.west' } },
    providers: { aws: { region }, 'aws.west': { region } },
    more: OLD,
  });
  assert.is(providerOf(plan, 'aws_elb.a'), 'aws.west in ""');
});

test('the role that a provider assumes is told with where its ARN and the policies of its session come from', () => {
  const args = { assumeRoleArn: refs('aws_iam_role.r.arn'), assumeRolePolicy: refs('var.policy') };
  const plan = planOf({
    resources: { 'aws_elb.a': {}, 'aws_elb.b': {}, 'aws_iam_role.r': { unknown: { arn: true } } },
    blocks: { 'aws_elb.a': {}, 'aws_elb.b': { provider: 'aws.plain' } },
    providers: { aws: args, 'aws.plain': { region } },
    variables: { policy: '{}' },
  });
  const role = resolve(plan).assumedRole(at(plan, 'aws_elb.a'));
  assert.is(role?.provider, 'aws');
  assert.equal(shown(role?.origins ?? []), ['aws_iam_role.r.arn']);
  assert.equal(shown(role?.sessionPolicy ?? []), ['"{}"']);
  assert.is(role?.sessionPolicyArns, undefined);
  assert.is(resolve(plan).assumedRole(at(plan, 'aws_elb.b')), undefined);
});

test('a resource without a block has the only configuration of its provider', () => {
  const shares = (providers: Parameters<typeof planOf>[0]['providers'], key = 'aws') => {
    const blocks = { 'aws_elb.new': { provider: key } };
    const plan = planOf({ resources: { 'aws_elb.new': {}, 'aws_elb.old': {} }, blocks, providers: providers ?? {} });
    return sharesProvider(plan, at(plan, 'aws_elb.new'), at(plan, 'aws_elb.old'));
  };
  assert.is(shares({ aws: { region }, awscc: { region } }), true);
  assert.is(shares({ aws: { region }, 'module.web:aws': { implied: true } }), true);
  assert.is(shares({ aws: { region }, 'aws.west': { region } }), false);
  assert.is(shares({ aws: { region }, 'module.web:aws': { region } }), false);
  for (const key of ['aws.west', 'module.web:aws']) {
    assert.is(shares({ [key]: { region } }, key), false, 'the default one needs no block');
  }
});

test.run();
