import { isObject, type Json, type JsonObject, property } from '../../model/json.js';
import { parseTemplate } from './expression/parse.js';
import { literal, objectOf, type Tree, tupleOfTrees } from './expression/tree.js';

/** A block with its labels: `["aws_elb", "web"]` for a resource. */
export interface Block {
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/**
 * The blocks of a type. Each label is one level of objects; an array stands for several blocks at any level.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
export function blocksOf(document: JsonObject, type: string, labels: 0 | 1 | 2): readonly Block[] {
  return blocksIn(property(document, type), labels);
}

/** Arrays within arrays are no blocks. */
function blocksIn(json: Json | undefined, labels: number, nested = false): readonly Block[] {
  if (Array.isArray(json)) return nested ? [] : json.flatMap((each: Json) => blocksIn(each, labels, true));
  if (!isObject(json)) return [];
  if (labels === 0) return [{ labels: [], body: json }];
  return Object.entries(json).flatMap(([label, inner]) => {
    if (label === '//') return [];
    return blocksIn(inner, labels - 1).map((block) => ({ ...block, labels: [label, ...block.labels] }));
  });
}

/** Deeper than any value people write; one that nests deeper was made to exhaust the stack. */
const MAX_DEPTH = 200;

/** The expression that a JSON value is. Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping */
export function treeOf(json: Json, depth = 0): Tree {
  if (typeof json === 'string') return parseTemplate(json);
  if (depth > MAX_DEPTH) return { kind: 'opaque', reason: 'a value that nests too deep', parts: [] };
  if (Array.isArray(json)) return tupleOfTrees(json.map((element: Json) => treeOf(element, depth + 1)));
  if (!isObject(json)) return literal(json);
  return objectOf(
    Object.entries(json).map(([key, value]) => ({ key: parseTemplate(key), value: treeOf(value, depth + 1) })),
  );
}
