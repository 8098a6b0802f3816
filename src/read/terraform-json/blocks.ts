import { isObject, type Json, type JsonObject, property } from '../../model/json.js';

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
