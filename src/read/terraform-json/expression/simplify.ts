import { isObject, type Json, property } from '../../../model/json.js';
import { applyFunction } from './functions.js';
import { anySensitive, objectOf, tupleOf } from './literals.js';
import { applyOperator } from './operators.js';
import { type Literal, literal, type Tree } from './tree.js';

/** What the names in an expression stand for. */
export interface Names {
  /** The value of `var.name`, `local.name`, `each.value` …; undefined for what is not known here. */
  lookUp(root: string, name: string): Tree | undefined;
}

/**
 * The expression with everything worked out that the configuration itself tells: variables with defaults, locals,
 * `each` and `count`, conditions that follow from those, and the few functions that only pass a value on. Everything
 * else stays as it is; Terraform evaluates, this only reads.
 */
export function simplify(tree: Tree, names: Names): Tree {
  switch (tree.kind) {
    case 'literal':
    case 'name':
    case 'for':
    case 'opaque':
      return tree;
    case 'get':
      return simplifyGet(tree, names);
    case 'splat':
      return { kind: 'splat', of: simplify(tree.of, names) };
    case 'template':
      return joined(tree.parts.map((part) => simplify(part, names)));
    case 'conditional':
      return chosen(simplify(tree.condition, names), simplify(tree.yes, names), simplify(tree.no, names));
    case 'tuple':
      return tupleOf(tree.elements.map((element) => simplify(element, names)));
    case 'object':
      return objectOf(
        tree.entries.map(({ key, value }) => ({ key: simplify(key, names), value: simplify(value, names) })),
      );
    case 'call': {
      const given = tree.given.map((argument) => simplify(argument, names));
      return applyFunction(tree.name, given) ?? { kind: 'call', name: tree.name, given };
    }
    case 'operation': {
      const operands = tree.operands.map((operand) => simplify(operand, names));
      return applyOperator(tree.operator, operands) ?? { kind: 'operation', operator: tree.operator, operands };
    }
    default:
      return tree satisfies never;
  }
}

function simplifyGet(tree: Tree & { kind: 'get' }, names: Names): Tree {
  const key = simplify(tree.key, names);
  if (tree.of.kind === 'name' && key.kind === 'literal') {
    return names.lookUp(tree.of.name, String(key.value)) ?? { ...tree, key };
  }
  const of = simplify(tree.of, names);
  return select(of, key) ?? { ...tree, of, key };
}

/** The part of a collection that a key names; undefined where that cannot be told. */
export function select(of: Tree, key: Tree): Tree | undefined {
  if (of.kind === 'opaque') return of;
  if (key.kind !== 'literal') return undefined;
  const sensitive = key.sensitive === true || (of.kind === 'literal' && of.sensitive === true);
  if (of.kind === 'tuple') return of.elements[Number(key.value)];
  if (of.kind === 'object') {
    if (of.entries.some((entry) => entry.key.kind !== 'literal')) return undefined;
    return of.entries.find((entry) => entry.key.kind === 'literal' && String(entry.key.value) === String(key.value))
      ?.value;
  }
  if (of.kind !== 'literal') return undefined;
  const found: Json | undefined = Array.isArray(of.value)
    ? of.value[Number(key.value)]
    : isObject(of.value)
      ? property(of.value, String(key.value))
      : undefined;
  return found === undefined ? undefined : literal(found, sensitive);
}

function joined(parts: readonly Tree[]): Tree {
  const texts = parts.filter((part): part is Literal => part.kind === 'literal' && typeof part.value !== 'object');
  if (texts.length < parts.length) return { kind: 'template', parts };
  return literal(texts.map(({ value }) => String(value)).join(''), anySensitive(texts));
}

function chosen(condition: Tree, yes: Tree, no: Tree): Tree {
  if (condition.kind !== 'literal') return { kind: 'conditional', condition, yes, no };
  const branch = condition.value === true || condition.value === 'true' ? yes : no;
  return condition.sensitive === true && branch.kind === 'literal' ? literal(branch.value, true) : branch;
}
