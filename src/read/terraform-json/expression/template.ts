import { accept, acceptPattern, type Cursor, expect, IDENTIFIER, take, Unparsable } from './cursor.js';
import { closeTemplate } from './template-directives.js';
import { literal, type Tree } from './tree.js';

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
      parts.push(expression(cursor));
      accept(cursor, '~');
      expect(cursor, '}');
    } else if (acceptHere(cursor, '%{')) {
      flush();
      acceptHere(cursor, '~');
      parts.push(directive(cursor, expression));
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
  if (accept(cursor, ',')) names.push(acceptPattern(cursor, IDENTIFIER) ?? '');
  expect(cursor, 'in');
  return names;
}
