import { isObject, type Json } from '../../model/json.js';
import { objectOf, tupleOf } from './expression/literals.js';
import { parseTemplate } from './expression/parse.js';
import { literal, type Tree } from './expression/tree.js';

/** The expression that a JSON value is. Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping */
export function treeOf(json: Json): Tree {
  if (typeof json === 'string') return parseTemplate(json);
  if (Array.isArray(json)) return tupleOf(json.map(treeOf));
  if (!isObject(json)) return literal(json);
  return objectOf(Object.entries(json).map(([key, value]) => ({ key: parseTemplate(key), value: treeOf(value) })));
}
