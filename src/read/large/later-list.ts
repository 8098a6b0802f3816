import type { Json } from '../../model/json.js';
import type { KeptBytes, Later } from './kept-bytes.js';

/** Entries that the list grows by. */
const STEP = 1 << 12;

/** Many values to be parsed later, in little room. */
export interface LaterList {
  readonly count: number;
  push(later: Later): void;
  /** Unit: bytes. */
  pushPlace(offset: number, length: number): void;
  pushBytes(bytes: Buffer): void;
  text(entry: number): string;
  parse(entry: number): Json;
}

export function laterList(kept: KeptBytes): LaterList {
  const offsets: Float64Array[] = [];
  const lengths: Uint32Array[] = [];
  let lastOffsets = new Float64Array(0);
  let lastLengths = new Uint32Array(0);
  /** Values whose bytes are held; such an entry has its place among these, counted below zero, for an offset. */
  const held: Buffer[] = [];
  let count = 0;

  function pushPlace(offset: number, length: number): void {
    const at = count % STEP;
    if (at === 0) {
      lastOffsets = new Float64Array(STEP);
      lastLengths = new Uint32Array(STEP);
      offsets.push(lastOffsets);
      lengths.push(lastLengths);
    }
    lastOffsets[at] = offset;
    lastLengths[at] = length;
    count += 1;
  }

  const pushBytes = (bytes: Buffer) => pushPlace(-held.push(bytes), 0);

  function laterAt(entry: number): Later {
    const [piece, at] = [Math.floor(entry / STEP), entry % STEP];
    const offset = offsets[piece]?.[at] ?? 0;
    const bytes = offset < 0 ? held[-1 - offset] : undefined;
    return bytes === undefined ? { offset, length: lengths[piece]?.[at] ?? 0 } : { bytes };
  }

  return {
    get count() {
      return count;
    },
    push: (later) => ('bytes' in later ? pushBytes(later.bytes) : pushPlace(later.offset, later.length)),
    pushPlace,
    pushBytes,
    text: (entry) => kept.text(laterAt(entry)),
    parse: (entry) => kept.parse(laterAt(entry)),
  };
}
