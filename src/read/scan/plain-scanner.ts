import { type Passed, passNested, passString, passValue, peek } from './pass-over.js';
import { hashBlock, type ScanEnd, type ScanEvents, type Scanner, type ScanOptions } from './scanner.js';
import { NODE_NAMES, nodeId, SKELETON } from './skeleton.js';
import { textOf } from './text-of.js';
import { createWindow, type Window } from './window.js';

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const CLOSE_OBJECT = 0x7d;
const CLOSE_ARRAY = 0x5d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;

/** Plans nest a hundredth of this. */
const MAX_DEPTH = 8192;

type Progress = Passed | 'malformed';

const NODES = NODE_NAMES.map((name) => {
  const { kind, members = {}, others } = SKELETON[name];
  const keys = Object.entries(members).map(([key, child]) => ({ key, child: nodeId(child) }));
  return { kind, keys, others: nodeId(others) };
});

/** A container that is being walked. */
interface Level {
  readonly node: number;
  readonly closer: number;
  readonly tag: number;
  /** How many elements or members have begun. */
  count: number;
}

/** The scanner where there is no WebAssembly. */
export const plainScanner: Scanner = (events, options) => {
  const window = createWindow(options.window);
  const end = walk(window, events, options);
  return end === 'malformed' ? { kind: 'malformed', offset: window.offset + window.at } : { kind: end };
};

