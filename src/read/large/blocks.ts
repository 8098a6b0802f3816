import type { Json } from '../../model/json.js';
import type { Wanted } from '../../model/plan.js';
import { ADDRESSES, type DeferredBlocks, FIND, INSTANCES, isDeferred, PARSE } from '../shape.js';
import { brokenJson, type Later } from './later.js';
import { type Scanner, type Span, VERDICTS } from './scanner.js';
import { skeletonOf } from './skeleton.js';

/** How many indexes are remembered: references lead from a module to its parents and back, and then to the next module. */
const REMEMBERED = 8;

/** Where each block of a list stands, by its address; one that was parsed stands there itself. */
interface Index {
  readonly list: Later;
  readonly wanted: boolean;
  readonly blocks: Map<string, Later | Json>;
}

/** The lists of blocks in a document, each of which is scanned when one of its blocks is asked for. */
export type BlockLists = (list: Later) => DeferredBlocks;

/** Blocks of types that are wanted are asked for most, and few among many: they have an index of their own. */
export function blockLists(path: string, scan: Scanner, wanted: Wanted): BlockLists {
  const indexes: Index[] = [];
  const isWanted = (address: string) => {
    const [, data, type = ''] = /^(data\.)?([^.]*)/.exec(address) ?? [];
    return wanted(data === undefined ? 'managed' : 'data', type);
  };

  /** The index that an address belongs to, which is first from now on. */
  function indexOf(list: Later, ofWanted: boolean, addressOf: (block: Json) => string): Index {
    const at = indexes.findIndex((index) => index.list === list && index.wanted === ofWanted);
    const [known] = at < 0 ? indexes.splice(REMEMBERED - 1) : indexes.splice(at, 1);
    const index = at >= 0 && known !== undefined ? known : { list, wanted: ofWanted, blocks: blocksIn() };
    indexes.unshift(index);
    return index;

    function blocksIn() {
      return scanBlocks(path, scan, list, addressOf, (mode, type) => wanted(mode, type) === ofWanted);
    }
  }

  return (list) => ({
    [FIND](address, addressOf) {
      const { blocks } = indexOf(list, isWanted(address), addressOf);
      const found = blocks.get(address);
      if (!isDeferred(found)) return found;
      const block = found[PARSE]();
      blocks.set(address, block);
      return block;
    },
    [ADDRESSES](addressOf) {
      return [true, false].flatMap((ofWanted) => [...indexOf(list, ofWanted, addressOf).blocks.keys()]);
    },
  });
}

const SKELETON = skeletonOf(INSTANCES);

function scanBlocks(
  path: string,
  scan: Scanner,
  list: Later,
  addressOf: (block: Json) => string,
  wanted: Wanted,
): Index['blocks'] {
  const index: Index['blocks'] = new Map();
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
      index.set(addressIn(span) ?? addressOf(block[PARSE]()), block);
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
  const [, mode, type, name] = BEGINNING.exec(text) ?? [];
  return mode === undefined ? undefined : `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}
