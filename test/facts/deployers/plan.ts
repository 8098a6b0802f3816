import { certificateLookUps } from '../../../src/facts/deployers/look-ups.js';
import type { IamPolicy } from '../../../src/facts/iam/decide.js';
import { collectDeployers, collectListeners, type Deployers, interestIn } from '../../../src/facts/index.js';
import type { Json } from '../../../src/model/json.js';
import type { Plan, Resource } from '../../../src/model/plan.js';
import { readBytes } from '../../../src/read/index.js';
import { type Resolver, resolve } from '../../../src/resolve/index.js';

export const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
export const EC2 = 'arn:aws:iam::aws:policy/AmazonEC2FullAccess';
export const ACCOUNT = '123456789012';

/** The text of a policy that allows an action on everything. */
export const allow = (...actions: readonly string[]) => policyText({ Effect: 'Allow', Action: actions, Resource: '*' });

/** The text of a policy with these statements. */
export const policyText = (...statements: readonly Json[]) => JSON.stringify({ Statement: statements });

/** One resource change, and its block in the configuration. */
export interface Change {
  readonly values?: object;
  /** By argument, what its expression refers to. */
  readonly refers?: Readonly<Record<string, readonly string[]>>;
  readonly unknown?: object;
  readonly sensitive?: object;
  /** What was before; null for what the plan creates. */
  readonly before?: object | null;
  readonly actions?: readonly string[];
  readonly key?: string;
  /** What `for_each` of the block refers to. */
  readonly forEach?: readonly string[];
  /** The block's expressions, where they are more than references. */
  readonly expressions?: object;
  readonly provider?: string;
}

/** By address. */
export type Changes = Readonly<Record<string, Change>>;

/** A Classic Load Balancer with a certificate from ACM, which somebody has to deploy. */
export const LOAD_BALANCER: Changes = {
  'aws_elb.web': {
    values: {
      region: 'eu-west-1',
      listener: [
        {
          lb_port: 443,
          lb_protocol: 'https',
          instance_port: 80,
          instance_protocol: 'http',
          ssl_certificate_id: `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/1`,
        },
      ],
    },
  },
};

/** The plan of some changes. `providers` are entries of `provider_config`. */
export function planOf(changes: Changes, providers: object = { aws: { name: 'aws' } }): Plan {
  const document = {
    format_version: '1.2',
    resource_changes: Object.entries(changes).map(([address, change]) => resourceChange(address, change)),
    configuration: {
      provider_config: providers,
      root_module: { resources: Object.entries(changes).map(([address, change]) => block(address, change)) },
    },
  };
  const [plan] = readBytes('plan.json', Buffer.from(JSON.stringify(document)), {
    ...interestIn(),
    onDemand: undefined,
  });
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

function resourceChange(address: string, change: Change): object {
  const { values = {}, unknown = {}, sensitive = {}, before = null, actions = ['create'], key } = change;
  return {
    address,
    ...partsOf(address),
    ...(key === undefined ? {} : { index: key }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions,
      before,
      after: actions.join() === 'delete' ? null : values,
      after_unknown: unknown,
      after_sensitive: sensitive,
    },
  };
}

function block(address: string, { refers = {}, expressions = {}, provider = 'aws', forEach }: Change): object {
  const references = Object.entries(refers).map(([name, to]) => [name, { references: to }]);
  const { type, name } = partsOf(address);
  return {
    ...partsOf(address),
    address: `${type}.${name}`,
    provider_config_key: provider,
    ...(forEach === undefined ? {} : { for_each_expression: { references: forEach } }),
    expressions: { ...Object.fromEntries(references), ...expressions },
  };
}

function partsOf(address: string) {
  const mode = address.startsWith('data.') ? 'data' : 'managed';
  const [type = '', name = ''] = address
    .replace(/^data\./, '')
    .replace(/\[.*\]$/, '')
    .split('.');
  return { mode, type, name };
}

export function resolverOf(changes: Changes, providers?: object): Resolver {
  return resolve(planOf(changes, providers));
}

/** The resource of an address in a plan. */
export function resourceIn({ plan }: Resolver, address: string): Resource {
  const found = plan.resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no ${address}`);
  return found;
}

/** The deployers among some changes and a load balancer, by default in account and Region of one provider. */
export function deployersIn(
  changes: Changes,
  options: {
    readonly named?: readonly string[];
    readonly policies?: readonly IamPolicy[];
    readonly boundary?: IamPolicy;
    readonly providers?: object;
    readonly elb?: boolean;
  } = {},
): Deployers {
  const { named: addresses = [], policies = [], boundary } = options;
  const plan = planOf(options.elb === false ? changes : { ...LOAD_BALANCER, ...changes }, options.providers);
  const lookUps = certificateLookUps(plan, new Map());
  const listeners = collectListeners(plan, { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() });
  return collectDeployers(
    plan,
    new Map(),
    { addresses, policies, boundary },
    { own: { listeners, lookUps }, all: { listeners, lookUps } },
  );
}

/** What is known of whether a named principal may list certificates: `allowed`, or the candidates of an open answer. */
export function listing(address: string, changes: Changes, providers?: object): string {
  const { deployers } = deployersIn(changes, { named: [address], ...(providers === undefined ? {} : { providers }) });
  const permission = deployers.find((deployer) => deployer.address === address)?.permissions['acm:ListCertificates'];
  if (permission === undefined || permission.kind === 'absent') throw new Error(`${address} is no deployer`);
  if (permission.kind === 'known') return permission.value;
  return `${[...(permission.candidates ?? [])].sort().join('|')}: ${permission.reason}`;
}

/** What policies consist of, in short: addresses of their documents with the actions that these name. */
export function summary(policies: readonly IamPolicy[]): readonly string[] {
  return policies.map(({ alternatives, uncertain }) => {
    const documents = alternatives.map(({ address, statements, incomplete }) => {
      const actions = statements.flatMap(({ actions: { of } }) =>
        of.map((text) => (text.kind === 'known' ? text.value : '(unknown)')),
      );
      return [address, ...actions, ...(incomplete === null ? [] : [`(${incomplete})`])].join(' ');
    });
    return `${documents.join(' or ')}${uncertain === null ? '' : ` if: ${uncertain}`}`;
  });
}
