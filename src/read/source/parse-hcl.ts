import { type Node, toJson } from '../../expressions/index.js';
import { isTooLong, readExpression } from '../../expressions/parse.js';
import {
  accept,
  expect,
  fail,
  identifier,
  nested,
  SyntaxFault,
  scannerOf,
  sees,
  skip,
  type TextScanner,
  take,
} from '../../expressions/scanner.js';
import { once } from '../../model/collections.js';
import type { BlockAttribute, Comment, ParsedFile, Position, SourceBlock } from './parsed-file.js';

/** A text that is read, and where its places are in lines and columns. */
interface Reader {
  readonly scanner: TextScanner;
  readonly positionOf: (offset: number) => Position;
}

/** What is in the braces of a block, or in a file. */
interface Body {
  readonly attributes: Map<string, BlockAttribute>;
  readonly blocks: SourceBlock[];
}

/**
 * A file in HCL's own syntax. Of the blocks at its top, those that are not valid are left out.
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#structural-elements
 */
export function parseHcl(text: string): ParsedFile {
  const reader = { scanner: scannerOf(text), positionOf: positions(text) };
  const { scanner, positionOf } = reader;
  const file: Body = { attributes: new Map(), blocks: [] };
  let brokenAt: number | null = null;
  while (scanner.at < text.length) {
    try {
      scanner.depth = 0;
      scanner.lines = true;
      readBody(reader, file);
      if (scanner.at < text.length) fail(scanner, 'there is no block to close');
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault;
      brokenAt ??= positionOf(fault.offset).line;
      scanner.at = nextLineOfBlock(text, fault.offset);
    }
  }
  const comments = [...scanner.comments].map(([at, comment]) => commentAt(reader, at, comment));
  return { blocks: file.blocks, comments, brokenAt };
}

/** Reads up to a closing brace, or the end of the text. */
function readBody(reader: Reader, body: Body): void {
  const { scanner } = reader;
  for (;;) {
    while (takeLineBreak(scanner));
    if (scanner.at >= scanner.text.length || sees(scanner, '}')) return;
    readItem(reader, body);
    if (!takeLineBreak(scanner) && scanner.at < scanner.text.length && !sees(scanner, '}')) {
      fail(scanner, 'expected a new line');
    }
  }
}

function takeLineBreak(scanner: TextScanner): boolean {
  skip(scanner);
  return take(scanner, /\r?\n/y) !== undefined;
}

/** Reads an argument or a block. */
function readItem({ scanner, positionOf }: Reader, { attributes, blocks }: Body): void {
  const start = scanner.at;
  const name = identifier(scanner) ?? fail(scanner, 'expected an argument or a block');
  if (accept(scanner, '=')) {
    attributes.set(name, { ...positionOf(start), ...readArgument(scanner) });
    return;
  }
  const labels = readLabels(scanner);
  expect(scanner, '{', 'or "=" after the name');
  const body: Body = { attributes: new Map(), blocks: [] };
  nested(scanner, true, () => readBody({ scanner, positionOf }, body));
  if (!accept(scanner, '}')) fail(scanner, 'the block has no end', start);
  blocks.push({ type: name, labels, ...positionOf(start), endLine: positionOf(scanner.at).line, ...body });
}

function readLabels(scanner: TextScanner): readonly string[] {
  const labels: string[] = [];
  for (;;) {
    // Escapes stay: no label that is looked at has any.
    const label = identifier(scanner) ?? take(scanner, /"(?:[^"\\\r\n]|\\.)*"/y)?.slice(1, -1);
    if (label === undefined) return labels;
    labels.push(label);
  }
}

function readArgument(scanner: TextScanner): Omit<BlockAttribute, keyof Position> {
  const node = readExpression(scanner);
  const text = scanner.text.slice(node.start, node.end);
  const literal = literalOf(node, text);
  return {
    text,
    tree: once(() => (isTooLong(node) ? undefined : node)),
    ...(literal === undefined ? {} : { literal }),
  };
}

function literalOf(node: Node, text: string): BlockAttribute['literal'] {
  if (node.kind === 'template' && text.startsWith('"')) {
    const [part] = node.parts;
    if (part === undefined) return '';
    return node.parts.length === 1 ? literalOf(part, text) : undefined;
  }
  const value = node.kind === 'literal' ? toJson(node.value) : undefined;
  return typeof value === 'object' ? undefined : value;
}

const MARKS = /^(?:#+|\/\/+|\/\*)\s*|\s*\*\/$/g;

function commentAt({ scanner: { text }, positionOf }: Reader, at: number, written: string): Comment {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return {
    text: written.trim().replace(MARKS, ''),
    ...positionOf(at),
    endLine: positionOf(at + written.length).line,
    ownLine: before.trim() === '',
  };
}

/** Where the next line begins that a block at the top of a file may begin with. */
function nextLineOfBlock(text: string, from: number): number {
  const start = /\n(?=[\p{ID_Start}_])/gu;
  start.lastIndex = from;
  const found = start.exec(text);
  return found === null ? text.length : found.index + 1;
}

/** Columns are counted in UTF-16 units, as SARIF's default and editors do. */
function positions(text: string): Reader['positionOf'] {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  return (offset) => {
    let [line, end] = [0, starts.length];
    while (end - line > 1) {
      const middle = (line + end) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else end = middle;
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}
