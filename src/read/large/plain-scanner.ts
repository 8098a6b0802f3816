import { type Progress, passKey, passValue, peek } from './pass-over.js';
import { type PlainScan, passOddElement, passResource } from './plain-resource.js';
import { passUnwanted } from './plain-unwanted.js';
import type { ScanEnd, ScanEvents, Scanner, ScanOptions } from './scanner.js';
import { NODE_NAMES, nodeId, SKELETON } from './skeleton.js';
import { textOf } from './text-of.js';
import { typeVerdicts } from './type-verdicts.js';
import { createWindow, type Window } from './window.js';
import { wordFinder } from './word-finder.js';

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const CLOSE_OBJECT = 0x7d;
const CLOSE_ARRAY = 0x5d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** Plans nest a hundredth of this. */
const MAX_DEPTH = 8192;

const NODES = NODE_NAMES.map((name) => {
  const { kind, members = {}, others } = SKELETON[name];
  const children = Object.values(members).map(nodeId);
  return { kind, find: wordFinder(Object.keys(members)), children, others: nodeId(others) };
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
  const verdict = typeVerdicts((...of) => events.wanted(...of));
  const head = { isData: false, typeFrom: 0, typeTo: 0 };
  const scan: PlainScan = { window, read, events, options, verdict, head };
  const levels: Level[] = [];

  /** The value of a member or element of a level; `keyed` where the key's place is marked. */
  function value(id: number, byte: number, keyed: boolean, level: Level): Progress {
    const kind = NODES[id]?.kind ?? 'skip';
    const isObject = byte === OPEN_OBJECT;
    switch (kind) {
      case 'resource':
        return isObject ? resources(level, false) : passOddElement(scan, byte, level.count - 1);
      case 'block':
        return isObject ? resources(level, true) : skip(byte);
      case 'object':
      case 'map':
        return isObject ? open(id, keyed, CLOSE_OBJECT) : keep(id, byte, keyed);
      case 'array':
        return byte === OPEN_ARRAY ? open(id, keyed, CLOSE_ARRAY) : keep(id, byte, keyed);
      case 'keep':
      case 'later':
        return keep(id, byte, keyed);
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

  /** As many as can be passed at once, or the next. */
  function resources(level: Level, isBlock: boolean): Progress {
    const passed = isBlock && options.holdBlocks ? 0 : passUnwanted(scan, level.tag, isBlock);
    if (passed < 0) return 'truncated';
    if (passed === 0) return passResource(scan, level.tag, level.count - 1, isBlock);
    level.count += passed - 1;
    return 'whole';
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

  function child(id: number): number {
    const node = NODES[id];
    if (node === undefined) return 0;
    if (node.children.length === 0) return node.others;
    return node.children[node.find(window.bytes, marks.keyFrom, marks.keyTo)] ?? node.others;
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
    level.count += 1;
    const keyed = level.closer === CLOSE_OBJECT;
    let id = NODES[level.node]?.others ?? 0;
    if (keyed) {
      if (byte !== QUOTE) return 'malformed';
      window.mark = window.at;
      marks.keyFrom = window.at + 1;
      byte = passKey(window, read);
      if (byte < 0) return byte === -1 ? 'truncated' : 'malformed';
      id = child(level.node);
    }
    const progress = value(id, byte, keyed, level);
    if (progress !== 'whole') return progress;
  }
  return peek(window, read) < 0 ? 'whole' : 'malformed';
}
