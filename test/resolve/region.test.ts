import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseExpression } from '../../src/expressions/index.js';
import type { Resource } from '../../src/model/plan.js';
import type { Value } from '../../src/model/value.js';
import { resolve } from '../../src/resolve/index.js';
import { at, planOf, refs } from './plan.js';

type PlanSketch = Parameters<typeof planOf>[0];

/** The Region of a load balancer in the root module. */
function regionOf(
  web: Partial<Pick<Resource, 'values' | 'unknown' | 'sensitive'>>,
  sketch: PlanSketch,
  given: Readonly<Record<string, string>> = {},
): Value<string> {
  const plan = planOf({
    ...sketch,
    resources: { 'aws_elb.web': web, ...sketch.resources },
    blocks: { 'aws_elb.web': {}, ...sketch.blocks },
  });
  return resolve(plan, new Map(Object.entries(given))).region(at(plan, 'aws_elb.web'));
}

const known = (value: string) => ({ kind: 'known', value });

const late = refs('aws_ssm_parameter.region.value');
const parameter = { 'aws_ssm_parameter.region': { unknown: { value: true } } };

test('the Region in the ARN comes first', () => {
  const arn = 'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/web';
  assert.equal(regionOf({ values: { arn, region: 'eu-west-1' } }, {}), known('us-west-2'));
  assert.equal(regionOf({ values: { arn }, sensitive: { arn: true } }, {}), { ...known('us-west-2'), sensitive: true });
});

test('the Regions that a sensitive condition chooses between are candidates, and sensitive', () => {
  const chosen = (text: string) => {
    const parsed = parseExpression(text);
    const tree = parsed.kind === 'parsed' ? { tree: parsed.node } : {};
    return regionOf(
      {},
      {
        providers: { aws: { region: { ...late, ...tree } } },
        blocks: { 'aws_ssm_parameter.region': {} },
        resources: parameter,
      },
    );
  };
  const condition = 'aws_ssm_parameter.region.value == "x" ? "eu-west-1" : "us-east-1"';
  const region = {
    kind: 'unknown',
    reason: 'the region of provider aws is known after apply',
    identity: 'region of provider aws',
    candidates: ['eu-west-1', 'us-east-1'],
  };
  assert.equal(chosen(condition), region);
  assert.equal(chosen(`sensitive(${condition})`), { ...region, sensitive: true });
});

test('a planned Region comes before that of the provider', () => {
  const web = { values: { region: 'us-east-1' } };
  assert.equal(regionOf(web, { providers: { aws: { region: 'eu-west-1' } } }), known('us-east-1'));
});

test('a planned Region is not taken for that of a provider whose own is known after apply', () => {
  const sketch = { providers: { aws: { region: late } }, resources: parameter };
  const web = { values: { region: 'us-east-1' } };
  assert.equal(regionOf(web, sketch), {
    kind: 'unknown',
    reason: 'the Region of its provider is known after apply',
    identity: 'region of provider aws',
    remedy: 'configure the provider with a Region that is known at plan',
  });
  const blocks = { 'aws_elb.web': { args: { region: 'us-east-1' } } };
  assert.equal(regionOf(web, { ...sketch, blocks }), known('us-east-1'));
});

test('a planned Region counts where only another provider has one that is known after apply', () => {
  const providers = { aws: { region: 'us-east-1' }, 'aws.later': { region: late } };
  assert.equal(regionOf({ values: { region: 'us-east-1' } }, { providers, resources: parameter }), known('us-east-1'));
});

test('a Region that is known after apply is unknown, whatever the provider says', () => {
  const region = regionOf({ unknown: { region: true } }, { providers: { aws: { region: 'eu-west-1' } } });
  assert.equal(region, { kind: 'unknown', reason: 'known after apply: aws_elb.web.region' });
});

test('a data source that is read during apply has the Region of its provider, unless its block sets one', () => {
  const found = (args: { region?: string }) => {
    const plan = planOf({
      resources: { 'data.aws_acm_certificate.c': { unknown: { region: true } } },
      blocks: { 'data.aws_acm_certificate.c': { args } },
      providers: { aws: { region: 'eu-west-1' } },
    });
    return resolve(plan).region(at(plan, 'data.aws_acm_certificate.c'));
  };
  assert.equal(found({}), known('eu-west-1'));
  assert.is(found({ region: 'us-east-1' }).kind, 'unknown');
});

test("the provider's Region is a constant, or a variable, a local or an attribute that is known", () => {
  const sketch: PlanSketch = {
    variables: { at: { region: 'eu-west-1' }, secret: { kind: 'known', value: { at: 'eu-west-1' }, sensitive: true } },
    locals: { region: refs('var.at.region', 'var.at') },
    resources: { 'aws_x.c': { values: { region: 'us-west-2' } } },
  };
  const of = (region: string | ReturnType<typeof refs>) => regionOf({}, { ...sketch, providers: { aws: { region } } });
  assert.equal(of('ap-south-1'), known('ap-south-1'));
  assert.equal(of(refs('var.at.region', 'var.at')), known('eu-west-1'));
  assert.equal(of(refs('local.region')), known('eu-west-1'));
  assert.equal(of(refs('aws_x.c.region', 'aws_x.c')), known('us-west-2'));
  assert.equal(of(refs('var.secret.at', 'var.secret')), { ...known('eu-west-1'), sensitive: true });
});

test('a reference to a variable alone may be a condition on it, so it is open', () => {
  const sketch: PlanSketch = { variables: { region: 'eu-west-1' }, providers: { aws: { region: refs('var.region') } } };
  assert.is(regionOf({}, sketch).kind, 'unknown');
});

