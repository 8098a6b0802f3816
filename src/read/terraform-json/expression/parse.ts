import { type Entry, literal, type Tree } from './tree.js';

/** Deeper than any expression people write; a text that nests deeper was made to exhaust the stack. */
const MAX_DEPTH = 200;

/**
 * The expression that a string in JSON syntax is: its text with what stands in `${…}`. A string that is one `${…}` is
 * the expression in it. Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function parseTemplate(text: string): Tree {
  if (!text.includes('{')) return literal(text);
  const cursor: Cursor = { text, at: 0 };
  try {
    return readTemplate(cursor, false, (inner) => expression(inner, 1));
  } catch (error) {
    if (!(error instanceof Unparsable)) throw error;
    return { kind: 'opaque', reason: 'an expression that cannot be read', parts: [] };
  }
}

function expression(cursor: Cursor, depth: number): Tree {
  if (depth > MAX_DEPTH) throw new Unparsable();
  const condition = operation(cursor, 0, depth);
  if (!acceptText(cursor, '?')) return condition;
  const yes = expression(cursor, depth + 1);
  expectText(cursor, ':');
  return { kind: 'conditional', condition, yes, no: expression(cursor, depth + 1) };
}

/** Loosest first. Source: https://developer.hashicorp.com/terraform/language/expressions/operators#arithmetic-operators */
const OPERATORS = [/\|\|/y, /&&/y, /==|!=/y, /<=|>=|<|>/y, /[+-]/y, /[*/%]/y];

function operation(cursor: Cursor, level: number, depth: number): Tree {
  const operators = OPERATORS[level];
  if (operators === undefined) return unary(cursor, depth);
  let left = operation(cursor, level + 1, depth);
  for (;;) {
    const operator = acceptPattern(cursor, operators);
    if (operator === undefined) return left;
    left = { kind: 'operation', operator, operands: [left, operation(cursor, level + 1, depth)] };
  }
}

function unary(cursor: Cursor, depth: number): Tree {
  if (depth > MAX_DEPTH) throw new Unparsable();
  const operator = acceptPattern(cursor, /!(?!=)|-/y);
  if (operator !== undefined) return { kind: 'operation', operator, operands: [unary(cursor, depth + 1)] };
  let tree = primary(cursor, depth + 1);
  for (;;) {
    if (acceptText(cursor, '[')) tree = index(cursor, tree, depth + 1);
    else if (seesText(cursor, /\.(?!\.)/y)) {
      expectText(cursor, '.');
      tree = attribute(cursor, tree);
    } else return tree;
  }
}

function index(cursor: Cursor, of: Tree, depth: number): Tree {
  if (acceptText(cursor, '*')) {
    expectText(cursor, ']');
    return { kind: 'splat', of };
  }
  const key = expression(cursor, depth);
  expectText(cursor, ']');
  return { kind: 'get', of, key, indexed: true };
}

