/** Bytes of the input: `[from, to)` of a window that is overwritten as soon as the event is over. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a scanner tells on its way through a document. */
export interface ScanEvents {
  /** Puts the next bytes of the input there and tells how many; 0 at the end. */
  read(into: Buffer): number;
  /** Whether instances of a type are kept. */
  wanted(data: boolean, type: string): boolean;
  /** An object or array to walk, under a key where it has one; returns a tag for the blocks in it. */
  open(node: number, key: string | undefined, isArray: boolean): number;
  close(): void;
  /** A value to keep; `offset` is where it stands in the input. */
  keep(node: number, key: string | undefined, bytes: Buffer, span: Span, offset: number): void;
  /** An object or array that is passed over but whose key counts. */
  elide(key: string | undefined, isArray: boolean): void;
  /** A resource instance that is kept, and its place among its siblings. */
  resource(bytes: Buffer, span: Span, index: number): void;
  /** A resource block of the configuration; `span` is undefined where its bytes were not held on to. */
  block(hash: number, offset: number, length: number, bytes: Buffer, span: Span | undefined): void;
}

export interface ScanOptions {
  /** Unit: bytes. How much is asked for at a time. */
  readonly window: number;
  /** Hold on to blocks of every type: the input cannot be read again. */
  readonly holdBlocks: boolean;
}

/** How a scan ended. Unit: bytes. */
export type ScanEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'malformed'; readonly offset: number };

/** Walks the skeleton of one JSON document. */
export type Scanner = (events: ScanEvents, options: ScanOptions) => ScanEnd;

/** A hash over a block's module and address, never 0; 0 stands for one whose address is written with escapes. */
export function hashBlock(tag: number, data: boolean, type: Uint8Array, name: Uint8Array): number {
  let hash = mix(mix(0x811c9dc5, tag & 0xff), (tag >>> 8) & 0xff);
  hash = mix(mix(hash, (tag >>> 16) & 0xff), data ? 1 : 0);
  for (const byte of type) hash = mix(hash, byte);
  hash = mix(hash, 0x2e);
  for (const byte of name) hash = mix(hash, byte);
  return hash >>> 0 || 1;
}

/** One step of FNV-1a. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function mix(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}
