import { once } from '../../model/collections.js';
import { arrayOf, isObject, type Json, type JsonObject, property } from '../../model/json.js';
import { argumentOfJson } from '../source/json-expression.js';
import { BLOCK_LABELS, type Block } from '../source/parsed-file.js';

/** A block of a document with its labels: `["aws_elb", "web"]` for a resource. */
export interface DocumentBlock {
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/**
 * The blocks of a type. Each label is one level of objects; an array stands for several blocks at any level.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
export function blocksOf(document: JsonObject, type: string, labels: 0 | 1 | 2): readonly DocumentBlock[] {
  return blocksIn(property(document, type), labels);
}

/** Arrays within arrays are no blocks. */
function blocksIn(json: Json | undefined, labels: number, nested = false): readonly DocumentBlock[] {
  if (Array.isArray(json)) return nested ? [] : json.flatMap((each: Json) => blocksIn(each, labels, true));
  if (!isObject(json)) return [];
  if (labels === 0) return [{ labels: [], body: json }];
  return Object.entries(json).flatMap(([label, inner]) => {
    if (label === '//') return [];
    return blocksIn(inner, labels - 1).map((block) => ({ ...block, labels: [label, ...block.labels] }));
  });
}

/** The blocks of a document that make its configuration, as every reader of source has them. */
export function sourceBlocks(document: JsonObject): readonly Block[] {
  return Object.entries(BLOCK_LABELS).flatMap(([type, labels]) =>
    blocksOf(document, type, labels).map((block) => sourceBlock(type, block.labels, block.body)),
  );
}

function sourceBlock(type: string, labels: readonly string[], body: JsonObject): Block {
  // To set an argument to null is to leave it out; a variable without a default has to be given.
  const entries = Object.entries(body).filter(
    ([name, json]) => name !== '//' && (json !== null || type === 'variable'),
  );
  return new JsonBlock(type, labels, entries);
}

/** A class for its getters: see the arguments. */
class JsonBlock implements Block {
  readonly #attributes = once(() => this.#readAttributes());
  readonly #blocks = once(() => this.entries.flatMap(([name, json]) => nestedBlocks(name, json)));

  constructor(
    readonly type: string,
    readonly labels: readonly string[],
    private readonly entries: readonly (readonly [string, Json])[],
  ) {}

  get attributes() {
    return this.#attributes();
  }

  get blocks() {
    return this.#blocks();
  }

  #readAttributes(): Block['attributes'] {
    return new Map(this.entries.map(([name, json]) => [name, argumentOfJson(json, this.type, name)]));
  }
}

/** JSON does not tell an argument that is an object from a block: it may be both, and only its name decides. */
function nestedBlocks(name: string, json: Json): readonly Block[] {
  if (name === 'dynamic') return blocksIn(json, 1).map(({ labels, body }) => sourceBlock(name, labels, body));
  return (isObject(json) ? [json] : arrayOf(json)).filter(isObject).map((body) => sourceBlock(name, [], body));
}
