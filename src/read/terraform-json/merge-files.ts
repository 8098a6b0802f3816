import { type Json, type JsonObject, property } from '../../model/json.js';
import { BLOCK_LABELS } from '../source/parsed-file.js';
import { isOverride } from '../source/source-file.js';
import { blocksOf, type DocumentBlock } from './blocks.js';

/** A file of a module in JSON syntax. */
export interface NamedDocument {
  readonly name: string;
  readonly document: JsonObject;
}

/** The files of one module as one document: an array of blocks stands for all of them. Those that override come last. */
export function mergeFiles(files: readonly NamedDocument[]): JsonObject {
  const [only] = files;
  if (only !== undefined && files.length === 1) return only.document;
  const own = files.filter(({ name }) => !isOverride(name)).map(({ document }) => document);
  const overrides = files.filter(({ name }) => isOverride(name)).map(({ document }) => document);
  return overrides.reduce(withOverride, sideBySide(own));
}

function sideBySide(documents: readonly JsonObject[]): JsonObject {
  const sections: Record<string, Json[]> = {};
  for (const document of documents) {
    for (const [section, json] of Object.entries(document)) {
      // Arrays within arrays are no blocks.
      sections[section] = [...(sections[section] ?? []), ...(Array.isArray(json) ? json : [json])];
    }
  }
  return sections;
}

/** How many labels tell a block from others of its type, of those that an override changes. */
const { locals: _, ...LABELS } = BLOCK_LABELS;

/**
 * A document with what an override changes: each argument and nested block that it names is replaced. Locals need no
 * more than to stand last.
 * Source: https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
function withOverride(document: JsonObject, override: JsonObject): JsonObject {
  const changed = Object.entries(LABELS).flatMap(([type, labels]): [string, Json[]][] => {
    const changes = new Map(blocksOf(override, type, labels).map((block) => [keyOf(block), block]));
    if (changes.size === 0) return [];
    const blocks = blocksOf(document, type, labels).map((block) => {
      const change = changes.get(keyOf(block));
      changes.delete(keyOf(block));
      return change === undefined ? block : { ...block, body: { ...block.body, ...change.body } };
    });
    return [[type, [...blocks, ...changes.values()].map(nested)]];
  });
  const labelled = new Set(changed.map(([type]) => type));
  const others = Object.fromEntries(Object.entries(override).filter(([section]) => !labelled.has(section)));
  return { ...sideBySide([document, others]), ...Object.fromEntries(changed) };
}

/** A module may have several provider blocks of one name, each but one with an alias. */
function keyOf({ labels, body }: DocumentBlock): string {
  const alias = labels.length === 1 ? property(body, 'alias') : undefined;
  return JSON.stringify([...labels, ...(typeof alias === 'string' ? [alias] : [])]);
}

function nested({ labels, body }: DocumentBlock): Json {
  return labels.reduceRight<Json>((inner, label) => ({ [label]: inner }), body);
}
