import { blockAddress } from '../model/address.js';
import { once } from '../model/collections.js';
import { arrayOf, isObject, type Json, objectOf, property, stringProperty } from '../model/json.js';
import type { Body, Expression, ModuleCall, ModuleConfig, ProviderConfig, ResourceConfig } from '../model/plan.js';
import { ASSUME_ROLE_BLOCKS, assumedRoleOf } from './assume-role.js';
import {
  BLOCKS,
  blocksIn,
  mapShape,
  objectShape,
  type Part,
  partIn,
  partsByName,
  type Shape,
  valueIn,
} from './shape.js';

/** A plan's `configuration`. Source: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation */
export const CONFIGURATION = objectShape(['provider_config'], { root_module: () => MODULE });

const MODULE = objectShape(['outputs', 'variables'], {
  resources: () => BLOCKS,
  module_calls: () => mapShape((): Shape => CALL),
});

const CALL = objectShape(['expressions', 'for_each_expression', 'count_expression', 'depends_on'], {
  module: (): Shape => MODULE,
});

/** Deeper than any configuration people write; a file that nests deeper was made to exhaust the stack. */
const MAX_MODULE_DEPTH = 200;

/** The modules of a `configuration`, each of which is read when it is asked for. */
export function readModules(configuration: Part): ModuleConfig {
  return readModule(partIn(CONFIGURATION, configuration, 'root_module'), 0);
}

/** The `variables` that the root module declares. */
export function declaredVariables(configuration: Part | undefined): Json | undefined {
  return valueIn(MODULE, partIn(CONFIGURATION, configuration, 'root_module'), 'variables');
}

function readModule(module: Part | undefined, depth: number): ModuleConfig {
  const blocks = blocksIn(partIn(MODULE, module, 'resources'), addressOfBlock);
  const calls = once(() => {
    const found = depth < MAX_MODULE_DEPTH ? partsByName(partIn(MODULE, module, 'module_calls')) : [];
    return new Map(found.map(([name, call]) => [name, readCall(call, depth)]));
  });
  const outputs = once(() => readOutputs(valueIn(MODULE, module, 'outputs')));
  const defaults = once(() => readDefaults(valueIn(MODULE, module, 'variables')));
  return {
    resources: {
      get(address) {
        const block = blocks.find(address);
        return block === undefined ? undefined : readBlock(block);
      },
    },
    addresses: blocks.addresses,
    get calls() {
      return calls();
    },
    get outputs() {
      return outputs();
    },
    get defaults() {
      return defaults();
    },
    locals: undefined,
  };
}

function readCall(call: Part, depth: number): ModuleCall {
  const inputs = once(() => readInputs(valueIn(CALL, call, 'expressions')));
  const forEach = once(() => optionalExpression(valueIn(CALL, call, 'for_each_expression')));
  const count = once(() => optionalExpression(valueIn(CALL, call, 'count_expression')));
  const dependsOn = once(() => textsOf(valueIn(CALL, call, 'depends_on')));
  const module = once(() => readModule(partIn(CALL, call, 'module'), depth + 1));
  return {
    get inputs() {
      return inputs();
    },
    get forEach() {
      return forEach();
    },
    get count() {
      return count();
    },
    get dependsOn() {
      return dependsOn();
    },
    get module() {
      return module();
    },
  };
}

function readOutputs(json: Json | undefined): ReadonlyMap<string, Expression> {
  const outputs = Object.entries(objectOf(json));
  return new Map(
    outputs.map(([name, output]) => {
      const dependsOn = textsOf(property(output, 'depends_on'));
      return [
        name,
        { ...readExpression(property(output, 'expression')), ...(dependsOn.length > 0 ? { dependsOn } : {}) },
      ];
    }),
  );
}

