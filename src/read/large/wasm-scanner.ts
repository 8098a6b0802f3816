import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../model/package.js';
import {
  HEAD,
  RESOURCE_KEYS,
  type ScanEnd,
  type ScanEvents,
  type Scanner,
  type ScanOptions,
  type Span,
} from './scanner.js';
import { encodeSkeleton, NODE_NAMES, nodeId, SKELETON } from './skeleton.js';
import { textOf } from './text-of.js';

/** What the module made of `wasm/scan.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  skeletonAt(): number;
  signsAt(): number;
  headAt(): number;
  scan(skeletonLength: number, signCount: number, window: number, holdBlocks: number): number;
  position(): number;
}

/** The node id under which the module asks for a resource's key. */
const ANY_RESOURCE = 0xff;

/** The scanner in WebAssembly; undefined where there is none, or none with SIMD. */
export function loadWasmScanner(): Scanner | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  try {
    const module = new WebAssembly.Module(readFileSync(join(PACKAGE_ROOT, 'dist', 'scan.wasm')));
    return (events, options) => scan(module, events, options);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function scan(
  module: WebAssembly.Module,
  events: ScanEvents,
  { window, holdBlocks, signs = [] }: ScanOptions,
): ScanEnd {
  let bytes = Buffer.alloc(0);
  /** The module's memory, which is another buffer each time that it grows. */
  const memory = () => {
    if (bytes.buffer !== exports.memory.buffer) bytes = Buffer.from(exports.memory.buffer);
    return bytes;
  };
  const text = (at: number, length: number) => (length < 0 ? undefined : textOf(memory(), at, at + length));
  const host = {
    read: (at: number, room: number) => events.read(memory().subarray(at, at + room)),
    wanted: (data: number, at: number, length: number) => events.wanted(data === 1, text(at, length) ?? ''),
    isData: (at: number, length: number) => Number(text(at, length) === 'data'),
    findKey: (node: number, at: number, length: number) => findKey(node, text(at, length) ?? ''),
    open: (node: number, at: number, length: number, isArray: number) =>
      events.open(node, text(at, length), isArray === 1),
    close: () => events.close(),
    keep: (node: number, keyAt: number, keyLength: number, at: number, length: number, offset: number) =>
      events.keep(node, text(keyAt, keyLength), memory(), { from: at, to: at + length }, offset),
    elide: (at: number, length: number, isArray: number) => events.elide(text(at, length), isArray === 1),
    resource(
      at: number,
      length: number,
      index: number,
      offset: number,
      onDemand: number,
      beforeAt: number,
      beforeLength: number,
      valuesAt: number,
      valuesLength: number,
      unknownsAt: number,
      unknownsLength: number,
    ) {
      const parts = {
        before: spanOf(beforeAt, beforeLength),
        values: spanOf(valuesAt, valuesLength),
        unknowns: spanOf(unknownsAt, unknownsLength),
      };
      if (onDemand === 1) events.aside(memory(), spanOf(at, length), parts, index, offset);
      else events.resource(memory(), spanOf(at, length), parts, index);
    },
    aside: (at: number, length: number, index: number, offset: number) =>
      events.aside(memory(), spanOf(at, length), undefined, index, offset),
    block: (hash: number, at: number, length: number) => events.block(hash >>> 0, memory(), spanOf(at, length)),
    blocks(at: number, count: number) {
      const offsets = new Float64Array(exports.memory.buffer, at, count * 2);
      const words = new Uint32Array(exports.memory.buffer, at, count * 4);
      for (let block = 0; block < count; block += 1) {
        events.blockAt(words[block * 4 + 2] ?? 0, offsets[block * 2] ?? 0, words[block * 4 + 3] ?? 0);
      }
    },
  };
  const exports = new WebAssembly.Instance(module, { host }).exports as unknown as Exports;
  const skeleton = encodeSkeleton();
  memory().set(skeleton, exports.skeletonAt());
  const putTexts = (texts: readonly string[], place: number) =>
    texts.forEach((text, at) => {
      memory().set(encodeText(text), place + at * TEXT_SIZE);
    });
  putTexts(Object.values(HEAD), exports.headAt());
  putTexts(signs.map(folded), exports.signsAt());
  const end = exports.scan(skeleton.length, signs.length, window, Number(holdBlocks));
  if (end === 0) return { kind: 'whole' };
  return end === 1 ? { kind: 'truncated' } : { kind: 'malformed', offset: exports.position() };
}

/** Unit: bytes. What a text takes in the module's memory: its length, and itself. */
const TEXT_SIZE = 32;

function encodeText(text: string): Uint8Array {
  if (text.length < 2 || text.length >= TEXT_SIZE) throw new Error(`${text} is too short, or too long`);
  return Uint8Array.from([text.length, ...Buffer.from(text)]);
}

function folded(text: string): string {
  return String.fromCharCode(...Buffer.from(text).map((byte) => byte | CASE));
}

/** The bit in which capital and small letters differ. */
const CASE = 0x20;

function spanOf(from: number, length: number): Span {
  return { from, to: from + length };
}

/** What stands under a key that is written with escapes. */
function findKey(node: number, key: string): number {
  if (node === ANY_RESOURCE) return Math.max(0, (RESOURCE_KEYS as readonly string[]).indexOf(key));
  const name = NODE_NAMES[node];
  if (name === undefined) return 0;
  const { members = {}, others } = SKELETON[name];
  return nodeId(Object.hasOwn(members, key) ? (members[key] ?? others) : others);
}
