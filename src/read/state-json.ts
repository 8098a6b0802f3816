import { type JsonObject, property, stringProperty } from '../model/json.js';
import type { Plan, Wanted } from '../model/plan.js';
import { UnusableInput } from '../model/problem.js';
import { refuseVersion } from './refusals.js';
import { readStateValues } from './state-values.js';

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
