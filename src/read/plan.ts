import { arrayOf, isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import type { Interest, ModuleConfig, Plan, Wanted } from '../model/plan.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { known, type Value } from '../model/value.js';
import { readModule, readProviders } from './configuration.js';
import { refuseVersion } from './refusals.js';
import { isPassedOver, readResourceChanges } from './resource-changes.js';
import { readStateValues } from './state.js';

/** The newest minor version of format 1 that this reader was held against (Terraform 1.5 to 1.14, OpenTofu). */
const NEWEST_MINOR = 2;

const PLAN_SECTIONS = [
  'resource_changes',
  'planned_values',
  'configuration',
  'prior_state',
  'resource_drift',
  'output_changes',
];

export function isPlanJson(document: JsonObject): boolean {
  return PLAN_SECTIONS.some((section) => Object.hasOwn(document, section));
}

/**
 * The plan in a `terraform show -json PLANFILE` document, whose configuration may have been read already.
 * Problems: another major format, a section of the wrong shape, `errored`.
 */
export function readPlanJson(path: string, document: JsonObject, interest: Interest, scanned?: ModuleConfig): Plan {
  const { wanted } = interest;
  const problems = [...refuseShape(path, document, wanted), ...[refuseVersion(path, document) ?? []].flat()];
  if (problems.length > 0) throw new UnusableInput(problems);
  if (property(document, 'errored') === true) {
    const message = 'Terraform marked this plan errored, so it covers only part of the configuration';
    throw new UnusableInput([{ path, message, hint: 'fix the error that terraform plan printed, then plan again' }]);
  }
  const changes = readResourceChanges(property(document, 'resource_changes'), interest);
  const priorState = property(document, 'prior_state');
  const prior = readStateValues(property(priorState, 'values'), wanted);
  const configuration = property(document, 'configuration');
  const version = stringProperty(document, 'format_version');
  return {
    path,
    kind: 'terraform-plan',
    formatVersion: version,
    terraformVersion: stringProperty(document, 'terraform_version'),
    complete: property(document, 'complete') !== false,
    variables: readVariables(property(document, 'variables'), property(configuration, 'root_module')),
    resources: [...changes.resources, ...prior.filter((resource) => !changes.spokenFor.has(resource.address))],
    holds: wanted,
    configuration: isObject(configuration)
      ? (scanned ?? readModule(property(configuration, 'root_module')))
      : undefined,
    providers: readProviders(property(configuration, 'provider_config')),
    providerKeysNormalised: normalisesProviderKeys(version),
    notes: notesOf(document, version),
  };
}

/** A child module's provider key is the root's since Terraform 1.2, whose format is 1.1. Source: https://github.com/hashicorp/terraform/blob/v1.2.0/internal/command/jsonconfig/config.go */
function normalisesProviderKeys(version: string | undefined): boolean {
  return version !== undefined && /^1\.[1-9]/.test(version);
}

const SHAPES: Readonly<Record<string, 'an object' | 'an array'>> = {
  resource_changes: 'an array',
  configuration: 'an object',
  prior_state: 'an object',
  planned_values: 'an object',
  variables: 'an object',
};

function refuseShape(path: string, document: JsonObject, wanted: Wanted): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [section, shape] of Object.entries(SHAPES)) {
    const value = document[section];
    if (value === undefined || value === null) continue;
    if (shape === 'an array' ? !Array.isArray(value) : !isObject(value)) {
      problems.push({
        path,
        message: `/${section} must be ${shape}`,
        hint: 'write the file again: terraform show -json tfplan',
      });
    }
  }
  arrayOf(document['resource_changes']).forEach((entry: Json | undefined, index) => {
    const what = entry === undefined || isPassedOver(entry, wanted) ? undefined : refuseEntry(entry);
    if (what !== undefined) problems.push({ path, message: `/resource_changes/${index}${what}` });
  });
  return problems.slice(0, 10);
}

function refuseEntry(entry: Json): string | undefined {
  if (!isObject(entry)) return ' must be an object';
  if (typeof entry['address'] !== 'string') return '/address must be a string';
  if (typeof entry['type'] !== 'string') return '/type must be a string';
  if (!isObject(entry['change'])) return '/change must be an object';
  if (!Array.isArray(entry['change']['actions'])) return '/change/actions must be an array';
  return undefined;
}

function readVariables(json: Json | undefined, rootModule: Json | undefined): ReadonlyMap<string, Value<Json>> {
  const declared = property(rootModule, 'variables');
  return new Map(
    Object.entries(objectOf(json)).map(([name, variable]) => {
      const sensitive = property(property(declared, name), 'sensitive') === true;
      return [name, known(property(variable, 'value') ?? null, sensitive)];
    }),
  );
}

function notesOf(document: JsonObject, version: string | undefined): readonly string[] {
  const notes: string[] = [];
  const minor = Number(/^1\.(\d+)/.exec(version ?? '')?.[1] ?? 0);
  if (version === undefined)
    notes.push('no format_version, so not as terraform show -json wrote it; read as far as it goes');
  if (minor > NEWEST_MINOR)
    notes.push(`format_version ${version} is newer than 1.${NEWEST_MINOR}; what it added is not read`);
  if (property(document, 'complete') === false) {
    notes.push(
      'Terraform says that this plan is not complete (-target, or deferred changes); only what it covers is judged',
    );
  }
  return notes;
}
