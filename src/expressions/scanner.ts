/** Thrown inside a parser at the first fault of a text; never leaves it. */
export class SyntaxFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** A place in a text, moved by what reads from it. */
export interface TextScanner {
  readonly text: string;
  at: number;
  /** How many brackets, templates and operators enclose this place. */
  depth: number;
  /** True where a line break ends an item: directly inside the braces of an object or a block. */
  lines: boolean;
  /** Where the last end of a comment is; nothing behind it needs to be searched for one. */
  readonly lastCommentEnd: number;
  /** The comments that were passed, by where they begin. */
  readonly comments: Map<number, string>;
}

/** Deeper nesting than anyone writes, and shallow enough for the stack. */
export const MAX_DEPTH = 200;

export function scannerOf(text: string): TextScanner {
  return { text, at: 0, depth: 0, lines: false, lastCommentEnd: text.lastIndexOf('*/'), comments: new Map() };
}

export function fail(scanner: TextScanner, message: string, offset = scanner.at): never {
  throw new SyntaxFault(message, offset);
}

/** Reads something that is nested in what is being read. */
export function nested<T>(scanner: TextScanner, lines: boolean, read: () => T): T {
  const { lines: outer } = scanner;
  scanner.depth += 1;
  if (scanner.depth > MAX_DEPTH) fail(scanner, `nested more than ${MAX_DEPTH} deep`);
  scanner.lines = lines;
  const result = read();
  scanner.lines = outer;
  scanner.depth -= 1;
  return result;
}

const SPACE = /[ \t]+/y;
const SPACE_AND_LINES = /(?:[ \t\n]|\r\n)+/y;
const COMMENT = /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\//y;
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
// A number goes on over letters and points as long as it can, as HCL's scanner has it; only some of that is a number.
const NUMBER = /\d(?:\d|\.|[eE][+-]?\d)*/y;

/** The text that the pattern matches here, which is then passed; undefined where it does not match. */
export function take(scanner: TextScanner, pattern: RegExp): string | undefined {
  pattern.lastIndex = scanner.at;
  const match = pattern.exec(scanner.text);
  if (match === null) return undefined;
  scanner.at += match[0].length;
  return match[0];
}

/** Passes spaces and comments, and line breaks where they mean nothing. */
export function skip(scanner: TextScanner): void {
  const space = scanner.lines ? SPACE : SPACE_AND_LINES;
  for (;;) {
    take(scanner, space);
    const { at } = scanner;
    if (scanner.text.startsWith('/*', at) && at + 2 > scanner.lastCommentEnd) return;
    const comment = take(scanner, COMMENT);
    if (comment === undefined) return;
    scanner.comments.set(at, comment);
  }
}

/** True where the symbol comes next. */
export function sees(scanner: TextScanner, symbol: string): boolean {
  skip(scanner);
  return scanner.text.startsWith(symbol, scanner.at);
}

/** Passes the symbol if it comes next. */
export function accept(scanner: TextScanner, symbol: string): boolean {
  if (!sees(scanner, symbol)) return false;
  scanner.at += symbol.length;
  return true;
}

export function expect(scanner: TextScanner, symbol: string, why: string): void {
  if (!accept(scanner, symbol)) fail(scanner, `expected "${symbol}" ${why}`);
}

export function identifier(scanner: TextScanner): string | undefined {
  skip(scanner);
  return take(scanner, IDENTIFIER);
}

/** Passes the word if it comes next and is whole. */
export function acceptWord(scanner: TextScanner, word: string): boolean {
  const { at } = scanner;
  if (identifier(scanner) === word) return true;
  scanner.at = at;
  return false;
}

/** The digits, points and exponents that come next. */
export function numberText(scanner: TextScanner): string | undefined {
  const text = take(scanner, NUMBER);
  if (text === undefined) return undefined;
  // A trailing point is an operator: `a.0.b`, `list.0...`.
  const kept = text.replace(/\.+$/, '');
  scanner.at -= text.length - kept.length;
  return kept;
}
