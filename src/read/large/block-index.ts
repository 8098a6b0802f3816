import type { ResourceConfig } from '../../model/plan.js';
import { blockAddress } from '../configuration.js';
import { blockOfText } from './block-of-text.js';
import type { KeptBytes } from './kept-bytes.js';
import { laterList } from './later-list.js';
import { hashAddress } from './scanner.js';

/** Blocks that were parsed are remembered, but not all of them: an instance's block is asked for several times in a row. */
const REMEMBERED = 8;

/** Entries that the lists grow by. */
const STEP = 1 << 14;

/** The resource blocks of a configuration, of which each is parsed when it is asked for. */
export interface BlockIndex {
  /** A block by where it stands in the input. Unit: bytes. */
  add(hash: number, offset: number, length: number): void;
  addBytes(hash: number, bytes: Buffer): void;
  /** A block by its module and address; where two have the same, the last. */
  find(module: number, address: string): ResourceConfig | undefined;
}

export function blockIndex(kept: KeptBytes): BlockIndex {
  const blocks = laterList(kept);
  let hashes = new Uint32Array(0);
  /** How many blocks are written with escapes, so that they have to be tried for every address. */
  let unhashed = 0;
  let table: Int32Array | undefined;
  const remembered = new Map<string, ResourceConfig | undefined>();

  function addHash(hash: number): void {
    const { count } = blocks;
    if (count === hashes.length) hashes = grown(hashes, Math.max(STEP, count >> 1));
    hashes[count] = hash;
    if (hash === 0) unhashed += 1;
  }

  function lookUp(module: number, address: string): ResourceConfig | undefined {
    table ??= tableOf(hashes, blocks.count);
    const hash = hashAddress(module, address);
    const found =
      unhashed === 0 ? probe(table, hashes, hash) : [...probe(table, hashes, hash), ...probe(table, hashes, 0)];
    if (found.length > 1) found.sort((one, other) => other - one);
    for (const entry of found) {
      const text = blocks.text(entry);
      const block = blockOfText(text, () => kept.parseText(text));
      if (blockAddress(block) === address) return block;
    }
    return undefined;
  }

  return {
    add(hash, offset, length) {
      addHash(hash);
      blocks.pushPlace(offset, length);
    },
    addBytes(hash, bytes) {
      addHash(hash);
      blocks.pushBytes(bytes);
    },
    find(module, address) {
      const key = `${module}/${address}`;
      if (remembered.has(key)) return remembered.get(key);
      const block = lookUp(module, address);
      for (const oldest of remembered.keys()) {
        if (remembered.size < REMEMBERED) break;
        remembered.delete(oldest);
      }
      remembered.set(key, block);
      return block;
    },
  };
}

function grown(from: Uint32Array, by: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(from.length + by);
  to.set(from);
  return to;
}

/** A hash table of entries, each one more than its number; 0 is a free place. */
function tableOf(hashes: Uint32Array, count: number): Int32Array {
  const table = new Int32Array(2 ** Math.ceil(Math.log2(count * 2 + 2)));
  for (let entry = 0; entry < count; entry += 1) {
    let place = (hashes[entry] ?? 0) & (table.length - 1);
    while (table[place] !== 0) place = (place + 1) & (table.length - 1);
    table[place] = entry + 1;
  }
  return table;
}

function probe(table: Int32Array, hashes: Uint32Array, hash: number): number[] {
  const found: number[] = [];
  let place = hash & (table.length - 1);
  for (let entry = table[place]; entry !== undefined && entry !== 0; entry = table[place]) {
    if (hashes[entry - 1] === hash) found.push(entry - 1);
    place = (place + 1) & (table.length - 1);
  }
  return found;
}
