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

/** Passes over the rest of a string, `at` standing behind its opening quote. */
export function passString(window: Window, read: Read): Passed {
  for (;;) {
    const { bytes, end } = window;
    let { at } = window;
    while (at < end && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at += 1;
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

/** What bytes do outside of strings: the levels that a bracket opens, times 256, or one of these. */
const STEPS = new Int16Array(256);
const ENDS_TEXT = 1;
const ESCAPES = 2;
STEPS[QUOTE] = ENDS_TEXT;
STEPS[BACKSLASH] = ESCAPES;
STEPS[OPEN] = STEPS[OPEN ^ CASE] = 1 << 8;
STEPS[CLOSE] = STEPS[CLOSE ^ CASE] = -1 << 8;

/** Passes over the rest of an object or array, `at` standing so many levels deep in it and outside of strings. */
export function passNested(window: Window, read: Read, levels: number): Passed {
  let place = levels << 1;
  for (;;) {
    place = passSome(window, place);
    if (place === 0) return 'whole';
    if (window.at < window.end) continue;
    // What the last byte escapes is yet to be read.
    const escaped = window.at > window.end;
    if (escaped) window.at = window.end;
    if (!readOn(window, read)) return 'truncated';
    if (escaped) window.at += 1;
  }
}

/**
 * Passes over a part of an object or array. A place in one is twice the levels that are open, and one more in a string;
 * where none is, it has ended. Four bytes at a time where no bracket and no backslash is among them: of such, all that
 * counts is whether they hold an odd number of quotes.
 */
function passSome(window: Window, place: number): number {
  const { bytes, words } = window;
  const end = Math.min(window.end, window.at + SOME);
  const wordsEnd = end >> 2;
  let at = window.at;
  let depth = place >> 1;
  let inString = place & 1;
  while (at < end && depth > 0) {
    if ((at & 3) === 0) {
      let word = at >> 2;
      let others = inString << 7;
      for (; word < wordsEnd; word += 1) {
        const four = words[word] as number;
        if (hasBracket(four)) break;
        others ^= othersThanQuotes(four);
      }
      at = word << 2;
      inString = parity(others);
      if (at >= end) break;
    }
    const stop = Math.min(end, (at & ~3) + 4);
    do {
      const step = STEPS[bytes[at] as number] as number;
      at += step === ESCAPES ? 2 : 1;
      inString ^= step & ENDS_TEXT;
      depth += (step >> 8) & (inString - 1);
    } while (at < stop && depth > 0);
  }
  window.at = at;
  return (depth << 1) | inString;
}

/** Unit: bytes. V8 optimises a function that is often called sooner, and better, than one that stays in a loop. */
const SOME = 16_384;

/** The highest bit of each of four bytes, and the other seven. */
const HIGHEST = 0x80808080 | 0;
const LOWER = 0x7f7f7f7f;
const CASES = CASE * 0x01010101;
const QUOTES = QUOTE * 0x01010101;

/**
 * Whether a bracket or a backslash is among four bytes. Case set, those are 0x7b to 0x7d: what reaches 0x80 by adding 5,
 * but not by adding 2. No bracket follows a byte that carries into the next one: those begin characters, in UTF-8.
 */
function hasBracket(four: number): boolean {
  const folded = four | CASES;
  return ((folded + 0x05050505) & ~(folded + 0x02020202) & HIGHEST) !== 0;
}

/** Four bytes whose highest bits are set where they are no quotes; of four, an odd number of these leaves one of quotes. */
function othersThanQuotes(four: number): number {
  const differing = four ^ QUOTES;
  return ((differing & LOWER) + LOWER) | differing;
}

/** Of the highest bits of four bytes: 1 where an odd number is set. */
function parity(four: number): number {
  const half = four ^ (four >>> 16);
  return ((half ^ (half >>> 8)) >>> 7) & 1;
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
