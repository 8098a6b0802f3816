import { type ModulePath, modulePaths } from '../model/address.js';
import { type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import type { Plan, Resource, Wanted } from '../model/plan.js';
import { UnusableInput } from '../model/problem.js';
import { refuseVersion } from './refusals.js';
import { modeOf, nameOf } from './resource-changes.js';
import {
  documentPart,
  elementsIn,
  INSTANCES,
  listShape,
  objectShape,
  type Part,
  partIn,
  partsIn,
  type Shape,
  valueIn,
} from './shape.js';

/** The `values` of a state. Source: https://developer.hashicorp.com/terraform/internals/json-format#values-representation */
export const STATE_VALUES = objectShape([], { root_module: () => STATE_MODULE });

const STATE_MODULE = objectShape(['address'], {
  resources: () => INSTANCES,
  child_modules: () => listShape((): Shape => STATE_MODULE),
});

/** A state as `terraform show -json` prints it; also what stands in a plan's `prior_state`. */
export const STATE = objectShape([], { values: () => STATE_VALUES });

export function isStateJson(document: JsonObject): boolean {
  return Object.hasOwn(document, 'values') && stringProperty(document, 'format_version') !== undefined;
}

/** The state in a `terraform show -json` document. Problems: another major format. */
export function readStateJson(path: string, document: JsonObject, wanted: Wanted): Plan {
  const refused = refuseVersion(path, document);
  if (refused !== undefined) throw new UnusableInput([refused]);
  return {
    path,
    kind: 'terraform-state',
    formatVersion: stringProperty(document, 'format_version'),
    terraformVersion: stringProperty(document, 'terraform_version'),
    complete: true,
    variables: new Map(),
    resources: readStateValues(partIn(STATE, documentPart(document), 'values'), wanted),
    holds: wanted,
    configuration: undefined,
    providers: new Map(),
    providerKeysNormalised: true,
    notes: [],
  };
}

/** The resources in a state's `values`, module by module. */
export function readStateValues(values: Part | undefined, wanted: Wanted): readonly Resource[] {
  const resources: Resource[] = [];
  const moduleOf = modulePaths();
  const modules = [partIn(STATE_VALUES, values, 'root_module')];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    const address = valueIn(STATE_MODULE, module, 'address');
    const moduleAddress = typeof address === 'string' ? address : '';
    for (const [, json] of elementsIn(partIn(STATE_MODULE, module, 'resources'))) {
      const resource = readResource(json, moduleAddress, moduleOf, wanted);
      if (resource !== undefined) resources.push(resource);
    }
    for (const child of partsIn(partIn(STATE_MODULE, module, 'child_modules')).toReversed()) modules.push(child);
  }
  return resources;
}

function readResource(
  json: Json,
  moduleAddress: string,
  moduleOf: (text: string) => ModulePath | undefined,
  wanted: Wanted,
): Resource | undefined {
  const address = stringProperty(json, 'address');
  const type = stringProperty(json, 'type');
  const mode = modeOf(json);
  if (address === undefined || type === undefined || property(json, 'deposed_key') !== undefined) return undefined;
  if (!wanted(mode, type)) return undefined;
  const named = nameOf(json, address, moduleOf, moduleAddress);
  const values = objectOf(property(json, 'values'));
  return {
    address: named.address,
    module: named.module,
    mode: named.mode,
    type,
    name: named.name,
    key: named.key,
    provider: stringProperty(json, 'provider_name') ?? '',
    action: mode === 'data' ? 'read' : 'state',
    values,
    unknown: {},
    sensitive: property(json, 'sensitive_values') ?? {},
    before: values,
  };
}
