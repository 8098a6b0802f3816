import { blockAddress } from '../../model/address.js';
import type { Wanted } from '../../model/plan.js';
import { addressOfBlock } from '../configuration.js';
import { ADDRESSES, type DeferredBlocks, FIND, INSTANCES, PARSE } from '../shape.js';
import { brokenJson, type Later } from './later.js';
import { type Scanner, type Span, VERDICTS } from './scanner.js';
import { skeletonOf } from './skeleton.js';

/** How many indexes and blocks are remembered: references lead from a module to its parents and back, then to the next. */
const REMEMBERED = 8;

/** Where each block of a list stands, by its address. */
type Index = ReadonlyMap<string, Later>;

/** The lists of blocks in a document, each of which is scanned when one of its blocks is asked for. */
export type BlockLists = (list: Later) => DeferredBlocks;

/** Blocks of types that are wanted are asked for most, and few among many: they have an index of their own. */
export function blockLists(path: string, scan: Scanner, wanted: Wanted): BlockLists {
  const ofWanted = remembering((list: Later) => scanBlocks(path, scan, list, wanted));
  const ofOthers = remembering((list: Later) => scanBlocks(path, scan, list, (mode, type) => !wanted(mode, type)));
  const parsed = remembering((block: Later) => block[PARSE]());
  return (list) => ({
    [FIND](address) {
      const [, data, type = ''] = /^(data\.)?([^.]*)/.exec(address) ?? [];
      const index = wanted(data === undefined ? 'managed' : 'data', type) ? ofWanted(list) : ofOthers(list);
      const block = index.get(address);
      return block === undefined ? undefined : parsed(block);
    },
    [ADDRESSES]: () => [ofWanted(list), ofOthers(list)].flatMap((index) => [...index.keys()]),
  });
}

/** A function that remembers what it last made. */
function remembering<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new Map<Key, Made>();
  return (key) => {
    const made = known.get(key) ?? make(key);
    known.delete(key);
    known.set(key, made);
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break;
      known.delete(oldest);
    }
    return made;
  };
}

const SKELETON = skeletonOf(INSTANCES);

function scanBlocks(path: string, scan: Scanner, list: Later, wanted: Wanted): Index {
  const index = new Map<string, Later>();
  let read = 0;
  const end = scan(SKELETON, {
    read(into) {
      const length = list.copy(into, read);
      read += length;
      return length;
    },
    verdict: (mode, type) => (wanted(mode, type) ? VERDICTS.wanted : VERDICTS.unwanted),
    instance(_index, _verdict, span) {
      const block = list.within(span.offset, span.to - span.from);
      index.set(addressIn(span) ?? addressOfBlock(block[PARSE]()), block);
      return true;
    },
    open() {},
    close() {},
    value() {},
    elide() {},
  });
  if (end.kind !== 'whole') throw brokenJson(path);
  return index;
}

/** How Terraform begins a block. */
const BEGINNING = /^\{"address":"[^"\\]*","mode":"(managed|data)","type":"([^"\\]*)","name":"([^"\\]*)"/;

/** Unit: bytes. A longer beginning is parsed with the block. */
const LONGEST_BEGINNING = 512;

/** The address of a block that begins as Terraform begins one. */
function addressIn({ window, from, to }: Span): string | undefined {
  const text = window.toString('utf8', from, Math.min(to, from + LONGEST_BEGINNING));
  const [, mode, type = '', name = ''] = BEGINNING.exec(text) ?? [];
  return mode === undefined ? undefined : blockAddress({ mode: mode === 'data' ? 'data' : 'managed', type, name });
}
