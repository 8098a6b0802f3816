import { arrayOf, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { Acknowledgement, ModuleConfig, Plan, Wanted } from '../../model/plan.js';
import { known } from '../../model/value.js';
import { blocksOf, treeOf } from './blocks.js';
import { simplify } from './expression/evaluate.js';
import { expressionOf } from './expression/references.js';
import { localsOf, moduleNames, variablesOf } from './instances.js';
import { providerSources, providersOf } from './providers.js';
import { readResources } from './resources.js';

/** The block types whose presence makes a document a configuration. */
const SECTIONS = ['resource', 'data', 'provider', 'module', 'terraform', 'locals', 'variable', 'output'];

/** Everything that may stand at the top: Terraform refuses any other name. */
const TOP_LEVEL: ReadonlySet<string> = new Set([...SECTIONS, '//', 'check', 'ephemeral', 'import', 'moved', 'removed']);

/** Terraform's configuration in JSON syntax, which cdktf writes. Source: https://developer.hashicorp.com/terraform/language/syntax/json */
export function isTerraformJson(document: JsonObject): boolean {
  const names = Object.keys(document);
  return (
    names.every((name) => TOP_LEVEL.has(name)) && SECTIONS.some((section) => blocksOf(document, section, 0).length > 0)
  );
}

/** The plan that a configuration in JSON syntax declares, as far as it tells without Terraform. */
export function readTerraformJson(path: string, document: JsonObject, wanted: Wanted): Plan {
  const variables = variablesOf(document);
  const locals = localsOf(document);
  const names = moduleNames(variables, locals);
  const declared = readResources(document, names, providerSources(document), wanted);
  const providers = providersOf(document, names);
  const defaults = [...names.defaultsTaken].map((name) => `var.${name}`);
  const modules = blocksOf(document, 'module', 1).map(({ labels: [name = ''] }) => name);
  const configuration: ModuleConfig = {
    resources: declared.blocks,
    calls: new Map(),
    outputs: new Map(
      blocksOf(document, 'output', 1).map(({ labels: [name = ''], body }) => {
        return [name, expressionOf(simplify(treeOf(property(body, 'value') ?? null), names))];
      }),
    ),
    defaults: new Map(variables.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]]))),
    locals: new Map([...locals].map(([name, tree]) => [name, expressionOf(simplify(tree, names))])),
  };
  const stackName = stackNameOf(document);
  return {
    path,
    kind: stackName === undefined ? 'terraform-json' : 'cdktf-stack',
    formatVersion: undefined,
    terraformVersion: undefined,
    complete: true,
    variables: new Map(
      variables.flatMap(({ name, default: value, sensitive }) =>
        value === undefined ? [] : [[name, known(value, sensitive)] as const],
      ),
    ),
    resources: declared.resources,
    holds: wanted,
    configuration,
    providers,
    providerKeysNormalised: true,
    expressions: 'whole',
    remoteStates: new Map(),
    acknowledgements: acknowledgementsIn(document),
    notes: [
      ...declared.notes,
      ...modules.map(noteOnModule),
      ...(defaults.length === 0 ? [] : [`judged with the defaults of ${defaults.join(', ')}`]),
    ],
  };
}

function noteOnModule(name: string): string {
  return `module.${name}: what a module makes is not in this file; check a plan to have it judged`;
}

/** The name that cdktf gives a stack; undefined for what cdktf did not write. */
export function stackNameOf(document: JsonObject): string | undefined {
  return stringProperty(property(property(document, '//'), 'metadata'), 'stackName');
}

/** The findings that somebody accepted in code, as `acknowledge` of `elbcert/cdktf` leaves them in a stack. */
export function acknowledgementsIn(document: JsonObject): readonly Acknowledgement[] {
  const written = property(property(property(document, '//'), 'elbcert'), 'acknowledged');
  return arrayOf(written).flatMap((entry) => {
    const constructPath = stringProperty(entry, 'constructPath');
    const policyId = stringProperty(entry, 'policyId');
    const reason = stringProperty(entry, 'reason');
    return constructPath === undefined || policyId === undefined || reason === undefined
      ? []
      : [{ constructPath, policyId, reason }];
  });
}
