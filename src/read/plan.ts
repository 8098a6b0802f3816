import { arrayOf, isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import type { Plan, RelevantAttribute, Wanted } from '../model/plan.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { known, unknown, type Value } from '../model/value.js';
import { assumesRole, CONFIGURATION, declaredVariables, readModules, readProviders } from './configuration.js';
import { refuseVersion } from './refusals.js';
import { readResourceChanges } from './resource-changes.js';
import { documentPart, INSTANCES, objectShape, partIn, valueIn } from './shape.js';
import { readStateValues, STATE, STATE_VALUES } from './state.js';

/**
 * What is read of a plan's document, or of a state's, which has `values` instead.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export const DOCUMENT = objectShape(
  ['variables', 'relevant_attributes'],
  {
    resource_changes: () => INSTANCES,
    prior_state: () => STATE,
    configuration: () => CONFIGURATION,
    values: () => STATE_VALUES,
  },
  { othersInBrief: true },
);

/** The keys that plans and states begin with: Terraform's order, or sorted, or whichever a tool left in front. */
const FIRST_KEYS: ReadonlySet<string> = new Set([
  ...['action_invocations', 'applyable', 'checks', 'complete', 'configuration', 'deferred_action_invocations'],
  ...['deferred_changes', 'errored', 'format_version', 'output_changes', 'planned_values', 'prior_state'],
  ...['relevant_attributes', 'resource_changes', 'resource_drift', 'terraform_version', 'timestamp', 'values'],
  'variables',
]);

/** Whether a text that begins like this may be a plan or a state: the first key in it is one of theirs. */
export function beginsAsPlan(text: string): boolean {
  const key = /^\s*\{\s*"(\w+)"\s*:/.exec(text)?.[1];
  return key !== undefined && FIRST_KEYS.has(key);
}

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
 * The plan in a `terraform show -json PLANFILE` document.
 * Problems: another major format, a section of the wrong shape, `errored`.
 */
export function readPlanJson(path: string, document: JsonObject, wanted: Wanted): Plan {
  const parts = documentPart(document);
  const problems: Problem[] = [...refuseShape(path, document)];
  const changes = readResourceChanges(partIn(DOCUMENT, parts, 'resource_changes'), wanted, (message) => {
    problems.push({ path, message });
  });
  const refused = refuseVersion(path, document);
  if (problems.length > 0 || refused !== undefined)
    throw new UnusableInput([...problems.slice(0, 10), ...(refused === undefined ? [] : [refused])]);
  if (property(document, 'errored') === true) {
    const message = 'Terraform marked this plan errored, so it covers only part of the configuration';
    throw new UnusableInput([{ path, message, hint: 'fix the error that terraform plan printed, then plan again' }]);
  }
  const prior = readStateValues(partIn(STATE, partIn(DOCUMENT, parts, 'prior_state'), 'values'), wanted);
  const configuration = partIn(DOCUMENT, parts, 'configuration');
  const version = stringProperty(document, 'format_version');
  return {
    path,
    kind: 'terraform-plan',
    formatVersion: version,
    terraformVersion: stringProperty(document, 'terraform_version'),
    complete: property(document, 'complete') !== false,
    variables: readVariables(valueIn(DOCUMENT, parts, 'variables'), declaredVariables(configuration)),
    resources: [...changes.resources, ...prior.filter((resource) => !changes.spokenFor.has(resource.address))],
    holds: wanted,
    configuration: configuration === undefined ? undefined : readModules(configuration),
    providers: readProviders(configuration),
    providerKeysNormalised: normalisesProviderKeys(version),
    relevantAttributes: readRelevantAttributes(valueIn(DOCUMENT, parts, 'relevant_attributes')),
    notes: notesOf(document, version),
  };
}

/** True for a plan in which some provider assumes a role. */
export function hasAssumedRole(document: JsonObject): boolean {
  return assumesRole(partIn(DOCUMENT, documentPart(document), 'configuration'));
}

/** Undefined in plans of Terraform before 1.2, which do not record them. */
function readRelevantAttributes(json: Json | undefined): readonly RelevantAttribute[] | undefined {
  if (!Array.isArray(json)) return undefined;
  return json.flatMap((entry) => {
    const address = stringProperty(entry, 'resource');
    const path = arrayOf(property(entry, 'attribute')).filter(
      (step) => typeof step === 'string' || typeof step === 'number',
    );
    return address === undefined ? [] : [{ address, path }];
  });
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

function refuseShape(path: string, document: JsonObject): readonly Problem[] {
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
  return problems;
}

function readVariables(json: Json | undefined, declared: Json | undefined): ReadonlyMap<string, Value<Json>> {
  return new Map(
    Object.entries(objectOf(json)).map(([name, variable]): [string, Value<Json>] => {
      const declaration = property(declared, name);
      // What a plan records of an ephemeral variable is its default, whatever was given.
      if (property(declaration, 'ephemeral') === true) return [name, unknown(`var.${name} is ephemeral`)];
      return [name, known(property(variable, 'value') ?? null, property(declaration, 'sensitive') === true)];
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
