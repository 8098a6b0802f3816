import type { InstanceKey } from '../../model/address.js';
import type { Json, JsonObject } from '../../model/json.js';
import { property } from '../../model/json.js';
import { blocksOf } from './blocks.js';
import { type Names, select, simplify } from './expression/simplify.js';
import { literal, type Tree } from './expression/tree.js';
import { treeOf } from './tree-of.js';

/** A variable of a module. */
export interface Variable {
  readonly name: string;
  /** Undefined where it has none: whoever runs Terraform gives the value. */
  readonly default: Json | undefined;
  readonly sensitive: boolean;
}

export function variablesOf(document: JsonObject): readonly Variable[] {
  return blocksOf(document, 'variable', 1).map(({ labels: [name = ''], body }) => ({
    name,
    default: property(body, 'default'),
    sensitive: String(property(body, 'sensitive')) === 'true',
  }));
}

export function localsOf(document: JsonObject): ReadonlyMap<string, Tree> {
  const entries = blocksOf(document, 'locals', 0).flatMap(({ body }) => Object.entries(body));
  return new Map(entries.filter(([name]) => name !== '//').map(([name, value]) => [name, treeOf(value)]));
}

/** The names that every expression of a module sees. */
export interface ModuleNames extends Names {
  /** The variables whose defaults were taken so far. */
  readonly defaultsTaken: ReadonlySet<string>;
}

/** The names that every expression of a module sees: `var` where it has a default, and `local`. */
export function moduleNames(variables: readonly Variable[], locals: ReadonlyMap<string, Tree>): ModuleNames {
  const known = new Map<string, Tree>(
    variables.flatMap(({ name, default: value, sensitive }) =>
      value === undefined ? [] : [[name, literal(value, sensitive)] as const],
    ),
  );
  const simplified = new Map<string, Tree>();
  const defaultsTaken = new Set<string>();
  const names: ModuleNames = {
    defaultsTaken,
    lookUp(root, name) {
      if (root === 'var') {
        if (known.has(name)) defaultsTaken.add(name);
        return known.get(name);
      }
      return root === 'local' ? local(name) : undefined;
    },
  };
  /** A local that refers to itself, which Terraform refuses, stays a reference where the circle closes. */
  const underWay = new Set<string>();
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

/** Names with one more: an object such as `each`, or the iterator of a `dynamic` block. */
export function withName(names: Names, root: string, value: Tree): Names {
  return {
    lookUp: (wanted, name) => (wanted === root ? select(value, literal(name)) : names.lookUp(wanted, name)),
  };
}

/** The names that the blocks of one resource instance see. */
export function instanceNames(names: Names, key: InstanceKey, value: Tree | undefined): Names {
  if (key === undefined) return names;
  if (typeof key === 'number')
    return withName(names, 'count', { kind: 'object', entries: [entry('index', literal(key))] });
  return withName(names, 'each', eachOf(literal(key), value ?? literal(key)));
}

/** What `each`, or the iterator of a `dynamic` block, is in one round. */
export function eachOf(key: Tree, value: Tree): Tree {
  return { kind: 'object', entries: [entry('key', key), entry('value', value)] };
}

function entry(key: string, value: Tree) {
  return { key: literal(key), value };
}
