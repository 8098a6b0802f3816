import { isObject, type Json } from '../../model/json.js';
import { objectOf, tupleOf } from './expression/literals.js';
import { parseTemplate } from './expression/parse.js';
import { literal, type Tree } from './expression/tree.js';

/** Deeper than any value people write; one that nests deeper was made to exhaust the stack. */
const MAX_DEPTH = 200;

/** The expression that a JSON value is. Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping */
export function treeOf(json: Json, depth = 0): Tree {
  if (typeof json === 'string') return parseTemplate(json);
  if (depth > MAX_DEPTH) return { kind: 'opaque', reason: 'a value that nests too deep', parts: [] };
  if (Array.isArray(json)) return tupleOf(json.map((element: Json) => treeOf(element, depth + 1)));
  if (!isObject(json)) return literal(json);
  return objectOf(
    Object.entries(json).map(([key, value]) => ({ key: parseTemplate(key), value: treeOf(value, depth + 1) })),
  );
}
