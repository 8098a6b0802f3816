import { type Progress, passKey, passNested, passValue, peek } from './pass-over.js';
import { hashBlock, type ScanEvents, type ScanOptions } from './scanner.js';
import { textOf } from './text-of.js';
import type { Window } from './window.js';

const CLOSE_OBJECT = 0x7d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** A scan on its way, as what walks through a resource needs it. */
export interface PlainScan {
  readonly window: Window;
  readonly read: (into: Buffer) => number;
  readonly events: ScanEvents;
  readonly options: ScanOptions;
}

type Mode = 'data' | 'managed';

/** A resource, in a list of instances or of blocks: what it is stands in it, mostly near its beginning. */
export function passResource(scan: PlainScan, tag: number, index: number, isBlock: boolean): Progress {
  const { window, read, options } = scan;
  const { marks } = window;
  window.mark = window.at;
  marks.from = window.at;
  marks.typeFrom = marks.typeTo = marks.nameFrom = marks.nameTo = window.at;
  const start = window.offset + window.at;
  let mode: Mode | undefined;
  let kept: boolean | undefined;
  let hasType = false;
  let hasName = false;
  let count = 0;
  window.at += 1;
  for (;;) {
    let byte = peek(window, read);
    if (byte === CLOSE_OBJECT) {
      window.at += 1;
      break;
    }
    if (count > 0) {
      if (byte !== COMMA) return byte < 0 ? 'truncated' : 'malformed';
      window.at += 1;
      byte = peek(window, read);
    }
    if (byte !== QUOTE) return byte < 0 ? 'truncated' : 'malformed';
    count += 1;
    marks.keyFrom = window.at + 1;
    byte = passKey(window, read);
    if (byte < 0) return byte === -1 ? 'truncated' : 'malformed';
    const key = textOf(window.bytes, marks.keyFrom, marks.keyTo);
    const isText = byte === QUOTE;
    marks.keyFrom = window.at + 1;
    const progress = passValue(window, read, byte);
    if (progress !== 'whole') return progress;
    marks.keyTo = window.at - 1;
    if (key === 'mode') {
      mode = isText && textOf(window.bytes, marks.keyFrom, marks.keyTo) === 'data' ? 'data' : 'managed';
    } else if (key === 'type') {
      hasType = true;
      if (!isText) kept = true;
      marks.typeFrom = marks.keyFrom;
      marks.typeTo = marks.keyTo;
    } else if (key === 'name' && isText) {
      hasName = true;
      marks.nameFrom = marks.keyFrom;
      marks.nameTo = marks.keyTo;
    } else continue;
    kept ??= hasType ? decide(scan, mode) : undefined;
    if (kept === undefined || (isBlock && !(hasName && mode !== undefined))) continue;
    if (!kept && !(isBlock && options.holdBlocks)) window.mark = -1;
    const hash = isBlock ? hashOf(window, tag, mode === 'data') : 0;
    if (passNested(window, read, 1) === 'truncated') return 'truncated';
    return finish(scan, index, isBlock, kept, hash, start);
  }
  kept ??= hasType ? decide(scan, mode ?? 'managed') : true;
  const hash = isBlock ? hashOf(window, tag, mode === 'data') : 0;
  return finish(scan, index, isBlock, kept === true, hash, start);
}

/** Whether the marked type is wanted; undefined where that depends on a mode which is not known yet. */
function decide({ window, events }: PlainScan, mode: Mode | undefined): boolean | undefined {
  const type = textOf(window.bytes, window.marks.typeFrom, window.marks.typeTo);
  if (mode !== undefined) return events.wanted(mode === 'data', type);
  return events.wanted(true, type) || events.wanted(false, type) ? undefined : false;
}

function hashOf({ bytes, marks }: Window, tag: number, data: boolean): number {
  const type = bytes.subarray(marks.typeFrom, marks.typeTo);
  const name = bytes.subarray(marks.nameFrom, marks.nameTo);
  return type.includes(BACKSLASH) || name.includes(BACKSLASH) ? 0 : hashBlock(tag, data, type, name);
}

function finish(
  { window, events, options }: PlainScan,
  index: number,
  isBlock: boolean,
  kept: boolean,
  hash: number,
  start: number,
): Progress {
  const span = { from: window.marks.from, to: window.at };
  if (isBlock) {
    const held = (kept || options.holdBlocks) && window.mark >= 0 ? span : undefined;
    events.block(hash, start, window.offset + window.at - start, window.bytes, held);
  } else if (kept) events.resource(window.bytes, span, index);
  window.mark = -1;
  return 'whole';
}
