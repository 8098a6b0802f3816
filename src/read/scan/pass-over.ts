import { readOn, type Window } from './window.js';

/** How reading a token went: `truncated` where the input ended in it. */
export type Passed = 'whole' | 'truncated';

/** The same of a value, which may not be one. */
export type Progress = Passed | 'malformed';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const COLON = 0x3a;
const COMMA = 0x2c;
/** `[` and `{`, and `]` and `}`, differ in this bit only. */
const CASE = 0x20;

type Read = (into: Buffer) => number;

/** The next byte that is not white space; -1 at the end. */
export function peek(window: Window, read: Read): number {
  for (;;) {
    while (window.at < window.end) {
      const byte = window.bytes[window.at] ?? 0;
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return byte;
      window.at += 1;
    }
    if (!readOn(window, read)) return -1;
  }
}

/**
 * Where in a string its next quote or backslash stands, from there on; `end` where there is none before. Four bytes at a
 * time: less one in each, a byte that was ASCII has its highest bit set where it was zero, first of all at the lowest.
 * Source: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
 */
function plainTextEnd({ bytes, view }: Window, from: number, end: number): number {
  let at = from;
  // Two steps a round are a sixth faster than one.
  for (; at + 8 <= end; at += 8) {
    const one = view.getInt32(at, true);
    const inOne = (((one ^ QUOTES) - ONES) | ((one ^ BACKSLASHES) - ONES)) & ~one & HIGHEST;
    if (inOne !== 0) return at + lowestByte(inOne);
    const two = view.getInt32(at + 4, true);
    const inTwo = (((two ^ QUOTES) - ONES) | ((two ^ BACKSLASHES) - ONES)) & ~two & HIGHEST;
    if (inTwo !== 0) return at + 4 + lowestByte(inTwo);
  }
  while (at < end && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at += 1;
  return at;
}

/** The lowest of four bytes in which a bit is set. */
function lowestByte(four: number): number {
  return (31 - Math.clz32(four & -four)) >> 3;
}

const ONES = 0x01010101;
const HIGHEST = 0x80808080;
const QUOTES = QUOTE * ONES;
const BACKSLASHES = BACKSLASH * ONES;

/** Passes over the rest of a string, `at` standing behind its opening quote. */
export function passString(window: Window, read: Read): Passed {
  for (;;) {
    const { bytes, end } = window;
    const at = plainTextEnd(window, window.at, end);
    window.at = at;
    if (at === end) {
      if (!readOn(window, read)) return 'truncated';
    } else if (bytes[at] === QUOTE) {
      window.at = at + 1;
      return 'whole';
    } else {
      window.at = at + 1;
      if (window.at === end && !readOn(window, read)) return 'truncated';
      window.at += 1;
    }
  }
}

/** Passes over the rest of an object or array, `at` standing so many levels deep in it and outside of strings. */
export function passNested(window: Window, read: Read, levels: number): Passed {
  let depth = levels;
  let inString = false;
  for (;;) {
    const { bytes, end } = window;
    let at = window.at;
    while (at < end) {
      if (inString) {
        at = plainTextEnd(window, at, end);
        if (at === end) break;
        inString = bytes[at] !== QUOTE;
        at += inString ? 2 : 1;
        continue;
      }
      const byte = bytes[at] as number;
      at += 1;
      const folded = byte | CASE;
      if (byte === QUOTE) inString = true;
      else if (folded === OPEN) depth += 1;
      else if (folded === CLOSE) {
        depth -= 1;
        if (depth === 0) {
          window.at = at;
          return 'whole';
        }
      }
    }
    // What the last byte escapes is yet to be read.
    const escaped = at > end;
    window.at = escaped ? end : at;
    if (!readOn(window, read)) return 'truncated';
    if (escaped) window.at += 1;
  }
}

/** Passes over a number or a literal; whether it is one is seen where it is parsed. */
export function passScalar(window: Window, read: Read): Passed {
  for (;;) {
    const { bytes, end } = window;
    let at = window.at;
    while (at < end && isScalar(bytes[at] ?? 0)) at += 1;
    window.at = at;
    if (at < end) return 'whole';
    if (!readOn(window, read)) return 'truncated';
  }
}

/** Letters, digits, `+`, `-` and `.` */
function isScalar(byte: number): boolean {
  const letter = byte | CASE;
  return (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x2b && byte <= 0x39 && byte !== 0x2c && byte !== 0x2f);
}

/** Passes over the value that starts with this byte, which stands at `at`. */
export function passValue(window: Window, read: Read, byte: number): Progress {
  if (byte === QUOTE) {
    window.at += 1;
    return passString(window, read);
  }
  if (byte === OPEN || byte === (OPEN ^ CASE)) {
    window.at += 1;
    return passNested(window, read, 1);
  }
  return isScalar(byte) ? passScalar(window, read) : 'malformed';
}

/** Passes a key, whose place is marked, and its colon; the value's first byte, -1 at the end, -2 for no colon. */
export function passKey(window: Window, read: Read): number {
  window.at += 1;
  if (passString(window, read) === 'truncated') return -1;
  window.marks.keyTo = window.at - 1;
  const byte = peek(window, read);
  if (byte !== COLON) return byte < 0 ? -1 : -2;
  window.at += 1;
  return peek(window, read);
}

/** The first byte of the value of an object's next member, whose key is marked; 0 behind the last, else as passKey(). */
export function nextMember(window: Window, read: Read, first: boolean): number {
  let byte = peek(window, read);
  if (byte === CLOSE) {
    window.at += 1;
    return 0;
  }
  if (!first) {
    if (byte !== COMMA) return byte < 0 ? -1 : -2;
    window.at += 1;
    byte = peek(window, read);
  }
  if (byte !== QUOTE) return byte < 0 ? -1 : -2;
  window.marks.keyFrom = window.at + 1;
  return passKey(window, read);
}
