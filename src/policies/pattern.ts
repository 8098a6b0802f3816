import { RE2JS } from 're2js';

/** A pattern that cannot be matched in time linear in the text, or is none. */
export class UnsupportedPattern extends Error {}

/**
 * A regular expression that takes time linear in the text, so that no policy can hang a pipeline: no back references
 * and no look-around.
 * Source: https://github.com/google/re2/wiki/Syntax
 */
export interface Pattern {
  test(text: string): boolean;
}

/** Longer patterns are made to exhaust somebody. */
const LONGEST_PATTERN = 1000;

/** Throws: UnsupportedPattern. */
export function compilePattern(source: string): Pattern {
  if (source.length > LONGEST_PATTERN) throw new UnsupportedPattern('is too long');
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    return { test: (text) => compiled.matcher(text).find() };
  } catch (error) {
    throw new UnsupportedPattern(error instanceof Error ? error.message : 'is not a regular expression');
  }
}
