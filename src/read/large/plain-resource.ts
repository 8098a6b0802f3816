import type { Mode } from '../../model/address.js';
import { nextMember, type Progress, passNested, passValue } from './pass-over.js';
import { type Head, readHead } from './plain-head.js';
import {
  hashBlock,
  RESOURCE_KEYS,
  type ScanEvents,
  type ScanOptions,
  type Span,
  VERDICTS,
  type Verdict,
} from './scanner.js';
import { hasEscape } from './text-of.js';
import type { TypeVerdicts } from './type-verdicts.js';
import type { Window } from './window.js';
import { wordFinder } from './word-finder.js';

const OPEN_OBJECT = 0x7b;
const QUOTE = 0x22;

/** A scan on its way, as what walks through a resource needs it. */
export interface PlainScan {
  readonly window: Window;
  readonly read: (into: Buffer) => number;
  readonly events: ScanEvents;
  readonly options: ScanOptions;
  readonly verdict: TypeVerdicts;
  /** What was read last of a resource's. */
  readonly head: Head;
}

const findKey = wordFinder(RESOURCE_KEYS);
const [, MODE, TYPE, NAME, CHANGE, BEFORE, AFTER, UNKNOWNS, VALUES] = RESOURCE_KEYS.map((_, key) => key);

const isData = wordFinder(['data']);

/** A resource, in a list of instances or of blocks: what it is stands in it, mostly near its beginning. */
export function passResource(scan: PlainScan, tag: number, index: number, isBlock: boolean): Progress {
  const { window, read, options, head } = scan;
  const { marks } = window;
  window.mark = window.at;
  marks.from = window.at;
  marks.typeFrom = marks.typeTo = marks.nameFrom = marks.nameTo = window.at;
  marks.beforeFrom = marks.beforeTo = marks.valuesFrom = marks.valuesTo = window.at;
  marks.unknownsFrom = marks.unknownsTo = window.at;
  const start = window.offset + window.at;
  let hasType = readHead(window.bytes, window.at, window.end, head);
  let mode: Mode | undefined;
  if (hasType) {
    mode = head.isData ? 'data' : 'managed';
    marks.typeFrom = head.typeFrom;
    marks.typeTo = head.typeTo;
  }
  window.at = hasType ? head.typeTo + 1 : window.at + 1;
  let kept: Verdict | undefined;
  let hasName = false;
  let first = !hasType;
  for (;;) {
    kept ??= hasType ? decide(scan, mode) : undefined;
    if (isBlock ? kept !== undefined && hasName && mode !== undefined : kept === VERDICTS.no) {
      if (kept !== VERDICTS.yes && !(isBlock && options.holdBlocks)) window.mark = -1;
      const hash = isBlock ? hashOf(window, tag, mode === 'data') : 0;
      if (passNested(window, read, 1) === 'truncated') return 'truncated';
      return finish(scan, index, isBlock, kept ?? VERDICTS.no, hash, start);
    }
    const byte = nextMember(window, read, first);
    if (byte === 0) break;
    if (byte < 0) return byte === -1 ? 'truncated' : 'malformed';
    first = false;
    const key = findKey(window.bytes, marks.keyFrom, marks.keyTo);
    if (key === CHANGE && byte === OPEN_OBJECT && !isBlock) {
      const progress = passChange(scan);
      if (progress !== 'whole') return progress;
      continue;
    }
    const isText = byte === QUOTE;
    marks.keyFrom = isText ? window.at + 1 : window.at;
    const progress = passValue(window, read, byte);
    if (progress !== 'whole') return progress;
    marks.keyTo = isText ? window.at - 1 : window.at;
    if (key === MODE) {
      mode = isText && isData(window.bytes, marks.keyFrom, marks.keyTo) === 0 ? 'data' : 'managed';
    } else if (key === TYPE) {
      hasType = true;
      if (!isText) kept = VERDICTS.yes;
      marks.typeFrom = marks.keyFrom;
      marks.typeTo = marks.keyTo;
    } else if (key === NAME && isText) {
      hasName = true;
      marks.nameFrom = marks.keyFrom;
      marks.nameTo = marks.keyTo;
    } else if (key === VALUES) {
      marks.valuesFrom = marks.keyFrom;
      marks.valuesTo = marks.keyTo;
    }
  }
  kept ??= hasType ? decide(scan, mode ?? 'managed') : VERDICTS.yes;
  const hash = isBlock ? hashOf(window, tag, mode === 'data') : 0;
  return finish(scan, index, isBlock, kept ?? VERDICTS.yes, hash, start);
}

