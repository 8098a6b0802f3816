import type { Json } from '../../model/json.js';
import type { KeptBytes, Later } from './kept-bytes.js';

/** Entries that the list grows by. */
const STEP = 1 << 12;

/** Many values to be parsed later, in little room. */
export interface LaterList {
  readonly count: number;
  push(later: Later): void;
  parse(entry: number): Json;
}

export function laterList(kept: KeptBytes): LaterList {
  const offsets: Float64Array[] = [];
  const lengths: Uint32Array[] = [];
  /** Values whose bytes are held; such an entry has its place among these, counted below zero, for an offset. */
  const held: Buffer[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    push(later) {
      const [piece, at] = [Math.floor(count / STEP), count % STEP];
      if (at === 0) {
        offsets.push(new Float64Array(STEP));
        lengths.push(new Uint32Array(STEP));
      }
      const [ownOffsets, ownLengths] = [offsets[piece], lengths[piece]];
      if (ownOffsets !== undefined) ownOffsets[at] = 'bytes' in later ? -held.push(later.bytes) : later.offset;
      if (ownLengths !== undefined && !('bytes' in later)) ownLengths[at] = later.length;
      count += 1;
    },
    parse(entry) {
      const [piece, at] = [Math.floor(entry / STEP), entry % STEP];
      const offset = offsets[piece]?.[at] ?? 0;
      const bytes = offset < 0 ? held[-1 - offset] : undefined;
      return kept.parse(bytes === undefined ? { offset, length: lengths[piece]?.[at] ?? 0 } : { bytes });
    },
  };
}
