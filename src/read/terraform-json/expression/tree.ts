import type { Json } from '../../../model/json.js';

/**
 * An expression of Terraform's language. Only its shape is kept: what is said of it (its references, the values it
 * can take) is said elsewhere.
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
 */
export type Tree =
  | Literal
  | { readonly kind: 'template'; readonly parts: readonly Tree[] }
  /** A word that stands for something: `var`, `aws_elb`, `each`, the variable of a `for`. */
  | { readonly kind: 'name'; readonly name: string }
  /** `.key`, or `[key]` where it is indexed. */
  | { readonly kind: 'get'; readonly of: Tree; readonly key: Tree; readonly indexed: boolean }
  | { readonly kind: 'splat'; readonly of: Tree }
  | { readonly kind: 'conditional'; readonly condition: Tree; readonly yes: Tree; readonly no: Tree }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Tree[] }
  | { readonly kind: 'tuple'; readonly elements: readonly Tree[] }
  | { readonly kind: 'object'; readonly entries: readonly Entry[] }
  | { readonly kind: 'for'; readonly names: readonly string[]; readonly over: Tree; readonly parts: readonly Tree[] }
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Tree[] }
  /** Something whose value nobody can follow; `parts` are the expressions in it. */
  | { readonly kind: 'opaque'; readonly reason: string; readonly parts: readonly Tree[] };

export interface Literal {
  readonly kind: 'literal';
  readonly value: Json;
  readonly sensitive?: true;
}

export interface Entry {
  readonly key: Tree;
  readonly value: Tree;
}

export function literal(value: Json, sensitive = false): Literal {
  return sensitive ? { kind: 'literal', value, sensitive: true } : { kind: 'literal', value };
}

/** The expressions directly inside another, left to right. */
export function partsOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'template':
    case 'opaque':
      return tree.parts;
    case 'get':
      return [tree.of, tree.key];
    case 'splat':
      return [tree.of];
    case 'conditional':
      return [tree.condition, tree.yes, tree.no];
    case 'call':
      return tree.given;
    case 'tuple':
      return tree.elements;
    case 'object':
      return tree.entries.flatMap(({ key, value }) => [key, value]);
    case 'for':
      return [tree.over, ...tree.parts];
    case 'operation':
      return tree.operands;
    default:
      return tree satisfies never;
  }
}

export function anySensitive(literals: readonly Literal[]): boolean {
  return literals.some(({ sensitive }) => sensitive === true);
}

/** A list whose elements are all literals is one literal. */
export function tupleOfTrees(elements: readonly Tree[]): Tree {
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
export function literalEntries(tree: Tree | undefined): ReadonlyMap<string, Tree> | undefined {
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
