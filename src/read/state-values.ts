import { type ModulePath, modulePaths } from '../model/address.js';
import { arrayOf, isObject, type Json, objectOf, property, stringProperty } from '../model/json.js';
import type { Resource, Wanted } from '../model/plan.js';
import { modeOf, nameOf } from './resource-changes.js';

/** The resources in a state's `values`, module by module. Source: https://developer.hashicorp.com/terraform/internals/json-format#values-representation */
export function readStateValues(values: Json | undefined, wanted: Wanted): readonly Resource[] {
  const resources: Resource[] = [];
  const moduleOf = modulePaths();
  const modules: Json[] = [property(values, 'root_module') ?? null];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    const moduleAddress = stringProperty(module, 'address') ?? '';
    for (const json of arrayOf(property(module, 'resources'))) {
      const resource = json === undefined ? undefined : readResource(json, moduleAddress, moduleOf, wanted);
      if (resource !== undefined) resources.push(resource);
    }
    for (const child of arrayOf(property(module, 'child_modules')).filter(isObject).toReversed()) modules.push(child);
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
