import * as assert from 'uvu/assert';
import { parseAddress } from '../../src/model/address.js';
import { isObject, type Json, type JsonObject, objectOf } from '../../src/model/json.js';
import type {
  Action,
  Body,
  Expression,
  ModuleCall,
  ModuleConfig,
  Plan,
  ProviderConfig,
  Resource,
  ResourceConfig,
} from '../../src/model/plan.js';
import { isValue, known, type Value } from '../../src/model/value.js';
import type { Origin } from '../../src/resolve/origin.js';

/** An expression, or JSON that stands for a constant; an array of objects stands for nested blocks too. */
type Argument = Expression | Json;

interface BlockSketch {
  readonly args?: Readonly<Record<string, Argument>>;
  /** The key of its provider; `aws` where it is left out, none where it is null. */
  readonly provider?: string | null;
  readonly forEach?: Argument;
  readonly dependsOn?: readonly string[];
}

interface CallSketch extends ModuleSketch {
  readonly inputs?: Readonly<Record<string, Argument>>;
  readonly forEach?: Argument;
  readonly dependsOn?: readonly string[];
}

interface ModuleSketch {
  /** By `TYPE.NAME` or `data.TYPE.NAME`. */
  readonly blocks?: Readonly<Record<string, BlockSketch>>;
  readonly calls?: Readonly<Record<string, CallSketch>>;
  readonly outputs?: Readonly<Record<string, Argument>>;
  readonly defaults?: JsonObject;
  readonly locals?: Readonly<Record<string, Argument>>;
}

interface ResourceSketch {
  readonly values?: JsonObject;
  readonly unknown?: Json;
  readonly sensitive?: Json;
  readonly action?: Action;
  readonly body?: Readonly<Record<string, Argument>>;
}

type ProviderSketch = Partial<
  Record<'region' | 'assumeRoleArn' | 'assumeRolePolicy' | 'assumeRolePolicyArns' | 'allowedAccountIds', Argument>
> & { readonly implied?: true };

interface PlanSketch extends ModuleSketch {
  /** By address. */
  readonly resources?: Readonly<Record<string, ResourceSketch>>;
  /** By key: `aws`, `aws.west`, `module.web:aws`. */
  readonly providers?: Readonly<Record<string, ProviderSketch>>;
  readonly variables?: Readonly<Record<string, Json | Value<Json>>>;
  readonly more?: Partial<Plan>;
}

/** An expression that refers to these, as plan JSON has it: nobody knows what is around them. */
export function refs(...references: readonly string[]): Expression {
  return { references };
}

/** A plan of what the sketch has. Its root module is the sketch itself. */
export function planOf(sketch: PlanSketch): Plan {
  const { resources = {}, providers = {}, variables = {}, more = {} } = sketch;
  return {
    path: 'plan.json',
    kind: 'terraform-plan',
    formatVersion: '1.2',
    terraformVersion: '1.9.0',
    complete: true,
    variables: mapped(variables, (value) => (isValue(value) ? (value as Value<Json>) : known(value as Json))),
    resources: Object.entries(resources).map(([address, resource]) => resourceAt(address, resource)),
    holds: () => true,
    configuration: moduleOf(sketch),
    providers: new Map(Object.entries(providers).map(([key, provider]) => [key, providerAt(key, provider)])),
    providerKeysNormalised: true,
    notes: [],
    ...more,
  };
}

/** The resource at an address of a plan. */
export function at(plan: Plan, address: string): Resource {
  const found = plan.resources.find((resource) => resource.address === address);
  assert.ok(found !== undefined, `${address} is in the plan`);
  return found;
}

/** Origins in short: the value, the attribute, or the reason after `? `. */
export function shown(origins: readonly Origin[]): readonly string[] {
  return origins.map((origin) => {
    switch (origin.kind) {
      case 'known':
        return JSON.stringify(origin.value);
      case 'attribute':
        return [origin.resource?.address ?? `(no ${origin.type})`, origin.attribute ?? '*'].join('.');
      case 'deadEnd':
        return `? ${origin.reason}`;
      default:
        return origin satisfies never;
    }
  });
}

function mapped<From, To>(record: Readonly<Record<string, From>>, map: (from: From) => To): ReadonlyMap<string, To> {
  return new Map(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function isExpression(argument: Argument): argument is Expression {
  return isObject(argument) && Array.isArray(objectOf(argument)['references']);
}

function expressionOf(argument: Argument): Expression {
  return isExpression(argument) ? argument : { constant: argument, references: [] };
}

function optional(argument: Argument | undefined): Expression | undefined {
  return argument === undefined ? undefined : expressionOf(argument);
}

function bodyOf(args: Readonly<Record<string, Argument>>): Body {
  return {
    expression: (name) => (Object.hasOwn(args, name) ? optional(args[name]) : undefined),
    blocks: (name) => [args[name] ?? []].flat().map((block) => bodyOf(objectOf(block))),
    names: () => Object.keys(args),
  };
}

function moduleOf({ blocks = {}, calls = {}, outputs = {}, defaults = {}, locals }: ModuleSketch): ModuleConfig {
  return {
    resources: new Map(Object.entries(blocks).map(([address, block]) => [address, blockAt(address, block)])),
    addresses: () => Object.keys(blocks),
    calls: mapped(calls, callOf),
    outputs: mapped(outputs, expressionOf),
    defaults: new Map(Object.entries(defaults)),
    locals: locals && mapped(locals, expressionOf),
  };
}

function callOf(sketch: CallSketch): ModuleCall {
  return {
    inputs: mapped(sketch.inputs ?? {}, expressionOf),
    forEach: optional(sketch.forEach),
    dependsOn: sketch.dependsOn ?? [],
    module: moduleOf(sketch),
  };
}

function blockAt(text: string, { args = {}, provider = 'aws', forEach, dependsOn = [] }: BlockSketch): ResourceConfig {
  const address = parseAddress(text);
  assert.ok(address !== undefined, `${text} is an address`);
  const { mode, type, name } = address;
  return {
    mode,
    type,
    name,
    providerKey: provider ?? undefined,
    body: bodyOf(args),
    forEach: optional(forEach),
    dependsOn,
  };
}

function resourceAt(text: string, sketch: ResourceSketch): Resource {
  const address = parseAddress(text);
  assert.ok(address !== undefined, `${text} is an address`);
  return {
    ...address,
    address: text,
    provider: 'registry.terraform.io/hashicorp/aws',
    action: sketch.action ?? 'create',
    values: sketch.values ?? {},
    unknown: sketch.unknown ?? {},
    sensitive: sketch.sensitive ?? false,
    before: null,
    ...(sketch.body === undefined ? {} : { body: bodyOf(sketch.body) }),
  };
}

function providerAt(key: string, { implied, ...args }: ProviderSketch): ProviderConfig {
  const [own = '', module = ''] = key.split(':').reverse();
  const [name = '', alias] = own.split('.');
  return {
    key,
    name,
    alias,
    modulePath: module === '' ? [] : module.replace(/^module\./, '').split('.module.'),
    region: optional(args.region),
    assumeRoleArn: optional(args.assumeRoleArn),
    assumeRolePolicy: optional(args.assumeRolePolicy),
    assumeRolePolicyArns: optional(args.assumeRolePolicyArns),
    allowedAccountIds: optional(args.allowedAccountIds),
    configured: implied !== true,
  };
}
