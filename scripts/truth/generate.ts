/** Writes random configurations of Terraform: certificates, and load balancers whose listeners come by them in odd ways. */
import { addCertificate, addOne } from './certificates.js';
import { arnExpression, knownCondition, regionExpression } from './expressions.js';
import { addLoadBalancer } from './load-balancers.js';
import { addOtherUser } from './other-users.js';
import { type Random, randomOf } from './random.js';
import { KNOWN_VARIABLES, quoted, type Scope, type Style } from './scope.js';

export interface GeneratedConfiguration {
  readonly style: Style;
  /** Text by path below the folder of the root module. */
  readonly files: ReadonlyMap<string, string>;
  /** The values of variables that are planned with; others are applied first, where there are any. */
  readonly variables: Readonly<Record<string, string>>;
  readonly appliedFirst: Readonly<Record<string, string>> | undefined;
}

const PROVIDERS = ['aws', 'tls', 'random', 'time', 'null'];

/** The configuration of a seed: the same one every time. */
export function generateConfiguration(seed: number): GeneratedConfiguration {
  const random = randomOf(seed);
  const style = random.chance(0.5) ? 'v6' : 'v5';
  const files = new Map<string, string>();
  const aliases = ['aws', 'aws.a', 'aws.b'].slice(0, 1 + random.below(3));
  const root = scopeOf(random, style, aliases, 'local.token', true);
  root.blocks.push(requiredProviders(PROVIDERS, []));
  for (const [name, type] of Object.entries(KNOWN_VARIABLES))
    root.blocks.push(variable(name, type, defaultOf(name, random)));
  root.blocks.push('resource "random_id" "r" {\n  byte_length = 4\n}');
  root.locals.push('  token = random_id.r.hex');
  for (const provider of aliases) {
    const alias = provider.split('.')[1];
    const region = provider === 'aws' && random.chance(0.1) ? [] : [`  region = ${regionExpression(root)}`];
    root.blocks.push(
      `provider "aws" {\n${[...(alias === undefined ? [] : [`  alias = ${quoted(alias)}`]), ...region].join('\n')}\n}`,
    );
  }
  fill(root, files, 0, {
    certificates: 3 + random.below(3),
    modules: 1 + random.below(3),
    loadBalancers: 3 + random.below(3),
  });
  files.set('main.tf', textOf(root));
  const variables = random.chance(0.4) ? valuesOf(random) : {};
  return { style, files, variables, appliedFirst: random.chance(0.15) ? valuesOf(random) : undefined };
}

function scopeOf(
  random: Random,
  style: Style,
  providers: readonly string[],
  token: string,
  mayPassProviders: boolean,
): Scope {
  const used = new Map<string, number>();
  return {
    ...{
      random,
      style,
      providers,
      token,
      mayPassProviders,
      blocks: [],
      locals: [],
      arns: [],
      maps: [],
      owners: [],
      lists: [],
      certificates: [],
      pems: [],
    },
    name(prefix) {
      const count = (used.get(prefix) ?? 0) + 1;
      used.set(prefix, count);
      return `${prefix}${count}`;
    },
  };
}

interface Amounts {
  readonly certificates: number;
  readonly modules: number;
  readonly loadBalancers: number;
}

/** Writes certificates, calls of modules, and load balancers. */
function fill(scope: Scope, files: Map<string, string>, depth: number, amounts: Amounts): void {
  if (scope.arns.length === 0) addOne(scope);
  for (let at = 0; at < amounts.certificates; at++) addCertificate(scope);
  for (let at = 0; at < amounts.modules; at++) addModule(scope, files, depth + 1);
  for (let at = 0; at < amounts.loadBalancers; at++) {
    if (scope.random.chance(0.25)) addOtherUser(scope);
    else addLoadBalancer(scope);
  }
}