test("a module's provider has the Region that its own instance was given", () => {
  const plan = planOf({
    resources: { 'module.web["a"].aws_elb.site': {}, 'module.web["b"].aws_elb.site': {} },
    calls: {
      web: { inputs: { region: 'eu-west-1' }, blocks: { 'aws_elb.site': { provider: 'module.web:aws' } } },
    },
    providers: { aws: { region: 'us-east-1' }, 'module.web:aws': { region: refs('var.region') } },
  });
  assert.equal(resolve(plan).region(at(plan, 'module.web["b"].aws_elb.site')), known('eu-west-1'));
});

test("a module's provider without a Region does not take that of the root module", () => {
  const plan = planOf({
    resources: { 'module.web.aws_elb.site': {} },
    calls: { web: { blocks: { 'aws_elb.site': { provider: 'module.web:aws' } } } },
    providers: { aws: { region: 'eu-west-1' }, 'module.web:aws': {} },
  });
  assert.is(resolve(plan).region(at(plan, 'module.web.aws_elb.site')).kind, 'unknown');
});

test('text that is no Region is not taken for one', () => {
  const region = regionOf({}, { providers: { aws: { region: 'somewhere' } } });
  assert.is(region.kind, 'unknown');
});

test('a provider without a Region is the same unknown Region for all its resources', () => {
  assert.equal(regionOf({}, { providers: { aws: {} } }), {
    kind: 'unknown',
    reason: 'provider aws has no region in its configuration',
    identity: 'region of provider aws',
    remedy: 'give --region REGION',
  });
});

test('a Region that the plan does not record says where it comes from', () => {
  assert.equal(regionOf({}, { providers: { aws: { region: refs('local.region') } } }), {
    kind: 'unknown',
    reason: 'the region of provider aws comes from local.region, which is not in the plan',
    identity: 'region of provider aws',
    remedy: 'give --region aws=REGION',
  });
  const called = regionOf({}, { providers: { aws: { region: refs() } } });
  assert.match(called.kind === 'unknown' ? called.reason : '', /comes from a function call/);
});

test('two resources of a provider with instances are not taken to share a Region', () => {
  const region = regionOf({}, { providers: { aws: { region: refs('each.value') } } });
  assert.equal(region, { kind: 'unknown', reason: 'the plan does not tell which instance of provider aws is used' });
});

test('the user may give the Region of a provider, which comes after what the plan tells', () => {
  const given = { aws: 'eu-north-1', '': 'eu-south-1' };
  const local = { region: refs('local.region') };
  assert.equal(regionOf({}, { providers: { aws: {} } }, given), known('eu-north-1'));
  assert.equal(regionOf({}, { providers: { aws: local } }, given), known('eu-north-1'));
  assert.equal(regionOf({}, { providers: { aws: { region: 'us-east-1' } } }, given), known('us-east-1'));
});

test('a Region given without a provider is for those that set none, and for the only one', () => {
  const given = { '': 'eu-south-1' };
  const local = { region: refs('local.region') };
  assert.equal(regionOf({}, { providers: { aws: {}, 'aws.west': local } }, given), known('eu-south-1'));
  assert.equal(regionOf({}, { providers: { aws: local, google: {} } }, given), known('eu-south-1'));
  assert.is(regionOf({}, { providers: { aws: local, 'aws.west': {} } }, given).kind, 'unknown');
  const noKey = { 'aws_elb.web': { provider: null } };
  assert.equal(regionOf({}, { blocks: noKey }, given), known('eu-south-1'));
  assert.equal(regionOf({}, { blocks: noKey }), {
    kind: 'unknown',
    reason: 'its Region: the input has no configuration to tell its provider',
    remedy: 'give --region REGION',
  });
});

test('data.aws_region tells the Region of its provider, before the user does', () => {
  const sketch: PlanSketch = {
    providers: { aws: { region: refs('local.region') } },
    resources: { 'data.aws_region.here': { values: { name: 'eu-west-2' } } },
    blocks: { 'data.aws_region.here': {} },
  };
  assert.equal(regionOf({}, sketch, { aws: 'eu-north-1' }), known('eu-west-2'));
});

test('a Region is that of the first Availability Zone where nothing else tells', () => {
  const web = { values: { availability_zones: ['eu-central-1b', 'eu-central-1a'] } };
  assert.equal(regionOf(web, { providers: { aws: {} } }), known('eu-central-1'));
  assert.equal(regionOf(web, { providers: { aws: { region: 'us-east-1' } } }), known('us-east-1'));
  assert.is(regionOf({ values: { availability_zones: ['here'] } }, {}).kind, 'unknown');
  assert.is(regionOf({ unknown: { availability_zones: true } }, {}).kind, 'unknown');
});

test('the Region of sensitive zones is as sensitive as they are', () => {
  const web = { values: { availability_zones: ['eu-central-1b'] }, sensitive: { availability_zones: true } };
  assert.equal(regionOf(web, { providers: { aws: {} } }), { ...known('eu-central-1'), sensitive: true });
});

test('one of several providers is one of their Regions', () => {
  const old = (region: string) => {
    const plan = planOf({
      resources: { 'module.web.aws_elb.site': {} },
      calls: { web: { blocks: { 'aws_elb.site': { provider: 'web:aws' } } } },
      providers: { aws: { region: 'eu-west-1' }, 'aws.west': { region } },
      more: { providerKeysNormalised: false },
    });
    return resolve(plan).region(at(plan, 'module.web.aws_elb.site'));
  };
  assert.equal(old('us-west-2'), {
    kind: 'unknown',
    reason: 'plans of Terraform before 1.2 do not tell which provider a module was given',
    candidates: ['eu-west-1', 'us-west-2'],
    identity: 'region of provider module.web:web:aws',
  });
  assert.equal(old('eu-west-1'), known('eu-west-1'));
});

test.run();
