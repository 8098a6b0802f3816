import type { Json } from '../../model/json.js';
import { whyUnknown } from './expression/expression-of.js';
import { elementsOf, entriesOf } from './expression/literals.js';
import type { Tree } from './expression/tree.js';

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
