import { isObject, type Json, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { Body } from '../../model/plan.js';
import { isNestedBlock, treeOf } from './blocks.js';
import { type Names, simplify } from './expression/evaluate.js';
import { expressionOf, whyUnknown } from './expression/references.js';
import { elementsOf, entriesOf, literal, type Tree } from './expression/tree.js';
import { eachOf, roundsOf, withName } from './instances.js';

/**
 * What a plan would record of a value: what is known of it, a mask of what is not, and a mask of what is sensitive.
 * The mask of unknown parts says why.
 */
export interface Planned {
  readonly value: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
}

/** The value of an expression, part by part. */
export function plannedValue(tree: Tree): Planned {
  if (tree.kind === 'literal') return { value: tree.value, unknown: false, sensitive: tree.sensitive === true };
  if (tree.kind === 'tuple') return plannedList(tree.elements.map(plannedValue));
  const entries = tree.kind === 'object' ? entriesOf(tree) : undefined;
  if (entries !== undefined) {
    return plannedMap([...entries].map(([key, value]) => [key, plannedValue(value)] as const));
  }
  const elements = tree.kind === 'call' && tree.name === 'toset' ? elementsOf(tree.given[0]) : undefined;
  if (elements !== undefined) return plannedList(elements.map(plannedValue));
  return { value: null, unknown: whyUnknown(tree), sensitive: false };
}

/** An unknown element is null, so that value and masks share their indexes. */
export function plannedList(elements: readonly Planned[]): Planned {
  return {
    value: elements.map(({ value }) => value),
    unknown: elements.map(({ unknown }) => unknown),
    sensitive: elements.map(({ sensitive }) => sensitive),
  };
}

/** An unknown attribute is missing from the values, as in a plan. */
export function plannedMap(entries: readonly (readonly [string, Planned])[]): Planned & { readonly value: Json } {
  const known = entries.filter(([, { value, unknown }]) => value !== null || unknown === false);
  return {
    value: Object.fromEntries(known.map(([key, { value }]) => [key, value])),
    unknown: Object.fromEntries(
      entries.filter(([, { unknown }]) => unknown !== false).map(([key, { unknown }]) => [key, unknown]),
    ),
    sensitive: Object.fromEntries(
      entries.filter(([, { sensitive }]) => sensitive !== false).map(([key, { sensitive }]) => [key, sensitive]),
    ),
  };
}

/**
 * The blocks that `dynamic` blocks make: one for each round where the rounds are known, otherwise one that stands for
 * all of them. Source: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function dynamicRounds(name: string, dynamics: readonly JsonObject[], names: Names): readonly NamedBlock[] {
  return dynamics.flatMap((dynamic): readonly NamedBlock[] => {
    const iterator = stringProperty(dynamic, 'iterator') ?? name;
    const content = property(dynamic, 'content');
    const block = Array.isArray(content) ? content[0] : content;
    if (!isObject(block)) return [];
    const forEach = simplify(treeOf(property(dynamic, 'for_each') ?? null), names);
    const rounds = roundsOf(forEach, 'numbered');
    if (rounds === undefined) {
      const unsettled = `dynamic "${name}": for_each is ${whyUnknown(forEach)}`;
      const hidden = { kind: 'opaque', reason: unsettled, parts: [forEach] } as const;
      return [{ block, names: withName(names, iterator, hidden), unsettled }];
    }
    return rounds.map(({ key, value }) => ({ block, names: withName(names, iterator, eachOf(literal(key), value)) }));
  });
}

/** A block with the names that its expressions see. */
export interface NamedBlock {
  readonly block: JsonObject;
  readonly names: Names;
  /** Set where it is not known whether there is such a block, and how many: why. */
  readonly unsettled?: string;
}

/** Arguments that Terraform itself reads. Source: https://developer.hashicorp.com/terraform/language/meta-arguments */
const META_ARGUMENTS: ReadonlySet<string> = new Set([
  '//',
  'connection',
  'count',
  'depends_on',
  'dynamic',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

/** What a plan would record of a block of a resource type; `path` names the block within the resource. */
export function plannedBlock(type: string, path: readonly string[], { block, names, unsettled }: NamedBlock): Planned {
  if (unsettled !== undefined) return { value: {}, unknown: unsettled, sensitive: false };
  const given = Object.keys(block).filter((name) => !isMeta(name, path));
  const repeated = Object.keys(dynamicsIn(block));
  const entries = [...new Set([...given, ...repeated])].map((name) => {
    const inner = [...path, name];
    const json = block[name];
    if (repeated.includes(name) || (isNestedBlock(type, inner) && typeof json === 'object' && json !== null)) {
      const blocks = nestedBlocks({ block, names }, name);
      return [name, plannedList(blocks.map((one) => plannedBlock(type, inner, one)))] as const;
    }
    return [name, plannedValue(simplify(treeOf(json ?? null), names))] as const;
  });
  return plannedMap(entries);
}

/** The names of a nested block are its own: only `//` and `dynamic` mean something else there. */
function isMeta(name: string, path: readonly string[]): boolean {
  return path.length === 0 ? META_ARGUMENTS.has(name) : name === '//' || name === 'dynamic';
}

/** A block's body. Nested blocks are those written out, then those that `dynamic` blocks make. */
export function bodyOf({ block, names }: NamedBlock): Body {
  return {
    expression(name) {
      const json = property(block, name);
      return json === undefined || json === null ? undefined : expressionOf(simplify(treeOf(json), names));
    },
    blocks: (name) => nestedBlocks({ block, names }, name).map(bodyOf),
  };
}

function nestedBlocks({ block, names }: NamedBlock, name: string): readonly NamedBlock[] {
  const written = property(block, name);
  const list: readonly Json[] = Array.isArray(written) ? written : written === undefined ? [] : [written];
  const plain = list.filter(isObject).map((one) => ({ block: one, names }));
  return [...plain, ...dynamicRounds(name, dynamicsIn(block)[name] ?? [], names)];
}

/** The `dynamic` blocks in a block, by the type of block they make. */
function dynamicsIn(block: JsonObject): Readonly<Record<string, readonly JsonObject[]>> {
  const found: Record<string, JsonObject[]> = {};
  const dynamic = property(block, 'dynamic');
  for (const group of Array.isArray(dynamic) ? dynamic : [dynamic]) {
    for (const [name, json] of Object.entries(isObject(group) ? group : {})) {
      const list = (Array.isArray(json) ? json : [json]).filter(isObject);
      found[name] = [...(found[name] ?? []), ...list];
    }
  }
  return found;
}
