import { parseAddress, parseModulePath } from '../model/address.js';
import { arrayOf, isObject, type Json, objectOf, property, stringProperty } from '../model/json.js';
import type { Resource, Wanted } from '../model/plan.js';

/** The resources in a state's `values`, module by module. Source: https://developer.hashicorp.com/terraform/internals/json-format#values-representation */
export function readStateValues(values: Json | undefined, wanted: Wanted): readonly Resource[] {
  const resources: Resource[] = [];
  const modules: Json[] = [property(values, 'root_module') ?? null];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    for (const json of arrayOf(property(module, 'resources'))) {
      const resource = readResource(json, stringProperty(module, 'address') ?? '', wanted);
      if (resource !== undefined) resources.push(resource);
    }
    for (const child of arrayOf(property(module, 'child_modules')).filter(isObject).toReversed()) modules.push(child);
  }
  return resources;
}

function readResource(json: Json, moduleAddress: string, wanted: Wanted): Resource | undefined {
  const address = stringProperty(json, 'address');
  const type = stringProperty(json, 'type');
  const mode = property(json, 'mode') === 'data' ? 'data' : 'managed';
  if (address === undefined || type === undefined || property(json, 'deposed_key') !== undefined) return undefined;
  if (!wanted(mode, type)) return undefined;
  const parsed = parseAddress(address);
  const index = property(json, 'index');
  return {
    address,
    module: parseModulePath(moduleAddress) ?? parsed?.module ?? [],
    mode,
    type,
    name: stringProperty(json, 'name') ?? parsed?.name ?? '',
    key: typeof index === 'number' || typeof index === 'string' ? index : parsed?.key,
    provider: stringProperty(json, 'provider_name') ?? '',
    action: mode === 'data' ? 'read' : 'state',
    values: objectOf(property(json, 'values')),
    unknown: {},
    sensitive: property(json, 'sensitive_values') ?? {},
    before: objectOf(property(json, 'values')),
  };
}
