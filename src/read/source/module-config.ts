import { ANY, type Node, parseTypeConstraint, type TypeConstraint, toJson } from '../../expressions/index.js';
import { groupBy, once } from '../../model/collections.js';
import { arrayOf, type Json } from '../../model/json.js';
import type {
  Body,
  DynamicBlock,
  Expression,
  ModuleCall,
  ModuleConfig,
  ResourceConfig,
  VariableConfig,
} from '../../model/plan.js';
import { evaluateConstant } from './constant.js';
import { listedReferences } from './listed-references.js';
import type { Argument, Block, SourceBlock } from './parsed-file.js';
import { isOverride, type SourceFolder } from './source-file.js';

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

/** Arguments of a resource or call that Terraform itself reads. */
const META_ARGUMENTS: ReadonlySet<string> = new Set(['count', 'for_each', 'depends_on', 'provider', 'providers']);

const DYNAMIC: ReadonlySet<string> = new Set(['dynamic']);

/** All names in a resource that mean something to Terraform itself. */
const META_NAMES: ReadonlySet<string> = new Set([
  ...META_ARGUMENTS,
  ...DYNAMIC,
  'lifecycle',
  'connection',
  'provisioner',
]);

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

/**
 * The blocks of a module, each with what override files change in it.
 * Source: https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
function mergedBlocks({ files }: SourceFolder): readonly SourceBlock[] {
  const merged = new Map<string, SourceBlock>();
  const order = [...files].sort((one, other) => Number(isOverride(one.name)) - Number(isOverride(other.name)));
  for (const file of order) {
    for (const [at, block] of (file.parsed()?.blocks ?? []).entries()) {
      const key = keyOf(block) ?? `${file.name} ${at}`;
      const before = merged.get(key);
      merged.set(key, before === undefined || !isOverride(file.name) ? block : override(before, block));
    }
  }
  return [...merged.values()];
}

/** What an override is matched by; undefined for blocks of which a module may have several alike. */
function keyOf({ type, labels, attributes }: SourceBlock): string | undefined {
  if (type === 'locals' || type === 'terraform') return undefined;
  const alias = type === 'provider' ? attributes.get('alias')?.literal : undefined;
  return JSON.stringify([type, ...labels, ...(alias === undefined ? [] : [alias])]);
}

function override(base: SourceBlock, change: SourceBlock): SourceBlock {
  const replaced = new Set(change.blocks.map(nestedName));
  return {
    ...base,
    attributes: new Map([...base.attributes, ...change.attributes]),
    blocks: [...base.blocks.filter((block) => !replaced.has(nestedName(block))), ...change.blocks],
  };
}

/** A `dynamic` block counts as a block of the name that it makes. */
function nestedName({ type, labels }: Block): string {
  return type === 'dynamic' ? (labels[0] ?? '') : type;
}

function resourceOf(block: Block): readonly { readonly address: string; readonly config: ResourceConfig }[] {
  if (block.type !== 'resource' && block.type !== 'data') return [];
  const [type = '', name = ''] = block.labels;
  const config: ResourceConfig = {
    mode: block.type === 'data' ? 'data' : 'managed',
    type,
    name,
    providerKey: providerKeyOf(type, block.attributes.get('provider')?.text),
    body: bodyOf(block),
    forEach: argument(block, 'for_each'),
    count: argument(block, 'count'),
    dependsOn: dependsOn(block),
    ignoredChanges: ignoredChanges(block),
  };
  return [{ address: `${block.type === 'data' ? 'data.' : ''}${type}.${name}`, config }];
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

/** The arguments and nested blocks that a provider sees. */
function bodyOf(block: Block): Body {
  return bodyWithout(META_NAMES, block);
}

/**
 * In JSON syntax each block is an argument, too. The names in a nested block are its own, but for `dynamic`. Each part is
 * made once: a body is read again for every instance of its resource.
 */
function bodyWithout(meta: ReadonlySet<string>, block: Block): Body {
  const nested = once(() => nestedParts(meta, block));
  const expressions = once(() => new Map<string, Expression>());
  return {
    expression(name) {
      const attribute = meta.has(name) ? undefined : block.attributes.get(name);
      if (attribute === undefined) return undefined;
      const made = expressions().get(name) ?? expressionOf(attribute);
      expressions().set(name, made);
      return made;
    },
    blocks: (name) => nested().get(name)?.blocks ?? [],
    dynamics: (name) => nested().get(name)?.dynamics ?? [],
    names: () => [...[...block.attributes.keys()].filter((name) => !meta.has(name)), ...nested().keys()],
  };
}

interface NestedParts {
  readonly blocks: readonly Body[];
  readonly dynamics: readonly DynamicBlock[];
}

function nestedParts(meta: ReadonlySet<string>, { blocks }: Block): ReadonlyMap<string, NestedParts> {
  if (blocks.length === 0) return new Map();
  const ofName = groupBy(
    blocks.filter(({ type }) => type === 'dynamic' || !meta.has(type)),
    nestedName,
  );
  return new Map(
    [...ofName].map(([name, parts]) => {
      const fixed = parts.filter(({ type, labels }) => type !== 'dynamic' && labels.length === 0);
      const made = parts.filter(({ type }) => type === 'dynamic').flatMap(dynamicOf);
      return [name, { blocks: fixed.map((inner) => bodyWithout(DYNAMIC, inner)), dynamics: made }] as const;
    }),
  );
}

function dynamicOf(block: Block): readonly DynamicBlock[] {
  const content = block.blocks.find(({ type }) => type === 'content');
  const forEach = argument(block, 'for_each');
  if (content === undefined || forEach === undefined) return [];
  const iterator = block.attributes.get('iterator')?.text?.trim();
  return [{ forEach, iterator: iterator ?? block.labels[0] ?? '', content: bodyWithout(DYNAMIC, content) }];
}

function argument(block: Block, name: string): Expression | undefined {
  const attribute = block.attributes.get(name);
  return attribute && expressionOf(attribute);
}

/** An expression of which the whole text is known, with its references as Terraform lists them. */
function expressionOf(attribute: Argument): Expression {
  const tree = attribute.tree();
  if (tree === undefined) return { references: [] };
  // Most arguments are literals, and a configuration may have very many.
  if (tree.kind === 'literal') return literalExpression(tree, toJson(tree.value));
  const references = once(() => listedReferences(tree));
  const constant = once(() => (references().length > 0 ? undefined : evaluateConstant(tree)));
  return {
    tree,
    get references() {
      return references();
    },
    get constant() {
      return constant();
    },
  };
}

function literalExpression(tree: Node, constant: Json | undefined): Expression {
  return constant === undefined ? { tree, references: [] } : { tree, references: [], constant };
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
