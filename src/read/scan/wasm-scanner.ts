import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../model/package-root.js';
import { type InstanceParts, RESOURCE_KEYS, type ScanEnd, type ScanEvents, type Scanner } from './scanner.js';
import { encodeSkeleton, NODE_NAMES, nodeId, SKELETON } from './skeleton.js';
import { textOf } from './text-of.js';

/** What the module made of `wasm/scan.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  skeletonAt(): number;
  partsAt(): number;
  scan(skeletonLength: number, window: number, holdBlocks: number): number;
  position(): number;
}

/** The node id under which the module asks for a resource's key. */
const ANY_RESOURCE = 0xff;

/** The scanner in WebAssembly; undefined where there is none, or none with SIMD. */
export function loadWasmScanner(): Scanner | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  try {
    const module = new WebAssembly.Module(readFileSync(join(PACKAGE_ROOT, 'dist', 'scan.wasm')));
    return (events, options) => scan(module, events, options.window, options.holdBlocks);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function scan(module: WebAssembly.Module, events: ScanEvents, window: number, holdBlocks: boolean): ScanEnd {
  let bytes = Buffer.alloc(0);
  /** The module's memory, which is another buffer each time that it grows. */
  const memory = () => {
    if (bytes.buffer !== exports.memory.buffer) bytes = Buffer.from(exports.memory.buffer);
    return bytes;
  };
  const parts = (): InstanceParts => {
    const [at, places] = [exports.partsAt(), memory()];
    const span = (place: number) => ({ from: places.readUInt32LE(place), to: places.readUInt32LE(place + 4) });
    return { before: span(at), values: span(at + 8), unknowns: span(at + 16) };
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
    resource: (at: number, length: number, index: number, offset: number, onDemand: number) =>
      events.resource(memory(), { from: at, to: at + length }, parts(), index, offset, onDemand === 1),
    block: (hash: number, offset: number, length: number, at: number, held: number) =>
      events.block(hash >>> 0, offset, length, memory(), held === 1 ? { from: at, to: at + length } : undefined),
  };
  const exports = new WebAssembly.Instance(module, { host }).exports as unknown as Exports;
  const skeleton = encodeSkeleton();
  memory().set(skeleton, exports.skeletonAt());
  const end = exports.scan(skeleton.length, window, Number(holdBlocks));
  if (end === 0) return { kind: 'whole' };
  return end === 1 ? { kind: 'truncated' } : { kind: 'malformed', offset: exports.position() };
}

/** What stands under a key that is written with escapes. */
function findKey(node: number, key: string): number {
  if (node === ANY_RESOURCE) return Math.max(0, (RESOURCE_KEYS as readonly string[]).indexOf(key));
  const name = NODE_NAMES[node];
  if (name === undefined) return 0;
  const { members = {}, others } = SKELETON[name];
  return nodeId(Object.hasOwn(members, key) ? (members[key] ?? others) : others);
}
