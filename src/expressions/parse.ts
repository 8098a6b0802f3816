import { type BigFloat, parseDecimal } from './big-float.js';
import { readBare, readFor, readHeredoc, readQuoted } from './parse-template.js';
import {
  accept,
  acceptWord,
  expect,
  fail,
  identifier,
  nested,
  numberText,
  SyntaxFault,
  scannerOf,
  sees,
  skip,
  type TextScanner,
  take,
} from './scanner.js';
import { type BinaryOperator, heightOf, type Node, type ObjectItem } from './tree.js';
import { bool, nullOf, number, string } from './value.js';

/** A text that is no expression, and where that shows. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly message: string;
  /** Unit: UTF-16 code units from the beginning of the text. */
  readonly offset: number;
}

/** A text that was parsed. */
export interface Parsed {
  readonly kind: 'parsed';
  readonly node: Node;
}

/** A chain of operators or steps that is longer than this would exhaust the stack. */
const MAX_HEIGHT = 400;

/**
 * Parses an expression in HCL's native syntax. Line breaks outside of braces mean nothing, as in parentheses.
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function parseExpression(text: string): Parsed | Invalid {
  return parseWith(text, (scanner) => {
    const node = readExpression(scanner);
    skip(scanner);
    if (scanner.at < text.length) fail(scanner, `unexpected "${text.charAt(scanner.at)}" after the expression`);
    return node;
  });
}

/** Parses a text as a template: what a string is in Terraform's JSON syntax, and what `templatefile` reads. */
export function parseTemplate(text: string): Parsed | Invalid {
  return parseWith(text, (scanner) => readBare(scanner, readExpression));
}

function parseWith(text: string, read: (scanner: TextScanner) => Node): Parsed | Invalid {
  try {
    const node = read(scannerOf(text));
    if (isTooLong(node)) return { kind: 'invalid', message: 'the expression is too long', offset: 0 };
    return { kind: 'parsed', node };
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    return { kind: 'invalid', message: fault.message, offset: fault.offset };
  }
}

/** Whether a tree is one that no expression may have. */
export function isTooLong(node: Node): boolean {
  return heightOf(node) > MAX_HEIGHT;
}

/** Reads an expression at the scanner's place. Throws: SyntaxFault. */
export function readExpression(scanner: TextScanner): Node {
  return nested(scanner, scanner.lines, () => {
    const condition = readBinary(scanner, 0);
    if (!accept(scanner, '?')) return condition;
    const yes = readExpression(scanner);
    expect(scanner, ':', 'between the results of a condition');
    const no = readExpression(scanner);
    return { kind: 'conditional', condition, yes, no, start: condition.start, end: no.end };
  });
}

/** Operators, those that bind least first; of two that begin alike the longer stands first. */
const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['>=', '<=', '>', '<'],
  ['+', '-'],
  ['*', '/', '%'],
];

function readBinary(scanner: TextScanner, level: number): Node {
  const operators = PRECEDENCE[level];
  if (operators === undefined) return readTerm(scanner);
  let left = readBinary(scanner, level + 1);
  for (;;) {
    const operator = operators.find((symbol) => accept(scanner, symbol));
    if (operator === undefined) return left;
    const right = readBinary(scanner, level + 1);
    left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  }
}

function readTerm(scanner: TextScanner): Node {
  return readSteps(scanner, readPrimary(scanner));
}

/** Reads what follows a term: attributes, indexes and splats. */
function readSteps(scanner: TextScanner, from: Node): Node {
  let node = from;
  for (;;) {
    const next = readStep(scanner, node);
    if (next === undefined) return node;
    node = next;
  }
}

