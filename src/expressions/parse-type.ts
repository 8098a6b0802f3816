import { convertOrUndefined } from './convert.js';
import { evaluateExpression } from './evaluate.js';
import { type Invalid, parseExpression } from './parse.js';
import type { Node } from './tree.js';
import { ANY, BOOL, type CollectionType, NUMBER, STRING, type Type, tupleOf } from './types.js';
import type { TerraformValue } from './value.js';

/** Values for optional attributes that are left out, in the shape of the type they belong to. */
export interface Defaults {
  /** The defaults of this object's own attributes. */
  readonly values: ReadonlyMap<string, TerraformValue>;
  /** Of an object's attribute or a tuple's element, by its name or number. */
  readonly children: ReadonlyMap<string, Defaults>;
  /** Of the elements of a collection. */
  readonly element?: Defaults;
}

/** What the `type` of a variable says. */
export interface TypeConstraint {
  readonly kind: 'constraint';
  readonly type: Type;
  readonly defaults: Defaults | undefined;
}

/**
 * Parses a type constraint: `set(string)`, `object({ port = optional(number, 443) })`, `any`.
 * Source: https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function parseTypeConstraint(text: string): TypeConstraint | Invalid {
  const parsed = parseExpression(text);
  return parsed.kind === 'invalid' ? parsed : typeConstraintOf(parsed.node);
}

/** The type constraint that an expression's tree is. */
export function typeConstraintOf(node: Node): TypeConstraint | Invalid {
  // Terraform takes a bare "list" or "map", as configurations before 0.12 wrote it, for one of any type.
  if (node.kind === 'variable' && (node.name === 'list' || node.name === 'map')) {
    return { kind: 'constraint', type: { kind: node.name, element: ANY }, defaults: undefined };
  }
  const read = readType(node);
  return read.kind === 'invalid' ? read : { kind: 'constraint', type: read.type, defaults: read.defaults };
}

type Read = { readonly kind: 'type'; readonly type: Type; readonly defaults: Defaults | undefined } | Invalid;

const KEYWORDS: ReadonlyMap<string, Type> = new Map([
  ['string', STRING],
  ['number', NUMBER],
  ['bool', BOOL],
  ['any', ANY],
]);

function invalid(node: Node, message: string): Invalid {
  return { kind: 'invalid', message, offset: node.start };
}

function readType(node: Node): Read {
  if (node.kind === 'variable') {
    const type = KEYWORDS.get(node.name);
    return type === undefined
      ? invalid(node, `"${node.name}" is no type`)
      : { kind: 'type', type, defaults: undefined };
  }
  if (node.kind !== 'call') return invalid(node, 'a type is required');
  const [argument, ...more] = node.args;
  if (argument === undefined || more.length > 0) return invalid(node, `"${node.name}" takes one argument`);
  switch (node.name) {
    case 'list':
    case 'set':
    case 'map':
      return readCollection(node.name, argument);
    case 'tuple':
      return readTuple(argument);
    case 'object':
      return readObject(argument);
    default:
      return invalid(node, `"${node.name}" is no type`);
  }
}

function readCollection(kind: CollectionType['kind'], argument: Node): Read {
  const read = readType(argument);
  if (read.kind === 'invalid') return read;
  const { type: element, defaults } = read;
  const own = defaults === undefined ? undefined : { values: new Map(), children: new Map(), element: defaults };
  return { kind: 'type', type: { kind, element }, defaults: own };
}

function readTuple(argument: Node): Read {
  if (argument.kind !== 'tuple') return invalid(argument, '"tuple" takes a list of types');
  const elements: Type[] = [];
  const children = new Map<string, Defaults>();
  for (const [index, item] of argument.items.entries()) {
    const read = readType(item);
    if (read.kind === 'invalid') return read;
    elements.push(read.type);
    if (read.defaults !== undefined) children.set(String(index), read.defaults);
  }
  const defaults = children.size === 0 ? undefined : { values: new Map(), children };
  return { kind: 'type', type: tupleOf(elements), defaults };
}

function readObject(argument: Node): Read {
  if (argument.kind !== 'object') return invalid(argument, '"object" takes attributes and their types');
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, TerraformValue>();
  const children = new Map<string, Defaults>();
  for (const { key, value } of argument.items) {
    if (key.kind !== 'literal' || key.value.kind !== 'string') return invalid(key, 'an attribute needs a name');
    const name = key.value.value;
    const isOptional = value.kind === 'call' && value.name === 'optional';
    const [typeNode, defaultNode, ...more] = isOptional ? value.args : [value];
    if (typeNode === undefined || more.length > 0) return invalid(value, '"optional" takes a type and a default');
    if (attributes.has(name)) return invalid(key, `there are two attributes "${name}"`);
    const read = readType(typeNode);
    if (read.kind === 'invalid') return read;
    attributes.set(name, read.type);
    if (isOptional) optional.add(name);
    if (read.defaults !== undefined) children.set(name, read.defaults);
    if (defaultNode !== undefined) {
      const evaluated = evaluateExpression(defaultNode, { lookup: () => undefined });
      const converted = evaluated.kind === 'value' ? convertOrUndefined(evaluated.value, read.type) : undefined;
      if (converted === undefined) return invalid(defaultNode, 'the default does not have that type');
      values.set(name, converted);
    }
  }
  const sortedNames = [...attributes].sort(([a], [b]) => (a < b ? -1 : 1));
  const defaults = values.size === 0 && children.size === 0 ? undefined : { values, children };
  return { kind: 'type', type: { kind: 'object', attributes: new Map(sortedNames), optional }, defaults };
}
