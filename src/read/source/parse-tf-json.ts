import type { LineCounter, Node, Pair } from 'yaml';
import { type Json, objectOf } from '../../model/json.js';
import { yaml } from '../../packages.js';
import { argumentOfJson } from './json-expression.js';
import { BLOCK_LABELS, type BlockAttribute, type ParsedFile, type Position, type SourceBlock } from './parsed-file.js';

/**
 * A file in JSON syntax, read as the YAML that JSON also is: that parser keeps positions.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function parseTfJson(text: string): ParsedFile {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  const [error] = document.errors;
  const place: PlaceOf = (node) => positionAt(lines, node);
  return {
    blocks: document.contents === null ? [] : topBlocks(document.contents, place),
    comments: [],
    brokenAt: error === undefined ? null : (error.linePos?.[0].line ?? 1),
    ...(error === undefined ? documentIn(text) : {}),
  };
}

/** YAML takes more than JSON. */
function documentIn(text: string): Pick<ParsedFile, 'document'> {
  try {
    return { document: objectOf(JSON.parse(text)) };
  } catch {
    return {};
  }
}

type PlaceOf = (node: Node) => Position & { readonly endLine: number };

interface Entry {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

/** The entries of an object, or of every object in an array, as the syntax allows at any level. */
function entriesOf(node: Node): readonly Entry[] {
  const { isMap, isScalar, isSeq } = yaml();
  if (isSeq<Node>(node)) return node.items.flatMap(entriesOf);
  if (!isMap<Node, Node | null>(node)) return [];
  return node.items.flatMap((pair: Pair<Node, Node | null>) =>
    isScalar(pair.key) && pair.value !== null && pair.key.value !== '//'
      ? [{ name: String(pair.key.value), key: pair.key, value: pair.value }]
      : [],
  );
}

const LABELS: Readonly<Record<string, number>> = BLOCK_LABELS;

function topBlocks(root: Node, place: PlaceOf): readonly SourceBlock[] {
  return entriesOf(root).flatMap(({ name, key, value }) => {
    const labels = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
    return labels === undefined ? [] : labelled(name, [], labels, key, value, place);
  });
}

function labelled(
  type: string,
  labels: readonly string[],
  missing: number,
  key: Node,
  value: Node,
  place: PlaceOf,
): readonly SourceBlock[] {
  if (missing === 0) return bodies(value).map((body) => block(type, labels, key, body, place));
  return entriesOf(value).flatMap((entry) =>
    labelled(type, [...labels, entry.name], missing - 1, entry.key, entry.value, place),
  );
}

function bodies(value: Node): readonly Node[] {
  const { isMap, isSeq } = yaml();
  return isSeq<Node>(value) ? value.items.filter((item) => isMap(item)) : isMap(value) ? [value] : [];
}

/** A block that shares its key with others of its name starts at its own brace. */
function block(type: string, labels: readonly string[], key: Node, body: Node, place: PlaceOf): SourceBlock {
  const entries = entriesOf(body);
  return {
    type,
    labels,
    ...place(labels.length === 0 ? body : key),
    endLine: place(body).endLine,
    attributes: new Map(entries.map((entry) => [entry.name, attribute(type, entry, place)])),
    blocks: entries.flatMap(({ name, key: inner, value }) =>
      name === 'dynamic' ? labelled(name, [], 1, inner, value, place) : nested(name, value, place),
    ),
  };
}

/** JSON does not tell an argument that is an object from a block: it may be both, and only its name decides. */
function nested(name: string, value: Node, place: PlaceOf): readonly SourceBlock[] {
  return bodies(value).map((body) => block(name, [], body, body, place));
}

function attribute(type: string, { name, key, value }: Entry, place: PlaceOf): BlockAttribute {
  const { line, column } = place(key);
  return Object.assign(argumentOfJson(value.toJSON() as Json, type, name), { line, column });
}

function positionAt(lines: LineCounter, node: Node): Position & { readonly endLine: number } {
  const [start = 0, end = start] = node.range ?? [];
  const { line, col } = lines.linePos(start);
  return { line, column: col, endLine: lines.linePos(end).line };
}
