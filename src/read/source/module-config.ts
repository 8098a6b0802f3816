import { ANY, parseTypeConstraint, type TypeConstraint } from '../../expressions/index.js';
import { blockAddress } from '../../model/address.js';
import { once } from '../../model/collections.js';
import { arrayOf } from '../../model/json.js';
import type { Body, Expression, ModuleCall, ModuleConfig, ResourceConfig, VariableConfig } from '../../model/plan.js';
import { argument, bodyOf, expressionOf, META_ARGUMENTS } from './block-body.js';
import { evaluateConstant } from './constant.js';
import { listedReferences } from './listed-references.js';
import { mergedBlocks } from './merged-blocks.js';
import type { Block } from './parsed-file.js';
import type { SourceFolder } from './source-file.js';

/** A provider block as the source declares it. */
export interface SourceProvider {
  readonly name: string;
  readonly alias: string | undefined;
  readonly body: Body;
}

/** A module as its source declares it. */
export interface SourceModule {
  readonly config: ModuleConfig;
  readonly providers: readonly SourceProvider[];
  readonly calls: ReadonlyMap<string, SourceModule | undefined>;
  /** The addresses of all resource and data blocks. */
  readonly addresses: readonly string[];
  /** The first file that could not be parsed whole, with the line; undefined where all could. */
  readonly broken: string | undefined;
}

/** Deeper than any configuration people write. */
const MAX_DEPTH = 100;

/** Reads a module that is called; undefined where its source is not at hand. */
export type OpenCalled = (name: string, source: string | undefined) => SourceModule | undefined;

/** Reads the configuration of a module and of those that it calls, as far as their source is at hand. */
export function readSourceModule(folder: SourceFolder, path = '.', depth = 0): SourceModule {
  const childOf: OpenCalled = (name, source) => {
    const child = depth < MAX_DEPTH ? folder.child(name, source) : undefined;
    return child && readSourceModule(child, child.path, depth + 1);
  };
  return { ...moduleOfBlocks(mergedBlocks(folder), path, childOf), broken: brokenFile(folder) };
}

/** The module that blocks declare. `childOf` reads a module that it calls, as far as its source is at hand. */
export function moduleOfBlocks(blocks: readonly Block[], path: string, childOf: OpenCalled): SourceModule {
  const calls = new Map<string, SourceModule | undefined>();
  const callConfigs = new Map<string, ModuleCall>();
  for (const block of blocks.filter(({ type }) => type === 'module')) {
    const [name = ''] = block.labels;
    const source = block.attributes.get('source')?.literal;
    const module = childOf(name, typeof source === 'string' ? source : undefined);
    calls.set(name, module);
    callConfigs.set(name, callOf(block, module?.config ?? EMPTY));
  }
  const resources = new Map(blocks.flatMap(resourceOf).map((resource) => [resource.address, resource.config]));
  const config: ModuleConfig = {
    resources,
    calls: callConfigs,
    outputs: new Map(blocks.flatMap(outputOf)),
    defaults: new Map(),
    locals: new Map(blocks.filter(({ type }) => type === 'locals').flatMap(localsOf)),
    variables: new Map(blocks.flatMap(variableOf)),
    path,
  };
  return {
    config,
    providers: blocks.flatMap(providerOf),
    calls,
    addresses: [...resources.keys()],
    broken: undefined,
  };
}

const EMPTY: ModuleConfig = {
  resources: new Map(),
  calls: new Map(),
  outputs: new Map(),
  defaults: new Map(),
  locals: undefined,
};

function brokenFile({ files }: SourceFolder): string | undefined {
  for (const file of files) {
    const parsed = file.parsed();
    if (parsed === undefined) return `${file.shown} cannot be read`;
    if (parsed.brokenAt !== null) return `${file.shown} line ${parsed.brokenAt} is not valid`;
  }
  return undefined;
}

function resourceOf(block: Block): readonly { readonly address: string; readonly config: ResourceConfig }[] {
  if (block.type !== 'resource' && block.type !== 'data') return [];
  const [type = '', name = ''] = block.labels;
  // Few resources are asked for it, and in JSON syntax it takes all nested blocks.
  const ignored = once(() => ignoredChanges(block));
  const config: ResourceConfig = {
    mode: block.type === 'data' ? 'data' : 'managed',
    type,
    name,
    providerKey: providerKeyOf(type, block.attributes.get('provider')?.text),
    body: bodyOf(block),
    forEach: argument(block, 'for_each'),
    count: argument(block, 'count'),
    dependsOn: dependsOn(block),
    get ignoredChanges() {
      return ignored();
    },
  };
  return [{ address: blockAddress(config), config }];
}

