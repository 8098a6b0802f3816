import type { Node, Parser } from 'web-tree-sitter';
import { parseExpression } from '../../expressions/index.js';
import { once } from '../../model/collections.js';
import { packageFile } from '../../model/package.js';
import type { BlockAttribute, Comment, ParsedFile, Position, SourceBlock } from './parsed-file.js';

/** What parses a file in HCL's own syntax. */
export type ParseHcl = (text: string) => ParsedFile;

/** Loads the HCL parser, which takes a while: only where there is source to read. */
export async function loadHclParser(): Promise<ParseHcl> {
  const { Language, Parser } = await import('../../third-party/hcl-parser.js');
  await Parser.init({ wasmBinary: packageFile('grammar/web-tree-sitter.wasm') });
  const parser = new Parser();
  parser.setLanguage(await Language.load(packageFile('grammar/terraform.wasm')));
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

function blocksIn(body: Node | null | undefined): readonly SourceBlock[] {
  const nodes = body?.namedChildren ?? [];
  return nodes.flatMap((node) => (node?.type === 'block' ? [block(node)] : []));
}

function block(node: Node): SourceBlock {
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
  const text = node.namedChild(1)?.text ?? '';
  const written = { ...start(node), text, tree: once(() => treeOf(text)) };
  const value = node.namedChild(1)?.namedChild(0);
  const literal = value?.type === 'literal_value' ? value.namedChild(0) : null;
  switch (literal?.type) {
    case 'numeric_lit':
      return { ...written, literal: Number(literal.text) };
    case 'bool_lit':
      return { ...written, literal: literal.text === 'true' };
    case 'string_lit':
      return { ...written, literal: literalText(literal) };
    default:
      return written;
  }
}

function treeOf(text: string) {
  const parsed = parseExpression(text);
  return parsed.kind === 'parsed' ? parsed.node : undefined;
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
