import { type ModulePath, modulePaths } from '../model/address.js';
import { arrayOf, isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import type { Plan, Resource, Wanted } from '../model/plan.js';
import { UnusableInput } from '../model/problem.js';
import { refuseVersion } from './refusals.js';
import { modeOf, nameOf } from './resource-changes.js';

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
    resources: readStateValues(property(document, 'values'), wanted),
    holds: wanted,
    configuration: undefined,
    providers: new Map(),
    providerKeysNormalised: true,
    notes: [],
  };
}

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
