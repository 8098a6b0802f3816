/** Thrown, and caught, within this folder: a text that is no expression. */
export class Unparsable extends Error {}

/** A place in the text of an expression. */
export interface Cursor {
  readonly text: string;
  at: number;
}

/** Takes what a sticky pattern matches here; undefined where it does not. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

const SPACE = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;

/** Skips white space and comments, then takes a symbol if it stands here. */
export function accept(cursor: Cursor, symbol: string): boolean {
  take(cursor, SPACE);
  if (!cursor.text.startsWith(symbol, cursor.at)) return false;
  cursor.at += symbol.length;
  return true;
}

export function expect(cursor: Cursor, symbol: string): void {
  if (!accept(cursor, symbol)) throw new Unparsable();
}

/** Skips white space and comments, then takes what a sticky pattern matches. */
export function acceptPattern(cursor: Cursor, pattern: RegExp): string | undefined {
  take(cursor, SPACE);
  return take(cursor, pattern);
}

/** Whether the text goes on with a sticky pattern, white space and comments skipped. */
export function sees(cursor: Cursor, pattern: RegExp): boolean {
  const { at } = cursor;
  const found = acceptPattern(cursor, pattern) !== undefined;
  cursor.at = at;
  return found;
}

/** An identifier may hold dashes. Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#identifiers */
export const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