/**
 * The key of the provider configuration that a resource uses: the one it names, or the default one of the provider
 * that its type begins with.
 * Source: https://developer.hashicorp.com/terraform/language/meta-arguments/resource-provider
 */
export function providerKeyOf(type: string, named: string | undefined): string {
  return named?.replace(/^\$\{(.*)\}$/s, '$1').trim() ?? type.split('_')[0] ?? type;
}

function callOf(block: Block, module: ModuleConfig): ModuleCall {
  const inputs = [...block.attributes].filter(
    ([name]) => !META_ARGUMENTS.has(name) && name !== 'source' && name !== 'version',
  );
  return {
    inputs: new Map(inputs.map(([name, attribute]) => [name, expressionOf(attribute)])),
    forEach: argument(block, 'for_each'),
    count: argument(block, 'count'),
    dependsOn: dependsOn(block),
    providers: passedProviders(block),
    module,
  };
}

/**
 * Both sides of an entry are references, such as `aws.west`, which no expression has as a key; in JSON syntax they are texts.
 * Source: https://developer.hashicorp.com/terraform/language/meta-arguments/module-providers
 */
function passedProviders(block: Block): ReadonlyMap<string, string> {
  const text = block.attributes.get('providers')?.text ?? '';
  const entries = text.replace(COMMENTS, '').matchAll(/([\w.-]+)"?\s*[=:]\s*"?(?:\$\{\s*)?([\w.-]+)/g);
  return new Map(Array.from(entries, ([, inside = '', outside = '']) => [inside, outside] as const));
}

const COMMENTS = /(?:#|(?<!")\/\/).*$|\/\*[\s\S]*?\*\//gm;

function outputOf(block: Block): readonly (readonly [string, Expression])[] {
  if (block.type !== 'output') return [];
  const value = argument(block, 'value') ?? { references: [] };
  const waits = dependsOn(block);
  return [
    [
      block.labels[0] ?? '',
      waits.length === 0
        ? value
        : (Object.defineProperties(
            {},
            { ...Object.getOwnPropertyDescriptors(value), dependsOn: { value: waits, enumerable: true } },
          ) as Expression),
    ],
  ];
}

function localsOf(block: Block): readonly (readonly [string, Expression])[] {
  return [...block.attributes].map(([name, attribute]) => [name, expressionOf(attribute)] as const);
}

function variableOf(block: Block): readonly (readonly [string, VariableConfig])[] {
  if (block.type !== 'variable') return [];
  const flag = (name: string, otherwise: boolean) => {
    const literal = block.attributes.get(name)?.literal;
    return literal === undefined ? otherwise : String(literal) === 'true';
  };
  const fallback = block.attributes.get('default');
  return [
    [
      block.labels[0] ?? '',
      {
        constraint: constraintOf(block),
        default: fallback && expressionOf(fallback),
        nullable: flag('nullable', true),
        sensitive: flag('sensitive', false),
        ephemeral: flag('ephemeral', false),
      },
    ],
  ];
}

function constraintOf(block: Block): TypeConstraint {
  const text = block.attributes.get('type')?.text;
  const parsed = text === undefined ? undefined : parseTypeConstraint(text);
  return parsed?.kind === 'constraint' ? parsed : { kind: 'constraint', type: ANY, defaults: undefined };
}

function providerOf(block: Block): readonly SourceProvider[] {
  if (block.type !== 'provider') return [];
  const alias = block.attributes.get('alias')?.literal;
  return [{ name: block.labels[0] ?? '', alias: typeof alias === 'string' ? alias : undefined, body: bodyOf(block) }];
}

/** The references in `depends_on`, as Terraform writes them; in JSON syntax, and in old configurations, they are texts. */
function dependsOn(block: Block): readonly string[] {
  const tree = block.attributes.get('depends_on')?.tree();
  if (tree === undefined) return [];
  const texts = evaluateConstant(tree);
  return [...listedReferences(tree), ...arrayOf(texts ?? null).filter((text) => typeof text === 'string')];
}

function ignoredChanges(block: Block): readonly string[] | 'all' {
  const lifecycle = block.blocks.filter(({ type }) => type === 'lifecycle');
  const listed = lifecycle.flatMap(({ attributes }) => {
    const text = attributes.get('ignore_changes')?.text ?? '';
    return /^\s*all\s*$/.test(text) ? ['all'] : [...text.matchAll(/[A-Za-z_][\w-]*/g)].map(([name]) => name);
  });
  return listed.includes('all') ? 'all' : listed;
}