function readStep(scanner: TextScanner, of: Node): Node | undefined {
  const { start } = of;
  if (sees(scanner, '...')) return undefined;
  if (accept(scanner, '.')) {
    if (!accept(scanner, '*')) return readAttribute(scanner, of) ?? fail(scanner, 'expected a name after "."');
    let each: Node = { kind: 'item', start: scanner.at, end: scanner.at };
    // An attribute-only splat takes the attributes that follow; an index applies to the whole.
    while (
      sees(scanner, '.') &&
      !sees(scanner, '...') &&
      !/^\.\s*\*/.test(scanner.text.slice(scanner.at, scanner.at + 9))
    ) {
      accept(scanner, '.');
      each = readAttribute(scanner, each) ?? fail(scanner, 'expected a name after "."');
    }
    return { kind: 'splat', of, each, start, end: each.end };
  }
  if (!accept(scanner, '[')) return undefined;
  if (take(scanner, /[ \t]*\*[ \t]*\]/y) !== undefined) {
    const item: Node = { kind: 'item', start: scanner.at, end: scanner.at };
    const each = nested(scanner, scanner.lines, () => readSteps(scanner, item));
    return { kind: 'splat', of, each, start, end: each.end };
  }
  const key = bracketed(scanner, ']');
  return { kind: 'index', of, key, start, end: scanner.at };
}

/** Reads an attribute's name, or the number of a legacy index such as `.0`. */
function readAttribute(scanner: TextScanner, of: Node): Node | undefined {
  const { start } = of;
  const name = identifier(scanner);
  if (name !== undefined) return { kind: 'attribute', of, name, start, end: scanner.at };
  const at = scanner.at;
  const digits = numberText(scanner);
  if (digits === undefined) return undefined;
  // HCL reads ".0.1" as the number 0.1, which is no index.
  if (!/^\d+$/.test(digits)) fail(scanner, `"${digits}" is no index`, at);
  const key: Node = { kind: 'literal', value: number(decimal(scanner, digits)), start: at, end: scanner.at };
  return { kind: 'index', of, key, start, end: scanner.at };
}

/** Reads an expression up to a closing bracket, which is passed. */
function bracketed(scanner: TextScanner, close: string): Node {
  return nested(scanner, false, () => {
    const node = readExpression(scanner);
    expect(scanner, close, 'to close the bracket');
    return node;
  });
}

function decimal(scanner: TextScanner, text: string): BigFloat {
  return parseDecimal(text) ?? fail(scanner, `"${text}" is no number of a sensible size`, scanner.at - text.length);
}

function readPrimary(scanner: TextScanner): Node {
  skip(scanner);
  const start = scanner.at;
  const next = scanner.text.charAt(start);
  switch (next) {
    case '(': {
      scanner.at += 1;
      const of = bracketed(scanner, ')');
      return { kind: 'parentheses', of, start, end: scanner.at };
    }
    case '[':
      scanner.at += 1;
      return nested(scanner, false, () => readTuple(scanner, start));
    case '{':
      scanner.at += 1;
      return readBraces(scanner, start);
    case '"':
      scanner.at += 1;
      return readQuoted(scanner, start, readExpression);
    case '<':
      return readHeredoc(scanner, readExpression);
    case '-':
    case '!': {
      scanner.at += 1;
      const of = nested(scanner, scanner.lines, () => readTerm(scanner));
      return { kind: 'unary', operator: next, of, start, end: of.end };
    }
  }
  const digits = numberText(scanner);
  if (digits !== undefined) {
    if (!/^\d+(\.\d+)?([eE][+-]?\d+)?$/.test(digits)) fail(scanner, `"${digits}" is no number`, start);
    return { kind: 'literal', value: number(decimal(scanner, digits)), start, end: scanner.at };
  }
  return readName(scanner, start) ?? fail(scanner, 'expected an expression');
}

