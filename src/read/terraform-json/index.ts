import type { Files } from '../../expressions/index.js';
import { blockAddress, formatModulePath, type ModulePath } from '../../model/address.js';
import { type Json, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { Interest, ModuleConfig, Plan, ProviderConfig, Resource } from '../../model/plan.js';
import { known, unknown, type Value } from '../../model/value.js';
import { configAt, type Evaluator, outerScope } from '../evaluate/evaluation.js';
import { createEvaluator } from '../evaluate/evaluator.js';
import { filesBelow } from '../source/files.js';
import { moduleOfBlocks } from '../source/module-config.js';
import { blocksOf, sourceBlocks } from './blocks.js';
import { emptyInstance, type Instances, instancesOf, type ModuleInstance, moduleInstances } from './instances.js';
import { linkModules } from './linked-modules.js';
import { type ModuleFolder, openCalledBy } from './local-modules.js';
import { acknowledgementsIn } from './metadata.js';
import { remoteStatesOf, type Stack } from './remote-states.js';
import { declaredResources } from './resources.js';

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

/** A configuration in JSON syntax, and where it was found. */
export interface FoundStack extends Stack {
  readonly path: string;
  /** The folder that `file` and its like read from; undefined where the configuration is not in one. */
  readonly folder?: string | undefined;
  /** Where modules that it calls by their paths are looked for. */
  readonly moduleFolders?: readonly ModuleFolder[];
  /** What the reader of a report should know of how it was found. */
  readonly notes?: readonly string[];
}

/** The plan that a configuration in JSON syntax declares, as far as it tells without Terraform. */
export function readTerraformJson(path: string, document: JsonObject, interest: Interest, folder?: string): Plan {
  const [plan] = readStacks([{ name: path, path, document, folder }], interest);
  if (plan === undefined) throw new Error('one configuration makes one plan');
  return plan;
}

/** What was read of stacks. */
export type StackMemory = WeakMap<FoundStack, { readonly module: StackModule; readonly plan: Plan }>;

/**
 * The plans of stacks; a remote state that another of them writes leads there. A stack that was read with the same memory
 * before is not read again: the stacks that its remote states lead to must have been among those it was read with.
 */
export function readStacks(
  stacks: readonly FoundStack[],
  interest: Interest,
  memory: StackMemory = new WeakMap(),
): readonly Plan[] {
  const modules = new Map(stacks.map((stack) => [stack, memory.get(stack)?.module ?? readStack(stack)]));
  const added = [...modules]
    .filter(([stack]) => !memory.has(stack))
    .map(([stack, module]) => ({
      stack,
      module,
      states: remoteStatesOf(stack, stacks),
      remoteStates: new Map<string, Plan>(),
    }));
  for (const { module, states } of added) {
    for (const [name, target] of states) {
      const remote = modules.get(target);
      if (remote !== undefined) module.remoteStates.set(name, remote);
    }
  }
  for (const { stack, module, remoteStates } of added) {
    memory.set(stack, { module, plan: { ...planOf(module, interest), remoteStates } });
  }
  for (const { states, remoteStates } of added) {
    for (const [name, target] of states) {
      const plan = memory.get(target)?.plan;
      if (plan !== undefined) remoteStates.set(name, plan);
    }
  }
  return stacks.flatMap((stack) => memory.get(stack)?.plan ?? []);
}

/** A stack with what evaluates its expressions. */
export interface StackModule extends FoundStack {
  readonly config: ModuleConfig;
  readonly providers: ReadonlyMap<string, ProviderConfig>;
  readonly variables: ReadonlyMap<string, Value<Json>>;
  readonly files: Files | undefined;
  readonly evaluator: Evaluator;
  /** The variables whose defaults were taken so far. */
  readonly defaultsTaken: ReadonlySet<string>;
  readonly remoteStates: Map<string, StackModule>;
  /** The calls whose module is not read, each with why. */
  readonly unread: ReadonlyMap<string, string>;
  instancesAt(address: string, instance: ModuleInstance): Instances;
}

function readStack(stack: FoundStack): StackModule {
  const { config, providers, unread } = linkModules(
    moduleOfBlocks(sourceBlocks(stack.document), '.', openCalledBy(stack)),
  );
  const variables = variablesOf(config);
  const defaultsTaken = new Set<string>();
  const remoteStates = new Map<string, StackModule>();
  const files = stack.folder === undefined ? undefined : filesBelow(stack.folder);
  const found = new Map<string, Instances>();
  const instancesAt = (address: string, instance: ModuleInstance): Instances => {
    const place = placeOf(instance.module, address);
    const known = found.get(place);
    const block = instance.config.resources.get(address);
    if (known !== undefined || block === undefined) return known ?? { keys: [] };
    // What a circle leads back to has no keys.
    found.set(place, { keys: [undefined] });
    const instances = instancesOf(block, instance, evaluator);
    found.set(place, instances);
    return instances;
  };
  const empty = new Map<string, readonly Resource[]>();
  const evaluator = createEvaluator({
    root: config,
    variables: {
      get(name) {
        if (variables.get(name)?.kind === 'known') defaultsTaken.add(name);
        return variables.get(name);
      },
    },
    instances(module, mode, type, name) {
      const address = blockAddress({ mode, type, name });
      const place = placeOf(module, address);
      const known = empty.get(place);
      const called = configAt(config, module);
      const block = called?.resources.get(address);
      if (known !== undefined || called === undefined || block === undefined) return known ?? [];
      const instances = instancesAt(address, { module, config: called }).keys.map((key) =>
        emptyInstance(module, block, key, ''),
      );
      if (found.has(place)) empty.set(place, instances);
      return instances;
    },
    moduleKeys: () => [],
    holds: () => true,
    refine: () => ({}),
    remoteState(name) {
      const remote = remoteStates.get(name);
      return remote && { path: remote.path, output: remote.evaluator.output };
    },
    workspace: undefined,
    files,
  });
  return { ...stack, config, providers, unread, variables, files, evaluator, defaultsTaken, remoteStates, instancesAt };
}

function placeOf(module: ModulePath, address: string): string {
  return `${formatModulePath(module)}/${address}`;
}

/** The defaults of variables, which are their values as far as the file tells. */
function variablesOf(config: ModuleConfig): ReadonlyMap<string, Value<Json>> {
  return new Map(
    [...(config.variables ?? [])].map(([name, { default: fallback, sensitive }]) => {
      if (fallback === undefined) return [name, unknown(`var.${name}: it has no default`)];
      const { constant } = fallback;
      return [
        name,
        constant === undefined ? unknown(`var.${name}: its default cannot be read`) : known(constant, sensitive),
      ];
    }),
  );
}

function planOf(stack: StackModule, interest: Interest): Plan {
  const { path, document, config, providers, variables, evaluator, defaultsTaken, files, unread } = stack;
  const { modules, beyond } = moduleInstances(config, evaluator);
  const { resources, notes } = declaredResources(document, modules, evaluator, stack.instancesAt, interest);
  for (const { region, modulePath } of providers.values()) {
    if (region === undefined) continue;
    const instances = modules.filter(({ module }) => isInstanceOf(module, modulePath));
    for (const instance of instances) evaluator.evaluate(region, outerScope(instance.module, instance.config));
  }
  // A default that only outputs take decides nothing here.
  const defaults = [...defaultsTaken].map((name) => `var.${name}`);
  const isStack = stringProperty(property(property(document, '//'), 'metadata'), 'stackName') !== undefined;
  return {
    path,
    kind: isStack ? 'cdktf-stack' : 'terraform-json',
    formatVersion: undefined,
    terraformVersion: undefined,
    complete: true,
    variables,
    resources,
    holds: interest.wanted,
    configuration: config,
    providers,
    providerKeysNormalised: true,
    ...(files === undefined ? {} : { files }),
    acknowledgements: acknowledgementsIn(document),
    notes: [
      ...notes,
      ...[...unread].map(([call, why]) => `${call}: ${why}; check a plan to have it judged`),
      ...(beyond === undefined ? [] : [`${beyond}: too many modules to read; check a plan to have them judged`]),
      ...(defaults.length === 0 ? [] : [`judged with the defaults of ${defaults.join(', ')}`]),
      ...(stack.notes ?? []),
    ],
  };
}

function isInstanceOf(module: ModulePath, path: readonly string[]): boolean {
  return module.length === path.length && module.every(({ name }, depth) => name === path[depth]);
}