/** The members of a `change`. */
function passChange({ window, read }: PlainScan): Progress {
  const { marks } = window;
  window.at += 1;
  for (let first = true; ; first = false) {
    const byte = nextMember(window, read, first);
    if (byte === 0) return 'whole';
    if (byte < 0) return byte === -1 ? 'truncated' : 'malformed';
    const key = findKey(window.bytes, marks.keyFrom, marks.keyTo);
    marks.keyFrom = window.at;
    const progress = passValue(window, read, byte);
    if (progress !== 'whole') return progress;
    if (key === BEFORE) {
      marks.beforeFrom = marks.keyFrom;
      marks.beforeTo = window.at;
    } else if (key === AFTER) {
      marks.valuesFrom = marks.keyFrom;
      marks.valuesTo = window.at;
    } else if (key === UNKNOWNS) {
      marks.unknownsFrom = marks.keyFrom;
      marks.unknownsTo = window.at;
    }
  }
}

/** What is done with the marked type; undefined where that depends on a mode which is not known yet. */
function decide(scan: PlainScan, mode: Mode | undefined): Verdict | undefined {
  if (mode !== undefined) return verdictOn(scan, mode);
  const isUnwanted = verdictOn(scan, 'data') === VERDICTS.no && verdictOn(scan, 'managed') === VERDICTS.no;
  return isUnwanted ? VERDICTS.no : undefined;
}

function verdictOn({ window, verdict }: PlainScan, mode: Mode): Verdict {
  return verdict(mode === 'data', window.bytes, window.marks.typeFrom, window.marks.typeTo);
}

function hashOf({ bytes, marks }: Window, tag: number, data: boolean): number {
  const type = { from: marks.typeFrom, to: marks.typeTo };
  const name = { from: marks.nameFrom, to: marks.nameTo };
  if (hasEscape(bytes, type.from, type.to) || hasEscape(bytes, name.from, name.to)) return 0;
  return hashBlock(tag, data, bytes, type, name);
}

function finish(
  { window, events, options }: PlainScan,
  index: number,
  isBlock: boolean,
  kept: Verdict,
  hash: number,
  start: number,
): Progress {
  const { marks } = window;
  const span = { from: marks.from, to: window.at };
  if (isBlock) {
    const isHeld = (kept === VERDICTS.yes || options.holdBlocks) && window.mark >= 0;
    if (isHeld) events.block(hash, window.bytes, span);
    else events.blockAt(hash, start, window.offset + window.at - start);
  } else if (kept !== VERDICTS.no) {
    const parts = {
      before: { from: marks.beforeFrom, to: marks.beforeTo },
      values: { from: marks.valuesFrom, to: marks.valuesTo },
      unknowns: { from: marks.unknownsFrom, to: marks.unknownsTo },
    };
    if (kept === VERDICTS.onDemand) events.aside(window.bytes, span, parts, index, start);
    else events.resource(window.bytes, span, parts, index);
  }
  window.mark = -1;
  return 'whole';
}

/** What stands among instances and is none, for the reader to refuse. */
export function passOddElement(
  { window, read, events }: Pick<PlainScan, 'window' | 'read' | 'events'>,
  byte: number,
  index: number,
): Progress {
  window.mark = window.at;
  const progress = passValue(window, read, byte);
  const span: Span = { from: window.mark, to: window.at };
  const none: Span = { from: window.mark, to: window.mark };
  const parts = { before: none, values: none, unknowns: none };
  if (progress === 'whole') events.resource(window.bytes, span, parts, index);
  window.mark = -1;
  return progress;
}
