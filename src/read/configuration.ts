import { arrayOf, isObject, type Json, objectOf, property, stringProperty } from '../model/json.js';
import type { Body, Expression, ModuleCall, ModuleConfig, ProviderConfig, ResourceConfig } from '../model/plan.js';

/** Deeper than any configuration people write; a file that nests deeper was made to exhaust the stack. */
export const MAX_MODULE_DEPTH = 200;

/** The `root_module` of a plan's `configuration`. Source: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation */
export function readModule(json: Json | undefined, depth = 0): ModuleConfig {
  const resources = arrayOf(property(json, 'resources')).map(readBlock);
  const calls = depth < MAX_MODULE_DEPTH ? objectOf(property(json, 'module_calls')) : {};
  return {
    resources: new Map(resources.map((resource) => [blockAddress(resource), resource])),
    calls: new Map(Object.entries(calls).map(([name, call]) => [name, readCall(call, depth)])),
    outputs: readOutputs(property(json, 'outputs')),
    defaults: readDefaults(property(json, 'variables')),
    locals: undefined,
  };
}

/** The `outputs` of a module. */
export function readOutputs(json: Json | undefined): ReadonlyMap<string, Expression> {
  const outputs = Object.entries(objectOf(json));
  return new Map(outputs.map(([name, output]) => [name, readExpression(property(output, 'expression'))]));
}

/** The defaults in the `variables` of a module. */
export function readDefaults(json: Json | undefined): ReadonlyMap<string, Json> {
  return new Map(
    Object.entries(objectOf(json)).flatMap(([name, variable]) => {
      const value = property(variable, 'default');
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** The `expressions` of a module call. */
export function readInputs(json: Json | undefined): ReadonlyMap<string, Expression> {
  return new Map(Object.entries(objectOf(json)).map(([name, expression]) => [name, readExpression(expression)]));
}

export function blockAddress(resource: Pick<ResourceConfig, 'mode' | 'type' | 'name'>): string {
  return `${resource.mode === 'data' ? 'data.' : ''}${resource.type}.${resource.name}`;
}

function readCall(json: Json, depth: number): ModuleCall {
  return {
    inputs: readInputs(property(json, 'expressions')),
    forEach: optionalExpression(property(json, 'for_each_expression')),
    dependsOn: textsOf(property(json, 'depends_on')),
    module: readModule(property(json, 'module'), depth + 1),
  };
}

/** One of a module's `resources`. */
export function readBlock(json: Json): ResourceConfig {
  return {
    mode: property(json, 'mode') === 'data' ? 'data' : 'managed',
    type: stringProperty(json, 'type') ?? '',
    name: stringProperty(json, 'name') ?? '',
    providerKey: stringProperty(json, 'provider_config_key'),
    body: bodyOf(property(json, 'expressions')),
    forEach: optionalExpression(property(json, 'for_each_expression')),
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
  };
}

function isExpression(json: Json | undefined): boolean {
  return property(json, 'references') !== undefined || property(json, 'constant_value') !== undefined;
}

/** An expression, where there is one. */
export function optionalExpression(json: Json | undefined): Expression | undefined {
  return json === undefined ? undefined : readExpression(json);
}

/**
 * An expression. Where there are references, `constant_value` is none: configuration in JSON syntax has its
 * template text there. Plan JSON never tells whether anything stands around a reference.
 */
function readExpression(json: Json | undefined): Expression {
  const references = textsOf(property(json, 'references'));
  const constant = property(json, 'constant_value');
  if (references.length > 0 || constant === undefined) return { references, plain: false };
  return { constant, references, plain: false };
}

/** The texts in a list. */
export function textsOf(json: Json | undefined): readonly string[] {
  return arrayOf(json).filter((text) => typeof text === 'string');
}

/** Provider configurations by key. Only what decides where resources live is read: the rest may hold credentials. */
export function readProviders(json: Json | undefined): ReadonlyMap<string, ProviderConfig> {
  return new Map(Object.entries(objectOf(json)).map(([key, provider]) => [key, readProvider(key, provider)]));
}

function readProvider(key: string, json: Json): ProviderConfig {
  const expressions = property(json, 'expressions');
  const [assumeRole] = bodyOf(expressions).blocks('assume_role');
  const moduleAddress = stringProperty(json, 'module_address') ?? '';
  return {
    key,
    name: stringProperty(json, 'name') ?? '',
    alias: stringProperty(json, 'alias'),
    modulePath: moduleAddress === '' ? [] : moduleAddress.replace(/^module\./, '').split('.module.'),
    region: optionalExpression(property(expressions, 'region')),
    assumeRoleArn: assumeRole?.expression('role_arn'),
    assumeRolePolicy: assumeRole?.expression('policy'),
    assumeRolePolicyArns: assumeRole?.expression('policy_arns'),
    allowedAccountIds: optionalExpression(property(expressions, 'allowed_account_ids')),
    configured: expressions !== undefined,
  };
}
