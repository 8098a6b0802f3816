import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plan } from '../../src/model/plan.js';
import { readBytes } from '../../src/read/index.js';
import { resolve } from '../../src/resolve/index.js';

/** A load balancer in `module.web`, planned by Terraform before 1.2, with the given provider configurations. */
function planOf(key: string, providers: object, more: object = {}): Plan {
  const change = { actions: ['create'], after: { listener: [] }, after_unknown: {} };
  const document = {
    format_version: '0.2',
    resource_changes: [
      { address: 'module.web.aws_elb.shop', module_address: 'module.web', type: 'aws_elb', name: 'shop', change },
    ],
    configuration: {
      provider_config: providers,
      root_module: {
        module_calls: { web: { module: { resources: [{ type: 'aws_elb', name: 'shop', provider_config_key: key }] } } },
      },
    },
    ...more,
  };
  const [plan] = readBytes('plan.json', Buffer.from(JSON.stringify(document)), {
    wanted: () => true,
    onNotice: () => {},
  });
  assert.ok(plan !== undefined);
  return plan;
}

function regionIn(plan: Plan) {
  const [resource] = plan.resources;
  assert.ok(resource !== undefined);
  return resolve(plan).region(resource);
}

const at = (region: string) => ({ expressions: { region: { constant_value: region } } });

test('an alias of a module is its own provider, not the default beside it', () => {
  const providers = {
    'module.web:aws': { name: 'aws', module_address: 'module.web', ...at('eu-west-1') },
    'module.web:aws.west': { name: 'aws', alias: 'west', module_address: 'module.web', ...at('us-west-2') },
  };
  assert.equal(regionIn(planOf('web:aws.west', providers)), { kind: 'known', value: 'us-west-2' });
});

test('a provider of a module without a region of its own does not take that of the root', () => {
  const providers = {
    aws: { name: 'aws', ...at('eu-west-1') },
    'module.web:aws': {
      name: 'aws',
      module_address: 'module.web',
      expressions: { profile: { constant_value: 'shop' } },
    },
  };
  assert.is(regionIn(planOf('web:aws', providers)).kind, 'unknown');
});

test('two resources of a provider with instances are not taken to share a Region', () => {
  const providers = { aws: { name: 'aws', expressions: { region: { references: ['each.value'] } } } };
  const region = regionIn(planOf('aws', providers, { format_version: '1.2' }));
  assert.ok(region.kind === 'unknown' && region.identity === undefined);
});

test('what a sensitive variable says of a Region or an account stays sensitive', () => {
  const role = { role_arn: { references: ['var.role'] } };
  const providers = {
    aws: { name: 'aws', expressions: { region: { references: ['var.region'] }, assume_role: [role] } },
  };
  const plan = planOf('aws', providers, {
    format_version: '1.2',
    variables: { region: { value: 'eu-west-1' }, role: { value: 'arn:aws:iam::123456789012:role/shop' } },
  });
  const marked = new Map([...plan.variables].map(([name, value]) => [name, { ...value, sensitive: true as const }]));
  const sensitive = { ...plan, variables: marked } as Plan;
  const [resource] = sensitive.resources;
  assert.ok(resource !== undefined);
  const resolver = resolve(sensitive);
  assert.equal(resolver.region(resource), { kind: 'known', value: 'eu-west-1', sensitive: true });
  assert.equal(resolver.account(resource), { kind: 'known', value: '123456789012', sensitive: true });
});

/** The Region of a load balancer in `module.web`, planned with a Region that may be the provider's fallback. */
function plannedRegion(providers: object) {
  const change = {
    actions: ['create'],
    after: { listener: [], region: 'us-east-1' },
    after_unknown: {},
  };
  const parameter = { actions: ['create'], after: {}, after_unknown: { value: true } };
  const address = (module: string) => `${module}aws_ssm_parameter.region`;
  const block = { type: 'aws_ssm_parameter', name: 'region', provider_config_key: 'aws' };
  return regionIn(
    planOf('module.web:aws', providers, {
      format_version: '1.2',
      resource_changes: [
        { address: 'module.web.aws_elb.shop', module_address: 'module.web', type: 'aws_elb', name: 'shop', change },
        ...['', 'module.web.'].map((module) => ({
          address: address(module),
          module_address: module.slice(0, -1),
          type: 'aws_ssm_parameter',
          name: 'region',
          change: parameter,
        })),
      ],
      configuration: {
        provider_config: providers,
        root_module: {
          resources: [block],
          module_calls: {
            web: {
              module: {
                resources: [{ type: 'aws_elb', name: 'shop', provider_config_key: Object.keys(providers)[0] }, block],
              },
            },
          },
        },
      },
    }),
  );
}

const fromParameter = {
  expressions: { region: { references: ['aws_ssm_parameter.region.value', 'aws_ssm_parameter.region'] } },
};

test('a planned Region is not taken for the one of a provider whose own is known after apply', () => {
  for (const [key, provider] of [
    ['aws', { name: 'aws', ...fromParameter }],
    ['module.web:aws', { name: 'aws', module_address: 'module.web', ...fromParameter }],
  ] as const) {
    const region = plannedRegion({ [key]: provider });
    assert.ok(region.kind === 'unknown', key);
    assert.is(region.identity, `region of provider ${key}`);
  }
});

test('a planned Region counts where another provider waits for its own', () => {
  const waiting = { name: 'aws', alias: 'later', ...fromParameter };
  const region = plannedRegion({ aws: { name: 'aws', ...at('us-east-1') }, 'aws.later': waiting });
  assert.equal(region, { kind: 'known', value: 'us-east-1' });
});

test.run();