/** Reads a name: a keyword, a call, or the root of a reference. */
function readName(scanner: TextScanner, start: number): Node | undefined {
  let name = identifier(scanner);
  if (name === undefined) return undefined;
  let { at: end } = scanner;
  while (accept(scanner, '::')) {
    name += `::${identifier(scanner) ?? fail(scanner, 'expected a name after "::"')}`;
    if (!sees(scanner, '::') && !sees(scanner, '(')) fail(scanner, 'expected "(" after the name of a function');
    end = scanner.at;
  }
  if (accept(scanner, '(')) return nested(scanner, false, () => readCall(scanner, name, start));
  scanner.at = end;
  switch (name) {
    case 'true':
    case 'false':
      return { kind: 'literal', value: bool(name === 'true'), start, end };
    case 'null':
      return { kind: 'literal', value: nullOf(), start, end };
    default:
      return { kind: 'variable', name, start, end };
  }
}

function readCall(scanner: TextScanner, name: string, start: number): Node {
  const args: Node[] = [];
  let expand = false;
  while (!accept(scanner, ')')) {
    args.push(readExpression(scanner));
    expand = accept(scanner, '...');
    if (accept(scanner, ')')) break;
    if (expand) fail(scanner, 'expected ")" after "..."');
    expect(scanner, ',', 'between arguments');
  }
  return { kind: 'call', name, args, expand, start, end: scanner.at };
}

function readTuple(scanner: TextScanner, start: number): Node {
  if (acceptWord(scanner, 'for')) return readForExpression(scanner, start, ']');
  const items: Node[] = [];
  while (!accept(scanner, ']')) {
    items.push(readExpression(scanner));
    if (accept(scanner, ']')) break;
    expect(scanner, ',', 'between items');
  }
  return { kind: 'tuple', items, start, end: scanner.at };
}

function readBraces(scanner: TextScanner, start: number): Node {
  const each = nested(scanner, false, () =>
    acceptWord(scanner, 'for') ? readForExpression(scanner, start, '}') : undefined,
  );
  return each ?? nested(scanner, true, () => readObject(scanner, start));
}

function readForExpression(scanner: TextScanner, start: number, close: ']' | '}'): Node {
  const { names, collection } = readFor(scanner, readExpression);
  expect(scanner, ':', 'after the collection of "for"');
  const first = readExpression(scanner);
  const second = accept(scanner, '=>') ? readExpression(scanner) : undefined;
  const grouped = accept(scanner, '...');
  const condition = acceptWord(scanner, 'if') ? readExpression(scanner) : undefined;
  expect(scanner, close, 'at the end of "for"');
  if ((second !== undefined) !== (close === '}')) fail(scanner, '"{for}" needs a key and "=>", "[for]" must have none');
  if (grouped && close === ']') fail(scanner, '"..." groups by keys, which "[for]" has none of');
  const key = second === undefined ? undefined : first;
  return { kind: 'for', names, collection, key, value: second ?? first, grouped, condition, start, end: scanner.at };
}

function readObject(scanner: TextScanner, start: number): Node {
  const items: ObjectItem[] = [];
  for (;;) {
    while (take(lineStart(scanner), /\r?\n/y) !== undefined);
    if (accept(scanner, '}')) break;
    const key = readExpression(scanner);
    if (!accept(scanner, ':') && (sees(scanner, '==') || !accept(scanner, '='))) {
      fail(scanner, 'expected "=" or ":" after the key');
    }
    items.push({ key: keyOf(key), value: readExpression(scanner) });
    if (accept(scanner, '}')) break;
    if (!accept(scanner, ',') && take(scanner, /\r?\n/y) === undefined) fail(scanner, 'expected a comma or a new line');
  }
  return { kind: 'object', items, start, end: scanner.at };
}

function lineStart(scanner: TextScanner): TextScanner {
  skip(scanner);
  return scanner;
}

/** A bare name, or a keyword, is a key by its own text. */
function keyOf(key: Node): Node {
  const { start, end } = key;
  if (key.kind === 'variable') return { kind: 'literal', value: string(key.name), start, end };
  if (key.kind === 'literal' && key.value.kind === 'null') return { ...key, value: string('null') };
  return key;
}