/** Writes a module and its call. */
function addModule(parent: Scope, files: Map<string, string>, depth: number): void {
  const { random } = parent;
  const folder = `m${files.size + 1}-${depth}`;
  files.set(`${folder}/main.tf`, '');
  const passesProviders = parent.mayPassProviders && random.chance(0.6);
  const hasAlias = passesProviders && random.chance(0.4);
  const scope = scopeOf(random, parent.style, hasAlias ? ['aws', 'aws.other'] : ['aws'], 'var.token', passesProviders);
  scope.blocks.push(requiredProviders(['aws', 'tls', 'null', 'time'], hasAlias ? ['aws.other'] : []));
  for (const [name, type] of Object.entries(KNOWN_VARIABLES))
    scope.blocks.push(variable(name, type, defaultOf(name, random)));
  scope.blocks.push(variable('token', 'string', undefined));

  const inputs: string[] = [`token = ${parent.token}`];
  const call = parent.name('x');
  const many = random.weighted<'once' | 'counted' | 'each' | 'optional'>([
    [5, 'once'],
    [2, 'counted'],
    [3, 'each'],
    [1, 'optional'],
  ]);
  const map = parent.maps.length > 0 ? random.pick(parent.maps) : undefined;
  const isOverMap = many === 'each' && map !== undefined && random.chance(0.6);
  inputs.push(
    `env = ${random.pick(['var.env', '"prod"', many === 'each' && !isOverMap ? 'each.value.env' : '"dev"'])}`,
  );
  inputs.push(`flag = ${random.chance(0.3) && many === 'counted' ? 'count.index == 0' : knownCondition(parent)}`);
  if (random.chance(0.5)) inputs.push('index = var.index');

  const shape = random.weighted<'none' | 'arn' | 'list' | 'map' | 'object'>([
    [2, 'none'],
    [6, 'arn'],
    [2, 'list'],
    [2, 'map'],
    [2, 'object'],
  ]);
  const given = () => (isOverMap && random.chance(0.8) ? 'each.value' : arnExpression(parent));
  if (shape === 'arn') {
    scope.blocks.push(variable('arn', 'string', random.chance(0.2) ? '""' : undefined));
    scope.arns.push('var.arn');
    inputs.push(`arn = ${given()}`);
  } else if (shape === 'list') {
    scope.blocks.push(variable('arns', random.pick(['list(string)', 'any']), undefined));
    scope.arns.push('var.arns[0]', 'element(var.arns, 1)');
    inputs.push(`arns = [${given()}, ${given()}]`);
  } else if (shape === 'map') {
    scope.blocks.push(variable('arns', random.pick(['map(string)', 'any']), undefined));
    scope.arns.push('var.arns.a', 'var.arns["b"]');
    scope.maps.push({ expression: 'var.arns', keys: ['a', 'b'] });
    inputs.push(`arns = { a = ${given()}, b = ${given()} }`);
  } else if (shape === 'object') {
    scope.blocks.push(
      variable('site', 'object({ arn = optional(string), other = optional(string, ""), port = number })', undefined),
    );
    scope.arns.push('var.site.arn', 'coalesce(var.site.other, var.site.arn)');
    inputs.push(`site = { arn = ${given()}, port = 443${random.chance(0.3) ? `, other = ${given()}` : ''} }`);
  }

  fill(scope, files, depth, {
    certificates: random.below(3),
    modules: depth < 2 && random.chance(0.4) ? 1 : 0,
    loadBalancers: random.weighted([
      [1, 0],
      [3, 1],
      [1, 2],
    ]),
  });
  scope.blocks.push(`output "arn" {\n  value = ${arnExpression(scope)}\n}`);
  scope.blocks.push(`output "arns" {\n  value = { a = ${arnExpression(scope)}, b = ${arnExpression(scope)} }\n}`);
  files.set(`${folder}/main.tf`, textOf(scope));

  const providers = passesProviders
    ? [
        `  providers = {\n${['aws', ...(hasAlias ? ['aws.other'] : [])].map((name) => `    ${name} = ${random.pick(parent.providers)}`).join('\n')}\n  }`,
      ]
    : [];
  const repetition = {
    once: [],
    counted: ['  count = 2'],
    optional: [`  count = ${knownCondition(parent)} ? 1 : 0`],
    each: [`  for_each = ${isOverMap ? map.expression : '{ a = { env = "prod" }, b = { env = "dev" } }'}`],
  }[many];
  const source = depth === 1 ? `./${folder}` : `../${folder}`;
  const body = [`  source = ${quoted(source)}`, ...repetition, ...providers, ...inputs.map((input) => `  ${input}`)];
  parent.blocks.push(`module "${call}" {\n${body.join('\n')}\n}`);

  const address = `module.${call}`;
  if (many === 'once') {
    parent.arns.push(`${address}.arn`, `${address}.arns["b"]`);
    parent.maps.push({ expression: `${address}.arns`, keys: ['a', 'b'] });
  } else if (many === 'counted') {
    parent.lists.push(address);
    parent.arns.push(`${address}[0].arn`, `${address}.*.arn[1]`);
  } else if (many === 'optional') {
    parent.arns.push(`try(${address}[0].arn, ${random.pick(parent.arns)})`);
  } else {
    parent.owners.push(address);
    const [first = 'a'] = isOverMap ? map.keys : ['a'];
    parent.arns.push(`${address}[${quoted(first)}].arn`, `values(${address})[0].arns.a`);
    parent.maps.push({
      expression: `{ for k, m in ${address} : k => m.arn }`,
      keys: isOverMap ? map.keys : ['a', 'b'],
    });
  }
}

function valuesOf(random: Random): Readonly<Record<string, string>> {
  return {
    env: random.pick(['prod', 'dev']),
    flag: random.pick(['true', 'false']),
    index: random.pick(['0', '1']),
  };
}

function defaultOf(name: string, random: Random): string {
  const defaults: Readonly<Record<string, readonly string[]>> = {
    flag: ['true', 'false'],
    env: ['"prod"', '"dev"'],
    empty: ['""'],
    index: ['0', '1'],
  };
  return random.pick(defaults[name] ?? ['null']);
}

function variable(name: string, type: string, value: string | undefined): string {
  return `variable "${name}" {\n  type = ${type}${value === undefined ? '' : `\n  default = ${value}`}\n}`;
}

function requiredProviders(names: readonly string[], aliases: readonly string[]): string {
  const lines = names.map((name) => {
    const configured = name === 'aws' && aliases.length > 0 ? `, configuration_aliases = [${aliases.join(', ')}]` : '';
    return `    ${name} = { source = "hashicorp/${name}"${configured} }`;
  });
  return `terraform {\n  required_providers {\n${lines.join('\n')}\n  }\n}`;
}

function textOf(scope: Scope): string {
  const locals = scope.locals.length === 0 ? [] : [`locals {\n${scope.locals.join('\n')}\n}`];
  return `${[...scope.blocks, ...locals].join('\n\n')}\n`;
}
