import { arrayOf, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { Acknowledgement, Interest, Plan } from '../../model/plan.js';
import { blocksOf } from './blocks.js';
import { simplify } from './expression/evaluate.js';
import { expressionOf } from './expression/references.js';
import { moduleNames, treeIn } from './names.js';
import { providersOf } from './providers.js';
import { readResources } from './resources.js';

/** The block types whose presence makes a document a configuration. */
const SECTIONS = ['resource', 'data', 'provider', 'module', 'terraform', 'locals', 'variable', 'output'];

/** Everything that may be at the top: Terraform refuses any other name. */
const TOP_LEVEL: ReadonlySet<string> = new Set([...SECTIONS, '//', 'check', 'ephemeral', 'import', 'moved', 'removed']);

/** Terraform's configuration in JSON syntax, which cdktf writes. Source: https://developer.hashicorp.com/terraform/language/syntax/json */
export function isTerraformJson(document: JsonObject): boolean {
  const names = Object.keys(document);
  return (
    names.every((name) => TOP_LEVEL.has(name)) && SECTIONS.some((section) => blocksOf(document, section, 0).length > 0)
  );
}

/** The plan that a configuration in JSON syntax declares, as far as it tells without Terraform. */
export function readTerraformJson(path: string, document: JsonObject, interest: Interest): Plan {
  const names = moduleNames(document);
  const { blocks, resources, notes } = readResources(document, names, interest);
  const providers = providersOf(document, names);
  // Before outputs and locals are read: a default that only they take decides nothing yet.
  const defaults = [...names.defaultsTaken].map((name) => `var.${name}`);
  const outputs = blocksOf(document, 'output', 1).map(({ labels: [name = ''], body }) => {
    return [name, expressionOf(treeIn(names, property(body, 'value')))] as const;
  });
  const locals = [...names.locals].map(([name, tree]) => [name, expressionOf(simplify(tree, names))] as const);
  const modules = blocksOf(document, 'module', 1).map(({ labels: [name = ''] }) => name);
  const isStack = stringProperty(property(property(document, '//'), 'metadata'), 'stackName') !== undefined;
  return {
    path,
    kind: isStack ? 'cdktf-stack' : 'terraform-json',
    formatVersion: undefined,
    terraformVersion: undefined,
    complete: true,
    variables: names.variables,
    resources,
    holds: interest.wanted,
    configuration: {
      resources: blocks,
      calls: new Map(),
      outputs: new Map(outputs),
      defaults: new Map([...names.variables].map(([name, { value }]) => [name, value])),
      locals: new Map(locals),
    },
    providers,
    providerKeysNormalised: true,
    showsExpressions: true,
    remoteStates: new Map(),
    acknowledgements: acknowledgementsIn(document),
    notes: [
      ...notes,
      ...modules.map(noteOnModule),
      ...(defaults.length === 0 ? [] : [`judged with the defaults of ${defaults.join(', ')}`]),
    ],
  };
}

function noteOnModule(name: string): string {
  return `module.${name}: what a module makes is not in this file; check a plan to have it judged`;
}

/** The findings that somebody accepted in code, as `acknowledge` of `elbcert/cdktf` leaves them in a stack. */
function acknowledgementsIn(document: JsonObject): readonly Acknowledgement[] {
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