/** What follows a dot: a name, `*`, or a number, which is an index in the way of Terraform 0.11. */
function attribute(cursor: Cursor, of: Tree): Tree {
  if (acceptText(cursor, '*')) return { kind: 'splat', of };
  const number = acceptPattern(cursor, /\d+/y);
  const name = number === undefined ? acceptPattern(cursor, IDENTIFIER) : undefined;
  if (number === undefined && name === undefined) throw new Unparsable();
  return name === undefined
    ? { kind: 'get', of, key: literal(Number(number)), indexed: true }
    : { kind: 'get', of, key: literal(name), indexed: false };
}

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function primary(cursor: Cursor, depth: number): Tree {
  if (acceptText(cursor, '(')) {
    const tree = expression(cursor, depth);
    expectText(cursor, ')');
    return tree;
  }
  if (acceptText(cursor, '"')) return readTemplate(cursor, true, (inner) => expression(inner, depth + 1));
  if (acceptText(cursor, '[')) return tuple(cursor, depth);
  if (acceptText(cursor, '{')) return object(cursor, depth);
  const number = acceptPattern(cursor, /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return literal(Number(number));
  const name = acceptPattern(cursor, IDENTIFIER);
  if (name === undefined) throw new Unparsable();
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return literal(constant);
  const scoped = takeText(cursor, /(?:::[\p{ID_Start}_][\p{ID_Continue}-]*)+/uy) ?? '';
  if (acceptText(cursor, '(')) return { kind: 'call', name: `${name}${scoped}`, given: listUntil(cursor, ')', depth) };
  return { kind: 'name', name };
}

function listUntil(cursor: Cursor, end: string, depth: number): readonly Tree[] {
  const list: Tree[] = [];
  while (!acceptText(cursor, end)) {
    list.push(expression(cursor, depth + 1));
    acceptText(cursor, '...');
    if (!acceptText(cursor, ',')) {
      expectText(cursor, end);
      break;
    }
  }
  return list;
}

const FOR = /for(?=\s)/y;

function tuple(cursor: Cursor, depth: number): Tree {
  return acceptPattern(cursor, FOR) === undefined
    ? { kind: 'tuple', elements: listUntil(cursor, ']', depth) }
    : forExpression(cursor, ']', depth);
}

/** A bare name as a key is text. Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#collection-values */
function object(cursor: Cursor, depth: number): Tree {
  if (acceptPattern(cursor, FOR) !== undefined) return forExpression(cursor, '}', depth);
  const entries: Entry[] = [];
  while (!acceptText(cursor, '}')) {
    const key = expression(cursor, depth + 1);
    if (acceptPattern(cursor, /=(?!=)|:/y) === undefined) throw new Unparsable();
    entries.push({
      key: key.kind === 'name' ? literal(key.name) : key,
      value: expression(cursor, depth + 1),
    });
    acceptText(cursor, ',');
  }
  return { kind: 'object', entries };
}

function forExpression(cursor: Cursor, end: string, depth: number): Tree {
  const names = forNames(cursor);
  const over = expression(cursor, depth + 1);
  expectText(cursor, ':');
  const parts = [expression(cursor, depth + 1)];
  if (acceptText(cursor, '=>')) parts.push(expression(cursor, depth + 1));
  acceptText(cursor, '...');
  if (acceptPattern(cursor, /if(?![\p{ID_Continue}-])/uy) !== undefined) parts.push(expression(cursor, depth + 1));
  expectText(cursor, end);
  return { kind: 'for', names, over, parts };
}

/** Thrown, and caught, within this folder: a text that is no expression. */
export class Unparsable extends Error {}

/** A place in the text of an expression. */
export interface Cursor {
  readonly text: string;
  at: number;
}

/** Takes what a sticky pattern matches here; undefined where it does not. */
export function takeText(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

const SPACE = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;

/** Skips white space and comments, then takes a symbol if it stands here. */
export function acceptText(cursor: Cursor, symbol: string): boolean {
  takeText(cursor, SPACE);
  if (!cursor.text.startsWith(symbol, cursor.at)) return false;
  cursor.at += symbol.length;
  return true;
}

export function expectText(cursor: Cursor, symbol: string): void {
  if (!acceptText(cursor, symbol)) throw new Unparsable();
}

/** Skips white space and comments, then takes what a sticky pattern matches. */
export function acceptPattern(cursor: Cursor, pattern: RegExp): string | undefined {
  takeText(cursor, SPACE);
  return takeText(cursor, pattern);
}

/** Whether the text goes on with a sticky pattern, white space and comments skipped. */
export function seesText(cursor: Cursor, pattern: RegExp): boolean {
  const { at } = cursor;
  const found = acceptPattern(cursor, pattern) !== undefined;
  cursor.at = at;
  return found;
}

/** An identifier may hold dashes. Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#identifiers */
export const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** Reads the expression in a `${…}`. */
type ReadExpression = (cursor: Cursor) => Tree;

/** Text up to the end, or up to the closing quote. */
export function readTemplate(cursor: Cursor, quoted: boolean, expression: ReadExpression): Tree {
  const parts: Tree[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push(literal(text));
    text = '';
  };
  for (;;) {
    const plain = takeText(cursor, quoted ? /[^"\\$%]+/y : /[^$%]+/y);
    if (plain !== undefined) text += plain;
    else if (cursor.at >= cursor.text.length) {
      if (quoted) throw new Unparsable();
      break;
    } else if (quoted && acceptHere(cursor, '"')) break;
    else if (acceptHere(cursor, '$${')) text += '${';
    else if (acceptHere(cursor, '%%{')) text += '%{';
    else if (acceptHere(cursor, '${')) {
      flush();
      acceptHere(cursor, '~');
      parts.push(expression(cursor));
      acceptText(cursor, '~');
      expectText(cursor, '}');
    } else if (acceptHere(cursor, '%{')) {
      flush();
      acceptHere(cursor, '~');
      parts.push(directive(cursor, expression));
      acceptText(cursor, '~');
      expectText(cursor, '}');
    } else if (quoted && cursor.text[cursor.at] === '\\') text += escapeSequence(cursor);
    else text += cursor.text[cursor.at++];
  }
  flush();
  return closeTemplate(parts);
}

/** Like `accept`, where white space is text. */
function acceptHere(cursor: Cursor, symbol: string): boolean {
  if (!cursor.text.startsWith(symbol, cursor.at)) return false;
  cursor.at += symbol.length;
  return true;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function escapeSequence(cursor: Cursor): string {
  const unicode = takeText(cursor, /\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}/y);
  if (unicode !== undefined) {
    const code = Number.parseInt(unicode.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  const letter = takeText(cursor, /\\[\s\S]/y)?.[1];
  if (letter === undefined) throw new Unparsable();
  return ESCAPES[letter] ?? letter;
}

/** `if`, `else`, `for` and their ends, each as a mark that `closeTemplate` puts together. */
function directive(cursor: Cursor, expression: ReadExpression): Tree {
  const word = acceptPattern(cursor, IDENTIFIER);
  if (word === 'if') return { kind: 'opaque', reason: 'if', parts: [expression(cursor)] };
  if (word === 'for') {
    const names = forNames(cursor);
    return { kind: 'for', names, over: expression(cursor), parts: [] };
  }
  if (word === 'else' || word === 'endif' || word === 'endfor') return { kind: 'opaque', reason: word, parts: [] };
  throw new Unparsable();
}

/** The names that a `for` binds, up to its `in`. */
export function forNames(cursor: Cursor): readonly string[] {
  const names = [acceptPattern(cursor, IDENTIFIER) ?? ''];
  if (acceptText(cursor, ',')) names.push(acceptPattern(cursor, IDENTIFIER) ?? '');
  expectText(cursor, 'in');
  return names;
}

/** A template whose `%{for}` holds what stands up to its `%{endfor}`, so that the names it binds end there. */
export function closeTemplate(parts: readonly Tree[]): Tree {
  const [only] = parts;
  if (only === undefined) return literal('');
  if (parts.length === 1 && only.kind !== 'for') return only;
  const open: { readonly head: Tree & { kind: 'for' }; readonly outer: Tree[] }[] = [];
  let here: Tree[] = [];
  for (const part of parts) {
    if (part.kind === 'for' && part.parts.length === 0) {
      open.push({ head: part, outer: here });
      here = [];
    } else if (part.kind === 'opaque' && part.reason === 'endfor') {
      const loop = open.pop();
      if (loop === undefined) throw new Unparsable();
      here = [...loop.outer, { ...loop.head, parts: here }];
    } else here.push(part);
  }
  if (open.length > 0) throw new Unparsable();
  return { kind: 'template', parts: here };
}
