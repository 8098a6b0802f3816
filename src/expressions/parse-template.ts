import { accept, acceptWord, expect, fail, identifier, nested, type TextScanner, take } from './scanner.js';
import type { ForNames, Node } from './tree.js';
import { string } from './value.js';

/** Reads an expression at the scanner's place; given by the parser of expressions, which reads templates through this file. */
export type ReadExpression = (scanner: TextScanner) => Node;

/** A piece of a template before directives are matched with their ends. */
type Token =
  | { readonly kind: 'text'; text: string; readonly start: number; readonly end: number }
  | { readonly kind: 'interpolation'; readonly of: Node; readonly start: number; readonly end: number }
  | { readonly kind: 'if'; readonly condition: Node; readonly start: number; readonly end: number }
  | {
      readonly kind: 'for';
      readonly names: ForNames;
      readonly collection: Node;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly start: number; readonly end: number };

/** What tells the sorts of templates apart: where they end, and what a backslash means. */
interface Form {
  /** Passes the end of the template if it stands here. */
  readonly ends: (scanner: TextScanner) => boolean;
  readonly quoted: boolean;
  /** True where each line is a text of its own, which `~` and `<<-` work on. */
  readonly byLine: boolean;
}

/** Reads the rest of a quoted template, whose opening quote is passed. */
export function readQuoted(scanner: TextScanner, start: number, expression: ReadExpression): Node {
  const form: Form = {
    ends: (at) => takeText(at, '"'),
    quoted: true,
    byLine: false,
  };
  return readTemplate(scanner, start, form, expression, false);
}

/** Reads a heredoc, which begins here. */
export function readHeredoc(scanner: TextScanner, expression: ReadExpression): Node {
  const start = scanner.at;
  const opening = take(scanner, /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*\r?\n/uy);
  if (opening === undefined) return fail(scanner, 'expected a heredoc marker and a line break');
  const marker = opening.replace(/^<<-?/, '').trim();
  const form: Form = {
    ends: (at) => {
      if (at.text.charAt(at.at - 1) !== '\n') return false;
      const lineEnd = at.text.indexOf('\n', at.at);
      const line = at.text.slice(at.at, lineEnd < 0 ? undefined : lineEnd);
      if (line.trim() !== marker) return false;
      at.at += line.endsWith('\r') ? line.length - 1 : line.length;
      return true;
    },
    quoted: false,
    byLine: true,
  };
  return readTemplate(scanner, start, form, expression, opening.startsWith('<<-'));
}

/** Reads a whole text as a template. */
export function readBare(scanner: TextScanner, expression: ReadExpression): Node {
  const form: Form = { ends: ({ at, text }) => at >= text.length, quoted: false, byLine: false };
  return readTemplate(scanner, scanner.at, form, expression, false);
}

function readTemplate(
  scanner: TextScanner,
  start: number,
  form: Form,
  expression: ReadExpression,
  flush: boolean,
): Node {
  return nested(scanner, false, () => {
    const tokens = readTokens(scanner, form, expression);
    if (flush) removeIndent(tokens);
    const end = scanner.at;
    const [only] = tokens;
    if (tokens.length === 1 && only?.kind === 'interpolation') return { kind: 'parentheses', of: only.of, start, end };
    const { parts, stop } = assemble(tokens, 0);
    if (stop !== undefined) fail(scanner, `"${stop.kind}" is not balanced`, stop.start);
    return { kind: 'template', parts, start, end };
  });
}

