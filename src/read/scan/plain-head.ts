import { HEAD } from './scanner.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const ADDRESS = Buffer.from(HEAD.address);
const MODULE = Buffer.from(HEAD.module);
const TYPE = Buffer.from(HEAD.type);
const DATA_TYPE = Buffer.from(HEAD.dataType);
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
  const addressTo = stringEnd(bytes, textEnd(bytes, from, end, ADDRESS), end);
  const module = textEnd(bytes, addressTo, end, MODULE);
  const before = module < 0 ? addressTo : stringEnd(bytes, module, end);
  const managed = textEnd(bytes, before, end, TYPE);
  const typeFrom = managed < 0 ? textEnd(bytes, before, end, DATA_TYPE) : managed;
  const to = stringEnd(bytes, typeFrom, end);
  head.isData = managed < 0;
  head.typeFrom = typeFrom;
  head.typeTo = to - 1;
  return to >= 0;
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
