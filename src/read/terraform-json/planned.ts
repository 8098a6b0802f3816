import { type Json, property } from '../../model/json.js';
import { whyUnknown } from './expression/references.js';
import { elementsOf, literalEntries, type Tree } from './expression/tree.js';
import { treeIn } from './names.js';
import { type BlockWithNames, dynamicTypes, nestedBlocks } from './nested-blocks.js';

/**
 * What a plan would record of a value: what is known of it, a mask of what is not, and a mask of what is sensitive.
 * The mask of unknown parts says why.
 */
export interface Planned {
  readonly value: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
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

/** The names of a nested block are its own: only these mean something else there. */
const NESTED_META_ARGUMENTS: ReadonlySet<string> = new Set(['//', 'dynamic']);

/**
 * What a plan would record of a block. `nestedPaths` are the nested blocks of its resource type, by dotted path; `path`
 * names this block within the resource.
 */
export function plannedBlock(
  nestedPaths: ReadonlySet<string>,
  path: readonly string[],
  { block, names, unknownCount }: BlockWithNames,
): Planned {
  if (unknownCount !== undefined) return { value: {}, unknown: unknownCount, sensitive: false };
  const meta = path.length === 0 ? META_ARGUMENTS : NESTED_META_ARGUMENTS;
  const dynamic = dynamicTypes(block);
  const written = Object.keys(block).filter((name) => !meta.has(name));
  const entries = [...new Set([...written, ...dynamic])].map((name) => {
    const inner = [...path, name];
    const json = property(block, name);
    if (dynamic.includes(name) || (nestedPaths.has(inner.join('.')) && typeof json === 'object' && json !== null)) {
      const blocks = nestedBlocks({ block, names }, name);
      return [name, plannedList(blocks.map((one) => plannedBlock(nestedPaths, inner, one)))] as const;
    }
    return [name, plannedValue(treeIn(names, json))] as const;
  });
  return plannedMap(entries);
}

/** The value of an expression, part by part. */
function plannedValue(tree: Tree): Planned {
  if (tree.kind === 'literal') return { value: tree.value, unknown: false, sensitive: tree.sensitive === true };
  const elements = elementsOf(tree.kind === 'call' && tree.name === 'toset' ? tree.given[0] : tree);
  if (elements !== undefined) return plannedList(elements.map(plannedValue));
  const entries = tree.kind === 'object' ? literalEntries(tree) : undefined;
  if (entries !== undefined) {
    return plannedMap([...entries].map(([key, value]) => [key, plannedValue(value)] as const));
  }
  return { value: null, unknown: whyUnknown(tree), sensitive: false };
}

/** An unknown element is null, so that value and masks share their indexes. */
function plannedList(elements: readonly Planned[]): Planned {
  return {
    value: elements.map(({ value }) => value),
    unknown: elements.map(({ unknown }) => unknown),
    sensitive: elements.map(({ sensitive }) => sensitive),
  };
}

/** An unknown attribute is missing from the values, as in a plan. */
function plannedMap(entries: readonly (readonly [string, Planned])[]): Planned {
  const only = (part: keyof Planned, isKept: (planned: Planned) => boolean) => {
    const kept = entries.filter(([, planned]) => isKept(planned));
    return Object.fromEntries(kept.map(([key, planned]) => [key, planned[part]]));
  };
  return {
    value: only('value', ({ value, unknown }) => value !== null || unknown === false),
    unknown: only('unknown', ({ unknown }) => unknown !== false),
    sensitive: only('sensitive', ({ sensitive }) => sensitive !== false),
  };
}