function walk(window: Window, events: ScanEvents, options: ScanOptions): ScanEnd['kind'] {
  const read = (into: Buffer) => events.read(into);
  const { marks } = window;
  const levels: Level[] = [];

  /** The value of a member or element; `keyed` where the key's place is marked. */
  function value(id: number, byte: number, keyed: boolean, index: number): Progress {
    const kind = NODES[id]?.kind ?? 'skip';
    const isObject = byte === OPEN_OBJECT;
    switch (kind) {
      case 'object':
      case 'map':
        return isObject ? open(id, keyed, CLOSE_OBJECT) : keep(id, byte, keyed);
      case 'array':
        return byte === OPEN_ARRAY ? open(id, keyed, CLOSE_ARRAY) : keep(id, byte, keyed);
      case 'keep':
      case 'later':
        return keep(id, byte, keyed);
      case 'resource':
        return isObject ? instance(index, false) : oddElement(byte, index);
      case 'block':
        return isObject ? instance(index, true) : skip(byte);
      case 'brief': {
        const isArray = byte === OPEN_ARRAY;
        if (!isObject && !isArray) return keep(id, byte, keyed);
        events.elide(key(keyed), isArray);
        return skip(byte);
      }
      case 'skip':
        return skip(byte);
      default:
        return kind satisfies never;
    }
  }

  function key(keyed: boolean): string | undefined {
    return keyed ? textOf(window.bytes, marks.keyFrom, marks.keyTo) : undefined;
  }

  function skip(byte: number): Progress {
    window.mark = -1;
    return passValue(window, read, byte);
  }

  function open(id: number, keyed: boolean, closer: number): Progress {
    if (levels.length >= MAX_DEPTH) return 'malformed';
    const tag = events.open(id, key(keyed), closer === CLOSE_ARRAY);
    levels.push({ node: id, closer, tag, count: 0 });
    window.mark = -1;
    window.at += 1;
    return 'whole';
  }

  function keep(id: number, byte: number, keyed: boolean): Progress {
    if (window.mark < 0) window.mark = window.at;
    marks.from = window.at;
    const progress = passValue(window, read, byte);
    if (progress !== 'whole') return progress;
    const span = { from: marks.from, to: window.at };
    events.keep(id, key(keyed), window.bytes, span, window.offset + marks.from);
    window.mark = -1;
    return 'whole';
  }

  /** What stands among instances and is none, for the reader to refuse. */
  function oddElement(byte: number, index: number): Progress {
    window.mark = window.at;
    const progress = passValue(window, read, byte);
    if (progress === 'whole') events.resource(window.bytes, { from: window.mark, to: window.at }, index);
    window.mark = -1;
    return progress;
  }

  /** A resource, in a list of instances or of blocks: what it is stands in it, mostly near its beginning. */
  function instance(index: number, isBlock: boolean): Progress {
    window.mark = window.at;
    marks.from = window.at;
    marks.modeFrom = marks.modeTo = marks.typeFrom = marks.typeTo = marks.nameFrom = marks.nameTo = 0;
    const start = window.offset + window.at;
    let mode: 'data' | 'managed' | undefined;
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
      byte = passKey();
      if (byte < 0) return byte === -1 ? 'truncated' : 'malformed';
      const name = textOf(window.bytes, marks.keyFrom, marks.keyTo);
      const isText = byte === QUOTE;
      marks.keyFrom = window.at + 1;
      const progress = passValue(window, read, byte);
      if (progress !== 'whole') return progress;
      const valueTo = window.at - 1;
      if (name === 'mode') {
        const said = isText ? textOf(window.bytes, marks.keyFrom, valueTo) : '';
        mode = said === 'data' ? 'data' : 'managed';
      } else if (name === 'type') {
        hasType = true;
        if (!isText) kept = true;
        marks.typeFrom = marks.keyFrom;
        marks.typeTo = valueTo;
      } else if (name === 'name' && isText) {
        hasName = true;
        marks.nameFrom = marks.keyFrom;
        marks.nameTo = valueTo;
      } else continue;
      kept ??= hasType ? decide(mode) : undefined;
      if (kept === undefined || (isBlock && !(hasName && mode !== undefined))) continue;
      if (!kept && !(isBlock && options.holdBlocks)) window.mark = -1;
      const hash = isBlock ? hashOf(mode === 'data') : 0;
      if (passNested(window, read, 1) === 'truncated') return 'truncated';
      return finish(index, isBlock, kept, hash, start);
    }
    kept ??= hasType ? decide(mode ?? 'managed') : true;
    return finish(index, isBlock, kept === true, isBlock ? hashOf(mode === 'data') : 0, start);
  }

  function finish(index: number, isBlock: boolean, kept: boolean, hash: number, start: number): Progress {
    const span = { from: marks.from, to: window.at };
    if (isBlock) {
      const held = (kept || options.holdBlocks) && window.mark >= 0 ? span : undefined;
      events.block(hash, start, window.offset + window.at - start, window.bytes, held);
    } else if (kept) events.resource(window.bytes, span, index);
    window.mark = -1;
    return 'whole';
  }

  /** Whether the marked type is wanted; undefined where that depends on a mode which is not known yet. */
  function decide(mode: 'data' | 'managed' | undefined): boolean | undefined {
    const type = textOf(window.bytes, marks.typeFrom, marks.typeTo);
    if (mode !== undefined) return events.wanted(mode === 'data', type);
    return events.wanted(true, type) || events.wanted(false, type) ? undefined : false;
  }

  function hashOf(data: boolean): number {
    const type = window.bytes.subarray(marks.typeFrom, marks.typeTo);
    const name = window.bytes.subarray(marks.nameFrom, marks.nameTo);
    if (type.includes(0x5c) || name.includes(0x5c)) return 0;
    return hashBlock(levels.at(-1)?.tag ?? 0, data, type, name);
  }

  /** Passes a key, whose place is marked, and its colon; the value's first byte, -1 at the end, -2 for no colon. */
  function passKey(): number {
    window.at += 1;
    if (passString(window, read) === 'truncated') return -1;
    marks.keyTo = window.at - 1;
    const byte = peek(window, read);
    if (byte !== COLON) return byte < 0 ? -1 : -2;
    window.at += 1;
    return peek(window, read);
  }

  function child(id: number): number {
    const node = NODES[id];
    if (node === undefined) return 0;
    if (node.keys.length === 0) return node.others;
    const text = textOf(window.bytes, marks.keyFrom, marks.keyTo);
    return node.keys.find((one) => one.key === text)?.child ?? node.others;
  }

  const first = peek(window, read);
  if (first !== OPEN_OBJECT) return first < 0 ? 'truncated' : 'malformed';
  open(nodeId('document'), false, CLOSE_OBJECT);
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    let byte = peek(window, read);
    if (byte === level.closer) {
      window.at += 1;
      levels.pop();
      events.close();
      continue;
    }
    if (level.count > 0) {
      if (byte !== COMMA) return byte < 0 ? 'truncated' : 'malformed';
      window.at += 1;
      byte = peek(window, read);
    }
    if (byte < 0) return 'truncated';
    const index = level.count;
    level.count += 1;
    const keyed = level.closer === CLOSE_OBJECT;
    let id = NODES[level.node]?.others ?? 0;
    if (keyed) {
      if (byte !== QUOTE) return 'malformed';
      window.mark = window.at;
      marks.keyFrom = window.at + 1;
      byte = passKey();
      if (byte < 0) return byte === -1 ? 'truncated' : 'malformed';
      id = child(level.node);
    }
    const progress = value(id, byte, keyed, index);
    if (progress !== 'whole') return progress;
  }
  return peek(window, read) < 0 ? 'whole' : 'malformed';
}
