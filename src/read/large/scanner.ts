/** Bytes of the input: `[from, to)` of a window that is overwritten as soon as the event is over. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is done with the instances of a type: none is kept, each is, or they are only where they matter. */
export const VERDICTS = { no: 0, yes: 1, onDemand: 2 } as const;
export type Verdict = (typeof VERDICTS)[keyof typeof VERDICTS];

/** Where parts of an instance stand: empty for one that it does not have. */
export interface InstanceParts {
  /** What was before the change. */
  readonly before: Span;
  /** The values after the change, or those in a state. */
  readonly values: Span;
  /** What of the values is unknown. */
  readonly unknowns: Span;
}

/** What a scanner tells on its way through a document. */
export interface ScanEvents {
  /** Puts the next bytes of the input there and tells how many; 0 at the end. */
  read(into: Buffer): number;
  wanted(data: boolean, type: string): Verdict;
  /** An object or array to walk, under a key where it has one; returns a tag for the blocks in it. */
  open(node: number, key: string | undefined, isArray: boolean): number;
  close(): void;
  /** A value to keep; `offset` is where it stands in the input. */
  keep(node: number, key: string | undefined, bytes: Buffer, span: Span, offset: number): void;
  /** An object or array that is passed over but whose key counts. */
  elide(key: string | undefined, isArray: boolean): void;
  /** An instance of a type that is wanted, or what stands in the place of one; its place among its siblings. */
  resource(bytes: Buffer, span: Span, parts: InstanceParts, index: number): void;
  /** The same of a type that is read on demand, and its place in the input; without parts where it has no sign of mattering. */
  aside(bytes: Buffer, span: Span, parts: InstanceParts | undefined, index: number, offset: number): void;
  /** A resource block of the configuration whose bytes are held on to. */
  block(hash: number, bytes: Buffer, span: Span): void;
  /** One whose bytes are not. */
  blockAt(hash: number, offset: number, length: number): void;
}

export interface ScanOptions {
  /** Unit: bytes. How much is asked for at a time. */
  readonly window: number;
  /** Hold on to blocks of every type: the input cannot be read again. */
  readonly holdBlocks: boolean;
  /** What instances that are read on demand are looked through for; nothing where there are none. */
  readonly signs?: readonly string[] | undefined;
}

/** How a scan ended. Unit: bytes. */
export type ScanEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'malformed'; readonly offset: number };

/** Keys in a resource that make a difference: what it is, and where in it values stand. */
export const RESOURCE_KEYS = [
  'other',
  'mode',
  'type',
  'name',
  'change',
  'before',
  'after',
  'after_unknown',
  'values',
] as const;

/**
 * What Terraform writes around what a resource's head says: before its address, between that and its module's, and
 * between either and its type.
 */
export const HEAD = {
  address: '{"address":"',
  module: ',"module_address":"',
  type: ',"mode":"managed","type":"',
  dataType: ',"mode":"data","type":"',
} as const;

/** Walks the skeleton of one JSON document. */
export type Scanner = (events: ScanEvents, options: ScanOptions) => ScanEnd;

/** A hash over a block's module and address, never 0; 0 stands for one whose address is written with escapes. */
export function hashBlock(tag: number, data: boolean, bytes: Uint8Array, type: Span, name: Span): number {
  const hash = mix(hashBytes(hashModule(tag, data), bytes, type.from, type.to), DOT);
  return hashBytes(hash, bytes, name.from, name.to) >>> 0 || 1;
}

/** The same of a block's address, `TYPE.NAME` or `data.TYPE.NAME`. */
export function hashAddress(tag: number, address: string): number {
  const data = address.startsWith(DATA);
  let hash = hashModule(tag, data);
  for (let at = data ? DATA.length : 0; at < address.length; at += 1) {
    const code = address.charCodeAt(at);
    if (code > 0x7f) return hashUnusual(tag, address);
    hash = mix(hash, code);
  }
  return hash >>> 0 || 1;
}

const DATA = 'data.';
const DOT = 0x2e;

function hashUnusual(tag: number, address: string): number {
  const data = address.startsWith(DATA);
  const bytes = Buffer.from(data ? address.slice(DATA.length) : address);
  return hashBytes(hashModule(tag, data), bytes, 0, bytes.length) >>> 0 || 1;
}

function hashModule(tag: number, data: boolean): number {
  const hash = mix(mix(0x811c9dc5, tag & 0xff), (tag >>> 8) & 0xff);
  return mix(mix(hash, (tag >>> 16) & 0xff), data ? 1 : 0);
}

/** A hash over more bytes. */
export function hashBytes(start: number, bytes: Uint8Array, from: number, to: number): number {
  let hash = start;
  for (let at = from; at < to; at += 1) hash = mix(hash, bytes[at] as number);
  return hash;
}

/** One step of FNV-1a. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function mix(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}