function readTokens(scanner: TextScanner, form: Form, expression: ReadExpression): Token[] {
  const tokens: Token[] = [];
  let trimNext = false;
  while (!form.ends(scanner)) {
    if (scanner.at >= scanner.text.length) fail(scanner, 'the template has no end');
    const start = scanner.at;
    const opening = take(scanner, /[$%]\{~?/y);
    if (opening === undefined) {
      let text = readText(scanner, form);
      if (trimNext) text = text.replace(/^\p{White_Space}+/u, '');
      trimNext = false;
      tokens.push({ kind: 'text', text, start, end: scanner.at });
      continue;
    }
    const last = tokens.at(-1);
    if (opening.endsWith('~') && last?.kind === 'text') last.text = last.text.replace(/\p{White_Space}+$/u, '');
    trimNext = nested(scanner, false, () => {
      const read = opening.startsWith('$')
        ? { kind: 'interpolation' as const, of: expression(scanner) }
        : readDirective(scanner, expression);
      const trims = accept(scanner, '~}');
      if (!trims) expect(scanner, '}', 'at the end of the template sequence');
      tokens.push({ ...read, start, end: scanner.at });
      return trims;
    });
  }
  return tokens;
}

type Directive = Token extends infer T ? (T extends Token ? Omit<T, 'start' | 'end'> : never) : never;

function readDirective(scanner: TextScanner, expression: ReadExpression): Directive {
  if (acceptWord(scanner, 'if')) return { kind: 'if', condition: expression(scanner) };
  if (acceptWord(scanner, 'for')) return { kind: 'for', ...readFor(scanner, expression) };
  for (const kind of ['else', 'endif', 'endfor'] as const) if (acceptWord(scanner, kind)) return { kind };
  return fail(scanner, 'expected "if", "else", "endif", "for" or "endfor"');
}

/** Reads `k, v in collection`, which `for` expressions and directives share. */
export function readFor(
  scanner: TextScanner,
  expression: ReadExpression,
): { readonly names: ForNames; readonly collection: Node } {
  const first = identifier(scanner) ?? fail(scanner, 'expected a name after "for"');
  const second = accept(scanner, ',') ? (identifier(scanner) ?? fail(scanner, 'expected a second name')) : undefined;
  if (!acceptWord(scanner, 'in')) fail(scanner, 'expected "in" after the names of "for"');
  const names = second === undefined ? { key: undefined, value: first } : { key: first, value: second };
  return { names, collection: expression(scanner) };
}

/** Reads literal text up to what is none, at most to the end of the line where the form goes by lines. */
function readText(scanner: TextScanner, { ends, quoted, byLine }: Form): string {
  const { text } = scanner;
  let read = '';
  while (scanner.at < text.length) {
    const character = text.charAt(scanner.at);
    if (quoted && character === '"') break;
    if (quoted && (character === '\n' || character === '\r')) fail(scanner, 'a quoted text ends on its own line');
    const escaped = take(scanner, /\$\$\{|%%\{/y);
    if (escaped !== undefined) {
      read += escaped.slice(1);
      continue;
    }
    if ((character === '$' || character === '%') && text.charAt(scanner.at + 1) === '{') break;
    if (quoted && character === '\\') {
      read += readEscape(scanner);
      continue;
    }
    const plain = take(scanner, byLine ? /[^\n$%]*\n|[^\n$%]+|[$%]/y : /[^$%"\\\n\r]+|[\s\S]/y) ?? '';
    read += plain;
    if (byLine && plain.endsWith('\n')) break;
    if (!quoted && ends(scanner)) return read;
  }
  return read;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function readEscape(scanner: TextScanner): string {
  const hex = take(scanner, /\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}/y);
  if (hex !== undefined) {
    const point = Number.parseInt(hex.slice(2), 16);
    return point > 0x10ffff ? fail(scanner, 'no such character', scanner.at - hex.length) : String.fromCodePoint(point);
  }
  const letter = scanner.text.charAt(scanner.at + 1);
  const character = ESCAPES[letter];
  if (character === undefined || !Object.hasOwn(ESCAPES, letter)) return fail(scanner, `no escape "\\${letter}"`);
  scanner.at += 2;
  return character;
}

function takeText(scanner: TextScanner, text: string): boolean {
  if (!scanner.text.startsWith(text, scanner.at)) return false;
  scanner.at += text.length;
  return true;
}

/** Removes from each line the indent that all lines of a `<<-` heredoc share; a blank line has no say in it. */
function removeIndent(tokens: readonly Token[]): void {
  const starts = tokens.filter((_, index) => {
    const before = tokens[index - 1];
    return before === undefined || (before.kind === 'text' && before.text.endsWith('\n'));
  });
  const indents = starts.map((token) => {
    if (token.kind !== 'text') return 0;
    const indent = /^\p{White_Space}*/u.exec(token.text)?.[0] ?? '';
    return indent === token.text && indent.endsWith('\n') ? Number.POSITIVE_INFINITY : indent.length;
  });
  const shared = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  starts.forEach((token, index) => {
    if (token.kind === 'text' && Number.isFinite(indents[index])) token.text = token.text.slice(shared);
  });
}

interface Assembled {
  readonly parts: readonly Node[];
  /** The directive that ended the parts: "else", an end, or one that itself has no end. */
  readonly stop: Token | undefined;
  readonly next: number;
}

/** Puts directives and their ends together, from the token at `from` up to an end that is not of one among them. */
function assemble(tokens: readonly Token[], from: number): Assembled {
  const parts: Node[] = [];
  let index = from;
  for (let token = tokens[index]; token !== undefined; token = tokens[index]) {
    index += 1;
    const { start, end } = token;
    switch (token.kind) {
      case 'text': {
        parts.push({ kind: 'literal', value: string(token.text), start, end });
        break;
      }
      case 'interpolation':
        parts.push(token.of);
        break;
      case 'if': {
        const then = assemble(tokens, index);
        const otherwise = then.stop?.kind === 'else' ? assemble(tokens, then.next) : undefined;
        const { stop, next } = otherwise ?? then;
        if (stop?.kind !== 'endif') return { parts, stop: token, next };
        const branch = (nodes: readonly Node[]): Node => ({ kind: 'template', parts: nodes, start, end: stop.end });
        const no = branch(otherwise?.parts ?? []);
        parts.push({
          kind: 'conditional',
          condition: token.condition,
          yes: branch(then.parts),
          no,
          start,
          end: stop.end,
        });
        index = next;
        break;
      }
      case 'for': {
        const body = assemble(tokens, index);
        if (body.stop?.kind !== 'endfor') return { parts, stop: token, next: body.next };
        const range = { start, end: body.stop.end };
        const { names, collection } = token;
        const value: Node = { kind: 'template', parts: body.parts, ...range };
        const each: Node = {
          kind: 'for',
          names,
          collection,
          key: undefined,
          value,
          grouped: false,
          condition: undefined,
          ...range,
        };
        parts.push({ kind: 'join', of: each, ...range });
        index = body.next;
        break;
      }
      case 'else':
      case 'endif':
      case 'endfor':
        return { parts, stop: token, next: index };
      default:
        token satisfies never;
    }
  }
  return { parts, stop: undefined, next: index };
}
