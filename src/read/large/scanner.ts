import type { Mode } from '../../model/address.js';
import { packageFile } from '../../model/package.js';
import type { Skeleton } from './skeleton.js';

/** Bytes of the input: `[from, to)` of a window that is overwritten as soon as the event is over. */
export interface Span {
  readonly window: Buffer;
  readonly from: number;
  readonly to: number;
  /** Where they stand in the input. */
  readonly offset: number;
}

/** What is done with the instances of a type; of what is read on demand, the scanner says which have a sign. */
export const VERDICTS = { unwanted: 0, wanted: 1, onDemand: 2, withSign: 3 } as const;

/** What the scanner tells on its way through a document. Nodes are told by their ids. */
export interface ScanEvents {
  /** Puts the next bytes of the input there and returns how many; 0 at the end. */
  read(into: Buffer): number;
  /** What is done with instances of a type, one of VERDICTS. */
  verdict(mode: Mode, type: string): number;
  /** An object or list to walk, under a key where it has one. */
  open(node: number, key: string | undefined, isList: boolean): void;
  close(): void;
  value(node: number, key: string | undefined, span: Span): void;
  /** A container of which only the kind is kept. */
  elide(key: string | undefined, isList: boolean): void;
  /**
   * An instance of a type that is not unwanted, or what stands in the place of one; its place among its siblings. Stops the
   * scan with false.
   */
  instance(index: number, verdict: number, span: Span): boolean;
}

/** How a scan ended. Unit: bytes. */
export type ScanEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'truncated' | 'stopped' }
  | { readonly kind: 'malformed'; readonly offset: number };

export interface ScanOptions {
  /** What instances that are read on demand are looked through for, in any case; a wildcard before any colon is a sign, too. */
  readonly signs?: readonly string[] | undefined;
  /** Unit: bytes. How much is read at a time. */
  readonly window?: number | undefined;
}

/** Walks the part of one JSON document that a skeleton describes. */
export type Scanner = (skeleton: Skeleton, events: ScanEvents, options?: ScanOptions) => ScanEnd;

/** In the order of wasm/scan.ts. */
const ENDS = ['whole', 'truncated', 'malformed', 'stopped'] as const;

/** What the module made of `wasm/scan.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  skeletonAt(): number;
  signsAt(): number;
  scan(skeletonLength: number, signCount: number, window: number): number;
  position(): number;
}

/** Unit: bytes. What stays in a processor's own cache. */
const WINDOW = 1 << 18;

/** The scanner in WebAssembly; undefined where there is none, or none with SIMD. */
export function loadScanner(): Scanner | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  try {
    return scannerOf(new WebAssembly.Module(new Uint8Array(packageFile('dist/scan.wasm'))));
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}

function scannerOf(module: WebAssembly.Module): Scanner {
  let events: ScanEvents;
  let nodes: Skeleton['nodes'] = [];
  let bytes = Buffer.alloc(0);
  /** The module's memory, which is another buffer each time that it grows. */
  const memory = () => {
    if (bytes.buffer !== exports.memory.buffer) bytes = Buffer.from(exports.memory.buffer);
    return bytes;
  };
  const span = (from: number, length: number, offset: number) => ({
    window: memory(),
    from,
    to: from + length,
    offset,
  });
  /** A key, which stands there without its quotes. */
  const key = (at: number, length: number) => (length < 0 ? undefined : textOf(memory(), at, at + length));
  const host = {
    read: (at: number, room: number) => events.read(memory().subarray(at, at + room)),
    verdict(modeAt: number, modeLength: number, typeAt: number, typeLength: number) {
      const isData = modeLength > 0 && textOf(memory(), modeAt + 1, modeAt + modeLength - 1) === 'data';
      return events.verdict(isData ? 'data' : 'managed', textOf(memory(), typeAt + 1, typeAt + typeLength - 1));
    },
    child: (node: number, at: number, length: number) =>
      nodes[node]?.members.get(key(at, length) ?? '') ?? nodes[node]?.others ?? 0,
    open: (node: number, at: number, length: number, isList: number) =>
      events.open(node, key(at, length), isList === 1),
    close: () => events.close(),
    value: (node: number, keyAt: number, keyLength: number, at: number, length: number, offset: number) =>
      events.value(node, key(keyAt, keyLength), span(at, length, offset)),
    elide: (at: number, length: number, isList: number) => events.elide(key(at, length), isList === 1),
    instance: (index: number, verdict: number, at: number, length: number, offset: number) =>
      Number(events.instance(index, verdict, span(at, length, offset))),
  };
  const exports = new WebAssembly.Instance(module, { host }).exports as unknown as Exports;

  return (skeleton, told, { signs = [], window = WINDOW } = {}) => {
    events = told;
    nodes = skeleton.nodes;
    memory().set(skeleton.encoded, exports.skeletonAt());
    for (const [at, sign] of signs.entries()) memory().set(encodeSign(sign), exports.signsAt() + at * SIGN_SIZE);
    const end = exports.scan(skeleton.encoded.length, signs.length, window);
    const kind = ENDS[end] ?? 'malformed';
    return kind === 'malformed' ? { kind, offset: exports.position() } : { kind };
  };
}

/** Unit: bytes. What a sign takes in the module's memory: its length, and itself. */
const SIGN_SIZE = 32;

/** The bit in which capital and small letters differ. */
const CASE = 0x20;

function encodeSign(text: string): Uint8Array {
  if (text.length < 2 || text.length >= SIGN_SIZE) throw new Error(`${text} is too short, or too long`);
  return Uint8Array.from([text.length, ...Buffer.from(text).map((byte) => byte | CASE)]);
}

/** What a JSON string means, its quotes left out. Throws: SyntaxError for an escape that there is not. */
function textOf(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, to);
  return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
}
