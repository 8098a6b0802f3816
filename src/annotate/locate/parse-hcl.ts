import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node, Parser } from 'web-tree-sitter';
import { PACKAGE_ROOT } from '../../model/package.js';
import { parseTfJson } from './parse-tf-json.js';
import { isJsonSyntax } from './source-files.js';

/** Makes what reads and parses a file once, when it is first asked for. */
export type ParseFile = (shown: string, read: () => string | undefined) => () => ParsedFile | undefined;

/** Unit: characters. People write no such file, and generated ones are not where they look. */
const LARGEST_FILE = 5_000_000;

/** A file that cannot be parsed to its end is told once: what stands behind the fault may be missing. */
export function createParseFile(parseHcl: ParseHcl, onNotice: (text: string) => void): ParseFile {
  return (shown, read) => {
    let parsed: { readonly file: ParsedFile | undefined } | undefined;
    return () => {
      if (parsed !== undefined) return parsed.file;
      const file = parseText(shown, read(), parseHcl);
      parsed = { file };
      if (file !== undefined && file.brokenAt !== null) {
        onNotice(`${shown}: line ${file.brokenAt} is not valid, so lines in this file may not be told`);
      }
      return file;
    };
  };
}

function parseText(shown: string, text: string | undefined, parseHcl: ParseHcl): ParsedFile | undefined {
  if (text === undefined || text.length > LARGEST_FILE) return undefined;
  const withoutMark = text.replace(/^\u{feff}/u, '');
  return isJsonSyntax(shown) ? parseTfJson(withoutMark) : parseHcl(withoutMark);
}

/** The grammar that the build puts beside `dist`. */
const GRAMMAR = join(PACKAGE_ROOT, 'grammar/terraform.wasm');

export type ParseHcl = (text: string) => ParsedFile;

let loading: Promise<ParseHcl> | undefined;

/** The HCL parser, loaded the first time that somebody has source to read. */
export function loadHclParser(): Promise<ParseHcl> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ParseHcl> {
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(GRAMMAR)));
  return (text) => parse(parser, text);
}

/** Source: https://github.com/tree-sitter-grammars/tree-sitter-hcl/blob/v1.2.0/make_grammar.js */
function parse(parser: Parser, text: string): ParsedFile {
  const tree = parser.parse(text);
  if (tree === null) return { blocks: [], comments: [], brokenAt: 1 };
  try {
    const body = tree.rootNode.namedChildren.find((child) => child?.type === 'body');
    return {
      blocks: blocksIn(body),
      comments: tree.rootNode
        .descendantsOfType('comment')
        .flatMap((node) => (node === null ? [] : [comment(node, text)])),
      brokenAt: tree.rootNode.hasError ? firstError(tree.rootNode) : null,
    };
  } finally {
    tree.delete();
  }
}

function blocksIn(body: Node | null | undefined): readonly Block[] {
  const nodes = body?.namedChildren ?? [];
  return nodes.flatMap((node) => (node?.type === 'block' ? [block(node)] : []));
}

function block(node: Node): Block {
  const children = node.namedChildren.filter((child) => child !== null);
  const body = children.find((child) => child.type === 'body');
  const [type, ...labels] = children.filter((child) => child.type === 'identifier' || child.type === 'string_lit');
  const attributes = (body?.namedChildren ?? []).flatMap((child) =>
    child?.type === 'attribute' ? [[child.namedChild(0)?.text ?? '', attribute(child)] as const] : [],
  );
  return {
    type: type?.text ?? '',
    labels: labels.map(labelText),
    ...start(node),
    endLine: node.endPosition.row + 1,
    attributes: new Map(attributes),
    blocks: blocksIn(body),
  };
}

function labelText(label: Node): string {
  return label.type === 'identifier' ? label.text : literalText(label);
}

/** The text between quotes. Escapes stay: no label and no literal that is looked at has any. */
function literalText(node: Node): string {
  return node.text.slice(1, -1);
}

function attribute(node: Node): BlockAttribute {
  const value = node.namedChild(1)?.namedChild(0);
  const literal = value?.type === 'literal_value' ? value.namedChild(0) : null;
  switch (literal?.type) {
    case 'numeric_lit':
      return { ...start(node), literal: Number(literal.text) };
    case 'bool_lit':
      return { ...start(node), literal: literal.text === 'true' };
    case 'string_lit':
      return { ...start(node), literal: literalText(literal) };
    default:
      return start(node);
  }
}

const MARKS = /^(?:#+|\/\/+|\/\*)\s*|\s*\*\/$/g;

function comment(node: Node, text: string): Comment {
  const before = text.slice(text.lastIndexOf('\n', node.startIndex - 1) + 1, node.startIndex);
  return {
    text: node.text.trim().replace(MARKS, ''),
    ...start(node),
    endLine: node.endPosition.row + 1,
    ownLine: before.trim() === '',
  };
}

function firstError(root: Node): number {
  const [error] = root.descendantsOfType('ERROR');
  return (error ?? root).startPosition.row + 1;
}

/** Columns are counted in UTF-16 units, as SARIF's default and editors do. */
function start(node: Node): Position {
  return { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
}

/** A place in a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An argument of a block; its literal only where it is one: text, a number or a truth value with nothing around it. */
export interface BlockAttribute extends Position {
  readonly literal?: string | number | boolean;
}

/** A block as it is written, in either syntax. */
export interface Block extends Position {
  readonly type: string;
  readonly labels: readonly string[];
  readonly endLine: number;
  readonly attributes: ReadonlyMap<string, BlockAttribute>;
  readonly blocks: readonly Block[];
}

export interface Comment extends Position {
  /** Without the marks around it. */
  readonly text: string;
  readonly endLine: number;
  /** True where nothing stands before it on its line. */
  readonly ownLine: boolean;
}

/** One configuration file. */
export interface ParsedFile {
  /** The blocks at the top of the file. */
  readonly blocks: readonly Block[];
  readonly comments: readonly Comment[];
  /** The first line that is no HCL; null where the whole file is. */
  readonly brokenAt: number | null;
}
