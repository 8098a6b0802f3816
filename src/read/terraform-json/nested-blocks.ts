import { arrayOf, isObject, type Json, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { Body } from '../../model/plan.js';
import type { Names } from './expression/evaluate.js';
import { expressionOf, whyUnknown } from './expression/references.js';
import { roundsOf } from './instances.js';
import { eachOf, treeIn, withName } from './names.js';

/** A block with the names that its expressions see. */
export interface BlockWithNames {
  readonly block: JsonObject;
  readonly names: Names;
  /** Why it is not known whether there is such a block, and how many; undefined where there is one. */
  readonly unknownCount?: string;
}

/** A block's body. Nested blocks are those written out, then those that `dynamic` blocks make. */
export function bodyOf({ block, names }: BlockWithNames): Body {
  return {
    expression(name) {
      const json = property(block, name);
      return json === undefined || json === null ? undefined : expressionOf(treeIn(names, json));
    },
    blocks: (name) => nestedBlocks({ block, names }, name).map(bodyOf),
  };
}

/** The blocks of a type in another block: those written out, then those that `dynamic` blocks make. */
export function nestedBlocks({ block, names }: BlockWithNames, type: string): readonly BlockWithNames[] {
  const written = manyOf(property(block, type)).map((one) => ({ block: one, names }));
  const dynamics = dynamicsIn(block).filter(([name]) => name === type);
  return [...written, ...dynamics.flatMap(([, dynamic]) => dynamicBlocks(type, dynamic, names))];
}

/** The types of the blocks that `dynamic` blocks in a block make. */
export function dynamicTypes(block: JsonObject): readonly string[] {
  return dynamicsIn(block).map(([type]) => type);
}

/** The `dynamic` blocks in a block, with the type of block that they make. */
function dynamicsIn(block: JsonObject): readonly (readonly [type: string, dynamic: JsonObject])[] {
  return manyOf(property(block, 'dynamic'))
    .flatMap((group) => Object.entries(group))
    .flatMap(([type, dynamics]) => manyOf(dynamics).map((dynamic) => [type, dynamic] as const));
}

/** JSON syntax writes one block as an object, and several as an array. */
function manyOf(json: Json | undefined): readonly JsonObject[] {
  return (isObject(json) ? [json] : arrayOf(json)).filter(isObject);
}

/**
 * The blocks that a `dynamic` block makes: one for each round where the rounds are known, otherwise one that stands
 * for all of them. Source: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
function dynamicBlocks(type: string, dynamic: JsonObject, names: Names): readonly BlockWithNames[] {
  const [block] = manyOf(property(dynamic, 'content'));
  if (block === undefined) return [];
  const iterator = stringProperty(dynamic, 'iterator') ?? type;
  const forEach = treeIn(names, property(dynamic, 'for_each'));
  const rounds = roundsOf(forEach, 'numbered');
  if (rounds === undefined) {
    const unknownCount = `dynamic "${type}": for_each is ${whyUnknown(forEach)}`;
    const hidden = { kind: 'opaque', reason: unknownCount, parts: [forEach] } as const;
    return [{ block, names: withName(names, iterator, hidden), unknownCount }];
  }
  return rounds.map(({ key, value }) => ({ block, names: withName(names, iterator, eachOf(key, value)) }));
}