/** The defaults in the `variables` of a module. */
function readDefaults(json: Json | undefined): ReadonlyMap<string, Json> {
  return new Map(
    Object.entries(objectOf(json)).flatMap(([name, variable]) => {
      const value = property(variable, 'default');
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** The `expressions` of a module call. */
function readInputs(json: Json | undefined): ReadonlyMap<string, Expression> {
  return new Map(Object.entries(objectOf(json)).map(([name, expression]) => [name, readExpression(expression)]));
}

/** `TYPE.NAME` or `data.TYPE.NAME` of a resource block. */
export function addressOfBlock(json: Json): string {
  return blockAddress(readBlock(json));
}

/** One of a module's `resources`. */
function readBlock(json: Json): ResourceConfig {
  return {
    mode: property(json, 'mode') === 'data' ? 'data' : 'managed',
    type: stringProperty(json, 'type') ?? '',
    name: stringProperty(json, 'name') ?? '',
    providerKey: stringProperty(json, 'provider_config_key'),
    body: bodyOf(property(json, 'expressions')),
    forEach: optionalExpression(property(json, 'for_each_expression')),
    count: optionalExpression(property(json, 'count_expression')),
    dependsOn: textsOf(property(json, 'depends_on')),
  };
}

function bodyOf(json: Json | undefined): Body {
  return {
    expression(name) {
      const found = property(json, name);
      return isObject(found) ? readExpression(found) : undefined;
    },
    blocks(name) {
      const found = property(json, name);
      if (Array.isArray(found)) return found.filter(isObject).map(bodyOf);
      return isObject(found) && !isExpression(found) ? [bodyOf(found)] : [];
    },
    names: () => Object.keys(objectOf(json)),
  };
}

function isExpression(json: Json | undefined): boolean {
  return property(json, 'references') !== undefined || property(json, 'constant_value') !== undefined;
}

/** An expression, where there is one. */
function optionalExpression(json: Json | undefined): Expression | undefined {
  return json === undefined ? undefined : readExpression(json);
}

/**
 * An expression. Where there are references, `constant_value` is none: configuration in JSON syntax has its
 * template text there. Plan JSON never tells whether anything stands around a reference.
 */
function readExpression(json: Json | undefined): Expression {
  const references = textsOf(property(json, 'references'));
  const constant = property(json, 'constant_value');
  if (references.length > 0 || constant === undefined) return { references };
  return { constant, references };
}

/** The texts in a list. */
function textsOf(json: Json | undefined): readonly string[] {
  return arrayOf(json).filter((text) => typeof text === 'string');
}

/** Provider configurations by key. Only what decides where resources live is read: the rest may hold credentials. */
export function readProviders(configuration: Part | undefined): ReadonlyMap<string, ProviderConfig> {
  return new Map(providersIn(configuration).map(([key, provider]) => [key, readProvider(key, provider)]));
}

/** True where some provider assumes a role. */
export function assumesRole(configuration: Part | undefined): boolean {
  return providersIn(configuration).some(([, provider]) => {
    const expressions = property(provider, 'expressions');
    return ASSUME_ROLE_BLOCKS.some((block) => property(expressions, block) !== undefined);
  });
}

function providersIn(configuration: Part | undefined): readonly (readonly [key: string, provider: Json])[] {
  return Object.entries(objectOf(valueIn(CONFIGURATION, configuration, 'provider_config')));
}

function readProvider(key: string, json: Json): ProviderConfig {
  const expressions = property(json, 'expressions');
  const moduleAddress = stringProperty(json, 'module_address') ?? '';
  return {
    key,
    name: stringProperty(json, 'name') ?? '',
    alias: stringProperty(json, 'alias'),
    modulePath: moduleAddress === '' ? [] : moduleAddress.replace(/^module\./, '').split('.module.'),
    region: optionalExpression(property(expressions, 'region')),
    ...assumedRoleOf(bodyOf(expressions)),
    allowedAccountIds: optionalExpression(property(expressions, 'allowed_account_ids')),
    configured: expressions !== undefined,
  };
}
