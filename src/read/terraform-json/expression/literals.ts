import type { Json } from '../../../model/json.js';
import { type Entry, type Literal, literal, type Tree } from './tree.js';

export function anySensitive(literals: readonly Literal[]): boolean {
  return literals.some(({ sensitive }) => sensitive === true);
}

/** A list whose elements are all literals is one literal. */
export function tupleOf(elements: readonly Tree[]): Tree {
  const literals = elements.filter((element) => element.kind === 'literal');
  if (literals.length < elements.length) return { kind: 'tuple', elements };
  return literal(
    literals.map(({ value }) => value),
    anySensitive(literals),
  );
}

/** A map whose keys and values are all literals is one literal. */
export function objectOf(entries: readonly Entry[]): Tree {
  const values: [string, Literal][] = [];
  for (const { key, value } of entries) {
    if (key.kind !== 'literal' || value.kind !== 'literal') return { kind: 'object', entries };
    values.push([String(key.value), value]);
  }
  return literal(
    Object.fromEntries(values.map(([key, { value }]) => [key, value])),
    anySensitive(values.map(([, value]) => value)),
  );
}

/** The elements of a list, each an expression; undefined for what is no list, or whose length is not known. */
export function elementsOf(tree: Tree | undefined): readonly Tree[] | undefined {
  if (tree?.kind === 'tuple') return tree.elements;
  if (tree?.kind !== 'literal' || !Array.isArray(tree.value)) return undefined;
  const { value, sensitive } = tree;
  return value.map((element: Json) => literal(element, sensitive));
}

/** The entries of a map with known keys, each an expression; undefined for what is no map, or whose keys are not known. */
export function entriesOf(tree: Tree | undefined): ReadonlyMap<string, Tree> | undefined {
  if (tree?.kind === 'object') {
    const entries = tree.entries.flatMap(({ key, value }) =>
      key.kind === 'literal' ? [[String(key.value), value] as const] : [],
    );
    return entries.length < tree.entries.length ? undefined : new Map(entries);
  }
  if (tree?.kind !== 'literal' || typeof tree.value !== 'object' || tree.value === null || Array.isArray(tree.value))
    return undefined;
  return new Map(
    Object.entries(tree.value as Record<string, Json>).map(([key, value]) => [key, literal(value, tree.sensitive)]),
  );
}
