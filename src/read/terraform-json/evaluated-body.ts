import { isObject, type Json, type JsonObject, property } from '../../model/json.js';
import type { Body } from '../../model/plan.js';
import { dynamicRounds } from './dynamic.js';
import { expressionOf } from './expression/expression-of.js';
import { type Names, simplify } from './expression/simplify.js';
import { isNestedBlock } from './nested-blocks.js';
import { type Planned, plannedList, plannedMap, plannedValue } from './planned.js';
import { treeOf } from './tree-of.js';

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
