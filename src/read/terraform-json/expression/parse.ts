import { accept, acceptPattern, type Cursor, expect, IDENTIFIER, sees, take, Unparsable } from './cursor.js';
import { closeTemplate } from './template-directives.js';
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
    return template(cursor, false, 0);
  } catch (error) {
    if (!(error instanceof Unparsable)) throw error;
    return { kind: 'opaque', reason: 'an expression that cannot be read', parts: [] };
  }
}

/** Text up to the end, or up to the closing quote. */
function template(cursor: Cursor, quoted: boolean, depth: number): Tree {
  const parts: Tree[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push(literal(text));
    text = '';
  };
  for (;;) {
    const plain = take(cursor, quoted ? /[^"\\$%]+/y : /[^$%]+/y);
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
      parts.push(expression(cursor, depth + 1));
      accept(cursor, '~');
      expect(cursor, '}');
    } else if (acceptHere(cursor, '%{')) {
      flush();
      acceptHere(cursor, '~');
      parts.push(directive(cursor, depth + 1));
      accept(cursor, '~');
      expect(cursor, '}');
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
  const unicode = take(cursor, /\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}/y);
  if (unicode !== undefined) {
    const code = Number.parseInt(unicode.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  const letter = take(cursor, /\\[\s\S]/y)?.[1];
  if (letter === undefined) throw new Unparsable();
  return ESCAPES[letter] ?? letter;
}

/** `if`, `else`, `for` and their ends, each as a mark that `closeTemplate` puts together. */
function directive(cursor: Cursor, depth: number): Tree {
  const word = acceptPattern(cursor, IDENTIFIER);
  if (word === 'if') return { kind: 'opaque', reason: 'if', parts: [expression(cursor, depth)] };
  if (word === 'for') {
    const names = forNames(cursor);
    return { kind: 'for', names, over: expression(cursor, depth), parts: [] };
  }
  if (word === 'else' || word === 'endif' || word === 'endfor') return { kind: 'opaque', reason: word, parts: [] };
  throw new Unparsable();
}

function expression(cursor: Cursor, depth: number): Tree {
  if (depth > MAX_DEPTH) throw new Unparsable();
  const condition = operation(cursor, 0, depth);
  if (!accept(cursor, '?')) return condition;
  const yes = expression(cursor, depth + 1);
  expect(cursor, ':');
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
    if (accept(cursor, '[')) tree = index(cursor, tree, depth + 1);
    else if (sees(cursor, /\.(?!\.)/y)) {
      expect(cursor, '.');
      tree = attribute(cursor, tree);
    } else return tree;
  }
}

function index(cursor: Cursor, of: Tree, depth: number): Tree {
  if (accept(cursor, '*')) {
    expect(cursor, ']');
    return { kind: 'splat', of };
  }
  const key = expression(cursor, depth);
  expect(cursor, ']');
  return { kind: 'get', of, key, indexed: true };
}

/** What follows a dot: a name, `*`, or a number, which is an index in the way of Terraform 0.11. */
function attribute(cursor: Cursor, of: Tree): Tree {
  if (accept(cursor, '*')) return { kind: 'splat', of };
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
  if (accept(cursor, '(')) {
    const tree = expression(cursor, depth);
    expect(cursor, ')');
    return tree;
  }
  if (accept(cursor, '"')) return template(cursor, true, depth);
  if (accept(cursor, '[')) return tuple(cursor, depth);
  if (accept(cursor, '{')) return object(cursor, depth);
  const number = acceptPattern(cursor, /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return literal(Number(number));
  const name = acceptPattern(cursor, IDENTIFIER);
  if (name === undefined) throw new Unparsable();
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return literal(constant);
  const scoped = take(cursor, /(?:::[\p{ID_Start}_][\p{ID_Continue}-]*)+/uy) ?? '';
  if (accept(cursor, '(')) return { kind: 'call', name: `${name}${scoped}`, given: listUntil(cursor, ')', depth) };
  return { kind: 'name', name };
}

function listUntil(cursor: Cursor, end: string, depth: number): readonly Tree[] {
  const list: Tree[] = [];
  while (!accept(cursor, end)) {
    list.push(expression(cursor, depth + 1));
    accept(cursor, '...');
    if (!accept(cursor, ',')) {
      expect(cursor, end);
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
  while (!accept(cursor, '}')) {
    const key = expression(cursor, depth + 1);
    if (acceptPattern(cursor, /=(?!=)|:/y) === undefined) throw new Unparsable();
    entries.push({
      key: key.kind === 'name' ? literal(key.name) : key,
      value: expression(cursor, depth + 1),
    });
    accept(cursor, ',');
  }
  return { kind: 'object', entries };
}

function forNames(cursor: Cursor): readonly string[] {
  const names = [acceptPattern(cursor, IDENTIFIER) ?? ''];
  if (accept(cursor, ',')) names.push(acceptPattern(cursor, IDENTIFIER) ?? '');
  expect(cursor, 'in');
  return names;
}

function forExpression(cursor: Cursor, end: string, depth: number): Tree {
  const names = forNames(cursor);
  const over = expression(cursor, depth + 1);
  expect(cursor, ':');
  const parts = [expression(cursor, depth + 1)];
  if (accept(cursor, '=>')) parts.push(expression(cursor, depth + 1));
  accept(cursor, '...');
  if (acceptPattern(cursor, /if(?![\p{ID_Continue}-])/uy) !== undefined) parts.push(expression(cursor, depth + 1));
  expect(cursor, end);
  return { kind: 'for', names, over, parts };
}
