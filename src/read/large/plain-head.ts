import { HEAD } from './scanner.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What stands before each string of a head: its address, its module, and its type in either mode. */
const PARTS = [HEAD.address, HEAD.module, HEAD.type, HEAD.dataType].map((text) => Buffer.from(text));
const [, , TYPE, DATA_TYPE] = PARTS.keys();
const NAME = Buffer.from(',"name":"');

/** What a resource says of itself first, and where that stands. */
export interface Head {
  isData: boolean;
  typeFrom: number;
  typeTo: number;
}

/**
 * Reads a resource's head where it stands in `[from, end)` as Terraform writes it, without an escape; false where it does
 * not, and has to be read member by member.
 */
export function readHead(bytes: Buffer, from: number, end: number, head: Head): boolean {
  let at = from;
  let last = -1;
  for (let part = 0; part < PARTS.length; part += 1) {
    const start = textEnd(bytes, at, end, PARTS[part] as Buffer);
    if (start < 0) {
      if (part === 0) return false;
      continue;
    }
    at = stringEnd(bytes, start, end);
    if (at < 0) return false;
    last = part;
    head.typeFrom = start;
    if (part === TYPE) break;
  }
  head.isData = last === DATA_TYPE;
  head.typeTo = at - 1;
  return last === TYPE || last === DATA_TYPE;
}

/** Where a name begins that comes next, behind the quote of the type. */
export function nameStart(bytes: Buffer, from: number, end: number): number {
  return textEnd(bytes, from, end, NAME);
}

/** Where a text ends that is next; -1 where it is not. */
function textEnd(bytes: Buffer, from: number, end: number, text: Buffer): number {
  const { length } = text;
  if (from < 0 || from + length > end) return -1;
  for (let at = 0; at < length; at += 1) {
    if (bytes[from + at] !== text[at]) return -1;
  }
  return from + length;
}

/** Where the rest of a string ends, behind its quote; -1 where it has an escape, or is not all there. */
export function stringEnd(bytes: Buffer, from: number, end: number): number {
  if (from < 0) return -1;
  let at = from;
  while (at < end && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at += 1;
  return at < end && bytes[at] === QUOTE ? at + 1 : -1;
}
