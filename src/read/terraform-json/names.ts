import type { InstanceKey } from '../../model/address.js';
import { type Json, type JsonObject, property } from '../../model/json.js';
import { type Known, known } from '../../model/value.js';
import { blocksOf, treeOf } from './blocks.js';
import { type Names, select, simplify } from './expression/evaluate.js';
import { literal, type Tree } from './expression/tree.js';

/** The names that every expression of a module sees: `var` where it has a default, and `local`. */
export interface ModuleNames extends Names {
  /** The defaults of variables, which are their values as far as the file tells. */
  readonly variables: ReadonlyMap<string, Known<Json>>;
  readonly locals: ReadonlyMap<string, Tree>;
  /** The variables whose defaults were taken so far. */
  readonly defaultsTaken: ReadonlySet<string>;
}

export function moduleNames(document: JsonObject): ModuleNames {
  const variables = variablesOf(document);
  const locals = localsOf(document);
  const simplified = new Map<string, Tree>();
  const defaultsTaken = new Set<string>();
  /** A local that refers to itself, which Terraform refuses, stays a reference where the circle closes. */
  const underWay = new Set<string>();
  const names: ModuleNames = {
    variables,
    locals,
    defaultsTaken,
    lookUp(root, name) {
      if (root === 'local') return local(name);
      const value = root === 'var' ? variables.get(name) : undefined;
      if (value === undefined) return undefined;
      defaultsTaken.add(name);
      return literal(value.value, value.sensitive);
    },
  };
  function local(name: string): Tree | undefined {
    const done = simplified.get(name);
    const tree = locals.get(name);
    if (done !== undefined || tree === undefined || underWay.has(name)) return done;
    underWay.add(name);
    const result = simplify(tree, names);
    underWay.delete(name);
    simplified.set(name, result);
    return result;
  }
  return names;
}

function variablesOf(document: JsonObject): ReadonlyMap<string, Known<Json>> {
  return new Map(
    blocksOf(document, 'variable', 1).flatMap(({ labels: [name = ''], body }) => {
      const value = property(body, 'default');
      const isSensitive = String(property(body, 'sensitive')) === 'true';
      return value === undefined ? [] : [[name, known(value, isSensitive)] as const];
    }),
  );
}

function localsOf(document: JsonObject): ReadonlyMap<string, Tree> {
  const entries = blocksOf(document, 'locals', 0).flatMap(({ body }) => Object.entries(body));
  return new Map(entries.filter(([name]) => name !== '//').map(([name, value]) => [name, treeOf(value)]));
}

/** The expression that a JSON value is, with everything worked out that the names tell. */
export function treeIn(names: Names, json: Json | undefined): Tree {
  return simplify(treeOf(json ?? null), names);
}

/** Names with one more: an object such as `each`, or the iterator of a `dynamic` block. */
export function withName(names: Names, root: string, value: Tree): Names {
  return {
    lookUp: (wanted, name) => (wanted === root ? select(value, literal(name)) : names.lookUp(wanted, name)),
  };
}

/** The names that the expressions of one resource instance see. */
export function instanceNames(names: Names, key: InstanceKey, value: Tree | undefined): Names {
  if (key === undefined) return names;
  if (typeof key === 'number') return withName(names, 'count', objectWith({ index: literal(key) }));
  return withName(names, 'each', eachOf(key, value ?? literal(key)));
}

/** What `each`, or the iterator of a `dynamic` block, is in one round. */
export function eachOf(key: string | number, value: Tree): Tree {
  return objectWith({ key: literal(key), value });
}

function objectWith(parts: Readonly<Record<string, Tree>>): Tree {
  return { kind: 'object', entries: Object.entries(parts).map(([key, value]) => ({ key: literal(key), value })) };
}
