// The scanner of src/read/scan in AssemblyScript: the same walk as plain-scanner.ts, 64 bytes at a time where nothing
// is kept. The window lies in this module's memory, so that the host reads files straight into it.

/** Puts the next bytes of the input there and tells how many; 0 at the end. */
@external("host", "read") declare function hostRead(at: usize, room: u32): u32;
@external("host", "wanted") declare function hostWanted(data: u32, at: usize, length: u32): u32;
@external("host", "isData") declare function hostIsData(at: usize, length: u32): u32;
@external("host", "findKey") declare function hostFindKey(node: u32, at: usize, length: u32): u32;
@external("host", "open") declare function hostOpen(node: u32, keyAt: usize, keyLength: i32, isArray: u32): u32;
@external("host", "close") declare function hostClose(): void;
@external("host", "keep") declare function hostKeep(node: u32, keyAt: usize, keyLength: i32, at: usize, length: u32, offset: f64): void;
@external("host", "elide") declare function hostElide(keyAt: usize, keyLength: i32, isArray: u32): void;
@external("host", "resource") declare function hostResource(at: usize, length: u32, index: u32, offset: f64, onDemand: u32, beforeAt: usize, beforeLength: u32, valuesAt: usize, valuesLength: u32, unknownsAt: usize, unknownsLength: u32): void;
@external("host", "aside") declare function hostAside(at: usize, length: u32, index: u32, offset: f64): void;
@external("host", "block") declare function hostBlock(hash: u32, at: usize, length: u32): void;
@external("host", "blocks") declare function hostBlocks(at: usize, count: u32): void;

// How a scan ends, and how a token does.
const WHOLE: u32 = 0;
const TRUNCATED: u32 = 1;
const MALFORMED: u32 = 2;

// Kinds of nodes, in the order of skeleton.ts.
const OBJECT: u32 = 0;
const MAP: u32 = 1;
const ARRAY: u32 = 2;
const KEEP: u32 = 3;
const LATER: u32 = 4;
const RESOURCE: u32 = 5;
const BLOCK: u32 = 6;
const BRIEF: u32 = 7;

const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
const COMMA: u32 = 0x2c;
const COLON: u32 = 0x3a;
const OPEN_OBJECT: u32 = 0x7b;
const OPEN_ARRAY: u32 = 0x5b;
const CLOSE_OBJECT: u32 = 0x7d;
const CLOSE_ARRAY: u32 = 0x5d;

const MAX_DEPTH: u32 = 8192;
const MAX_NODES: u32 = 64;
const BLOCKS_SIZE: u32 = 512;

/** The skeleton, as encodeSkeleton() writes it. */
const SKELETON: usize = memory.data(4096);
/** Where each node's members start in the skeleton. */
const NODES: usize = memory.data(MAX_NODES * 4, 4);
/** Per level: node, closing byte, tag, count. */
const LEVELS: usize = memory.data(MAX_DEPTH * 16, 4);
/** Blocks that the host was not told of yet: offset, hash and length of each. */
const BLOCKS: usize = memory.data(BLOCKS_SIZE << 4, 8);
/** What instances that are read on demand are looked through for: the length of each, then itself in folded letters. */
const SIGNS: usize = memory.data(32 * 32, 4);
/** What Terraform writes around what a resource's head says, in the order of HEAD in scanner.ts: each length, then the text. */
const HEAD: usize = memory.data(32 * 4, 4);
/** Verdicts on types, by hash: length, mode and verdict, then the type. */
const VERDICTS: usize = memory.data(256 * 64, 4);

const NO_MARK: usize = usize.MAX_VALUE;
let window: usize = 0;
let room: usize = 0;
let at: usize = 0;
let end: usize = 0;
let offset: f64 = 0;
let mark: usize = NO_MARK;
let atEnd: bool = false;
let depth: u32 = 0;

// Places that move with the bytes.
let keyFrom: usize = 0;
let keyTo: usize = 0;
let from: usize = 0;
let typeFrom: usize = 0;
let typeTo: usize = 0;
let nameFrom: usize = 0;
let nameTo: usize = 0;
let beforeFrom: usize = 0;
let beforeTo: usize = 0;
let valuesFrom: usize = 0;
let valuesTo: usize = 0;
let unknownsFrom: usize = 0;
let unknownsTo: usize = 0;
let blockCount: u32 = 0;
let signCount: u32 = 0;

export function skeletonAt(): usize {
  return SKELETON;
}

export function signsAt(): usize {
  return SIGNS;
}

export function headAt(): usize {
  return HEAD;
}

/** Where the scan stands in the input. Unit: bytes. */
export function position(): f64 {
  return offset + <f64>(at - window);
}

/** Reads until so many bytes lie ahead; false where the input ends before. */
function ahead(count: usize): bool {
  while (at + count > end) {
    if (atEnd) return false;
    const limit = window + room;
    if (limit - end < room >> 2) makeRoom();
    const length = <usize>hostRead(end, <u32>(window + room - end));
    end += length;
    if (length === 0) atEnd = true;
  }
  return true;
}

/** Has memory for the window, and for a vector that is loaded from its last bytes. */
function reserve(): void {
  const pages = <i32>((window + room + 64 + 0xffff) >> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
}

/** Lets go of what stands before the mark; where the window is full of what has to stay, it grows. */
function makeRoom(): void {
  const first = mark === NO_MARK ? at : mark;
  const shift = first - window;
  const held = end - first;
  if (shift > 0) memory.copy(window, first, held);
  if (held > room - (room >> 2)) {
    room <<= 1;
    reserve();
  }
  at -= shift;
  end -= shift;
  offset += <f64>shift;
  if (mark !== NO_MARK) mark = window;
  keyFrom -= shift;
  keyTo -= shift;
  from -= shift;
  typeFrom -= shift;
  typeTo -= shift;
  nameFrom -= shift;
  nameTo -= shift;
  beforeFrom -= shift;
  beforeTo -= shift;
  valuesFrom -= shift;
  valuesTo -= shift;
  unknownsFrom -= shift;
  unknownsTo -= shift;
}

/** The next byte that is not white space; -1 at the end. */
function peek(): i32 {
  do {
    while (at < end) {
      const byte = load<u8>(at);
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return byte;
      at++;
    }
  } while (ahead(1));
  return -1;
}

/** Passes over the rest of a string, `at` standing behind its opening quote. */
function passString(): u32 {
  const quotes = i8x16.splat(<i8>QUOTE);
  const slashes = i8x16.splat(<i8>BACKSLASH);
  while (true) {
    let found: i32 = 0;
    while (found === 0 && at + 16 <= end) {
      const bytes = v128.load(at);
      found = i8x16.bitmask(v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, slashes)));
      at += found === 0 ? 16 : <usize>ctz(found);
    }
    if (!ahead(1)) return TRUNCATED;
    const byte = load<u8>(at);
    at++;
    if (byte === QUOTE) return WHOLE;
    if (byte === BACKSLASH) {
      if (!ahead(1)) return TRUNCATED;
      at++;
    }
  }
}

// @ts-expect-error: decorator
@inline
function masked(a: v128, b: v128, c: v128, d: v128, byte: v128): u64 {
  return (
    <u64>i8x16.bitmask(i8x16.eq(a, byte)) |
    (<u64>i8x16.bitmask(i8x16.eq(b, byte)) << 16) |
    (<u64>i8x16.bitmask(i8x16.eq(c, byte)) << 32) |
    (<u64>i8x16.bitmask(i8x16.eq(d, byte)) << 48)
  );
}

// Where passNested() stands, from one window to the next: how deep, and what the last bit of 64 says of the next byte.
let level: i32 = 0;
let inString: u64 = 0;
let escapes: u64 = 0;

/** Passes over the rest of an object or array, `at` standing `levels` deep in it and outside of strings. */
function passNested(levels: i32): u32 {
  level = levels;
  inString = 0;
  escapes = 0;
  while (!passWindow()) {
    if (!ahead(64)) return passTail();
  }
  return WHOLE;
}

/**
 * The same within the window, 64 bytes at a time; whether that was all. Which quotes are escaped, and what stands between
 * quotes, comes out of arithmetic on masks of 64 bytes. A function of its own, because the engine makes calls faster that
 * come often, not a call that lasts long.
 * Source: https://arxiv.org/abs/1902.08318
 */
function passWindow(): bool {
  const quoteBytes = i8x16.splat(<i8>QUOTE);
  const slashBytes = i8x16.splat(<i8>BACKSLASH);
  const openBytes = i8x16.splat(<i8>OPEN_OBJECT);
  const closeBytes = i8x16.splat(<i8>CLOSE_OBJECT);
  const fold = i8x16.splat(0x20);
  const even: u64 = 0x5555555555555555;
  let levels = level;
  let quoted = inString;
  let escaped = escapes;
  let place = at;
  for (; place + 64 <= end; place += 64) {
    const a = v128.load(place);
    const b = v128.load(place, 16);
    const c = v128.load(place, 32);
    const d = v128.load(place, 48);
    let slashes = masked(a, b, c, d, slashBytes);
    let quotes = masked(a, b, c, d, quoteBytes);
    if ((slashes | escaped) !== 0) {
      slashes &= ~escaped;
      const follows = (slashes << 1) | escaped;
      const odd = slashes & ~even & ~follows;
      const sum = odd + slashes;
      escaped = sum < odd ? 1 : 0;
      quotes &= ~((even ^ (sum << 1)) & follows);
    }
    quotes ^= quotes << 1;
    quotes ^= quotes << 2;
    quotes ^= quotes << 4;
    quotes ^= quotes << 8;
    quotes ^= quotes << 16;
    quotes ^= quotes << 32;
    const strings = quotes ^ quoted;
    quoted = <u64>(<i64>strings >> 63);
    const a2 = v128.or(a, fold);
    const b2 = v128.or(b, fold);
    const c2 = v128.or(c, fold);
    const d2 = v128.or(d, fold);
    const opens = masked(a2, b2, c2, d2, openBytes) & ~strings;
    const closes = masked(a2, b2, c2, d2, closeBytes) & ~strings;
    const closed = <i32>popcnt(closes);
    if (levels > closed) {
      levels += <i32>popcnt(opens) - closed;
      continue;
    }
    let both = opens | closes;
    while (both !== 0) {
      const bit = both & (~both + 1);
      if ((closes & bit) !== 0) {
        levels--;
        if (levels === 0) {
          at = place + <usize>ctz(both) + 1;
          return true;
        }
      } else levels++;
      both ^= bit;
    }
  }
  at = place;
  level = levels;
  inString = quoted;
  escapes = escaped;
  return false;
}

/** The same, byte by byte, for the last bytes of the input. */
function passTail(): u32 {
  let quoted = inString !== 0;
  let escaped = escapes !== 0;
  while (at < end) {
    const byte = load<u8>(at);
    at++;
    if (escaped) {
      escaped = false;
      continue;
    }
    if (quoted) {
      if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) quoted = false;
      continue;
    }
    if (byte === QUOTE) quoted = true;
    else if ((byte | 0x20) === OPEN_OBJECT) level++;
    else if ((byte | 0x20) === CLOSE_OBJECT) {
      level--;
      if (level === 0) return WHOLE;
    }
  }
  return TRUNCATED;
}

/** Letters, digits, `+`, `-` and `.`; whether they are a number or a literal is seen where they are parsed. */
function isScalar(byte: u32): bool {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x2b && byte <= 0x39 && byte !== 0x2c && byte !== 0x2f);
}

function passScalar(): u32 {
  do {
    while (at < end) {
      if (!isScalar(load<u8>(at))) return WHOLE;
      at++;
    }
  } while (ahead(1));
  return TRUNCATED;
}

/** Passes over the value that starts with this byte, which stands at `at`. */
function passValue(byte: u32): u32 {
  if (byte === QUOTE) {
    at++;
    return passString();
  }
  if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
    at++;
    return passNested(1);
  }
  return isScalar(byte) ? passScalar() : MALFORMED;
}

function equal(a: usize, b: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) {
    if (load<u64>(a + i) !== load<u64>(b + i)) return false;
  }
  for (; i < length; i++) {
    if (load<u8>(a + i) !== load<u8>(b + i)) return false;
  }
  return true;
}

function hasBackslash(start: usize, stop: usize): bool {
  for (let i = start; i < stop; i++) {
    if (load<u8>(i) === BACKSLASH) return true;
  }
  return false;
}

/** What stands under the key that is marked, in a node. */
function child(node: u32): u32 {
  let member = load<u32>(NODES + (<usize>node << 2));
  const others = <u32>load<u8>(member + 1);
  const count = <u32>load<u8>(member + 2);
  if (count === 0) return others;
  if (hasBackslash(keyFrom, keyTo)) return hostFindKey(node, keyFrom, <u32>(keyTo - keyFrom));
  const length = keyTo - keyFrom;
  member += 3;
  for (let i: u32 = 0; i < count; i++) {
    const size = <usize>load<u8>(member);
    if (size === length && equal(member + 2, keyFrom, length)) return load<u8>(member + 1);
    member += 2 + <u32>size;
  }
  return others;
}

/** Passes a key, whose place is marked, and its colon; the value's first byte, -1 at the end, -2 for no colon. */
function passKey(): i32 {
  at++;
  if (passString() !== WHOLE) return -1;
  keyTo = at - 1;
  const byte = peek();
  if (byte !== COLON) return byte < 0 ? -1 : -2;
  at++;
  return peek();
}

/** The first byte of the value of an object's next member, whose key is marked; 0 behind the last, else as passKey(). */
function nextMember(first: bool): i32 {
  let byte = peek();
  if (byte === CLOSE_OBJECT) {
    at++;
    return 0;
  }
  if (!first) {
    if (byte !== COMMA) return byte < 0 ? -1 : -2;
    at++;
    byte = peek();
  }
  if (byte !== QUOTE) return byte < 0 ? -1 : -2;
  keyFrom = at + 1;
  return passKey();
}

function open(node: u32, keyed: bool, closer: u32): u32 {
  if (depth >= MAX_DEPTH) return MALFORMED;
  const length = keyed ? <i32>(keyTo - keyFrom) : -1;
  const tag = hostOpen(node, keyFrom, length, closer === CLOSE_ARRAY ? 1 : 0);
  const level = LEVELS + (<usize>depth << 4);
  store<u32>(level, node);
  store<u32>(level, closer, 4);
  store<u32>(level, tag, 8);
  store<u32>(level, 0, 12);
  depth++;
  mark = NO_MARK;
  at++;
  return WHOLE;
}

function keep(node: u32, byte: u32, keyed: bool): u32 {
  if (mark === NO_MARK) mark = at;
  from = at;
  const progress = passValue(byte);
  if (progress !== WHOLE) return progress;
  const length = keyed ? <i32>(keyTo - keyFrom) : -1;
  hostKeep(node, keyFrom, length, from, <u32>(at - from), offset + <f64>(from - window));
  mark = NO_MARK;
  return WHOLE;
}

/** What the host says of the marked type: NO, YES or ON_DEMAND; asked once a type as long as others do not take its place. */
function wanted(data: bool): u32 {
  const length = typeTo - typeFrom;
  if (length > 60) return hostWanted(data ? 1 : 0, typeFrom, <u32>length);
  let hash: u32 = <u32>length ^ <u32>data;
  let i = typeFrom;
  for (; i + 8 <= typeTo; i += 8) hash = rotl<u32>(hash, 5) ^ <u32>((load<u64>(i) * 0x9e3779b97f4a7c15) >> 32);
  for (; i < typeTo; i++) hash = mix(hash, load<u8>(i));
  const entry = VERDICTS + ((<usize>(hash * 0x9e3779b1) >> 24) << 6);
  const mode: u32 = data ? 2 : 1;
  if (load<u8>(entry) === length && load<u8>(entry, 1) === mode && equal(entry + 4, typeFrom, length)) return load<u8>(entry, 2);
  const verdict = hostWanted(data ? 1 : 0, typeFrom, <u32>length);
  store<u8>(entry, length);
  store<u8>(entry, mode, 1);
  store<u8>(entry, verdict, 2);
  memory.copy(entry + 4, typeFrom, length);
  return verdict;
}

function mix(hash: u32, byte: u32): u32 {
  return (hash ^ byte) * 0x01000193;
}

/** As hashBlock() in scanner.ts. */
function hashOf(data: bool): u32 {
  if (hasBackslash(typeFrom, typeTo) || hasBackslash(nameFrom, nameTo)) return 0;
  const tag = load<u32>(LEVELS + (<usize>(depth - 1) << 4), 8);
  let hash = mix(mix(mix(0x811c9dc5, tag & 0xff), (tag >> 8) & 0xff), (tag >> 16) & 0xff);
  hash = mix(hash, data ? 1 : 0);
  for (let i = typeFrom; i < typeTo; i++) hash = mix(hash, load<u8>(i));
  hash = mix(hash, 0x2e);
  for (let i = nameFrom; i < nameTo; i++) hash = mix(hash, load<u8>(i));
  return hash === 0 ? 1 : hash;
}

// Keys that make a difference, in the order of RESOURCE_KEYS in scanner.ts.
const SEEN_OTHER: u32 = 0;
const SEEN_MODE: u32 = 1;
const SEEN_TYPE: u32 = 2;
const SEEN_NAME: u32 = 3;
const SEEN_CHANGE: u32 = 4;
const SEEN_BEFORE: u32 = 5;
const SEEN_AFTER: u32 = 6;
const SEEN_UNKNOWNS: u32 = 7;
const SEEN_VALUES: u32 = 8;

/** Texts as 32-bit numbers, as load<u32>() gives them. */
const MODE: u32 = 0x65646f6d;
const TYPE: u32 = 0x65707974;
const NAME: u32 = 0x656d616e;
const DATA: u32 = 0x61746164;
const CHAN: u32 = 0x6e616863;
const NGE: u32 = 0x65676e61;
const BEFO: u32 = 0x6f666562;
const FORE: u32 = 0x65726f66;
const AFTE: u32 = 0x65746661;
const FTER: u32 = 0x72657466;
const R_UN: u32 = 0x6e755f72;
const KNOW: u32 = 0x776f6e6b;
const NOWN: u32 = 0x6e776f6e;
const VALU: u32 = 0x756c6176;
const LUES: u32 = 0x7365756c;

/** Which of a resource's keys, or of its change's, is marked. One that is written with escapes is asked of the host. */
function resourceKey(): u32 {
  const length = keyTo - keyFrom;
  if (length >= 4) {
    const head = load<u32>(keyFrom);
    if (length === 4) {
      if (head === TYPE) return SEEN_TYPE;
      if (head === MODE) return SEEN_MODE;
      if (head === NAME) return SEEN_NAME;
    } else if (length === 5) {
      if (head === AFTE && load<u32>(keyFrom + 1) === FTER) return SEEN_AFTER;
    } else if (length === 6) {
      const tail = load<u32>(keyFrom + 2);
      if (head === CHAN && tail === NGE) return SEEN_CHANGE;
      if (head === BEFO && tail === FORE) return SEEN_BEFORE;
      if (head === VALU && tail === LUES) return SEEN_VALUES;
    } else if (length === 13) {
      if (head === AFTE && load<u32>(keyFrom + 4) === R_UN && load<u32>(keyFrom + 8) === KNOW && load<u32>(keyFrom + 9) === NOWN) return SEEN_UNKNOWNS;
    }
  }
  return hasBackslash(keyFrom, keyTo) ? hostFindKey(0xff, keyFrom, <u32>length) : SEEN_OTHER;
}

const BEFORE_ADDRESS: usize = HEAD;
const BEFORE_MODULE: usize = HEAD + 32;
const BEFORE_TYPE: usize = HEAD + 64;
const BEFORE_DATA_TYPE: usize = HEAD + 96;

/** Passes over a text of the head, where it is next. */
// @ts-expect-error: decorator
@inline
function passText(text: usize): bool {
  const length = <usize>load<u8>(text);
  if (at + length > end || !equal(text + 1, at, length)) return false;
  at += length;
  return true;
}

// How the head was passed over, as far as it is written as Terraform writes it; what is not is passed over member by member.
const NONE_PASSED: u32 = 0;
const ADDRESS_PASSED: u32 = 1;
const TYPE_PASSED: u32 = 2;
const DATA_TYPE_PASSED: u32 = 3;
const CUT_OFF: u32 = 4;

/** Passes over a resource's address, module and mode, and marks its type, where they are written as Terraform writes them. */
function passHead(): u32 {
  if (!passText(BEFORE_ADDRESS)) return NONE_PASSED;
  if (passString() !== WHOLE) return CUT_OFF;
  if (passText(BEFORE_MODULE) && passString() !== WHOLE) return CUT_OFF;
  const managed = passText(BEFORE_TYPE);
  if (!managed && !passText(BEFORE_DATA_TYPE)) return ADDRESS_PASSED;
  typeFrom = at;
  if (passString() !== WHOLE) return CUT_OFF;
  typeTo = at - 1;
  return managed ? TYPE_PASSED : DATA_TYPE_PASSED;
}

// What is done with the instances of a type, as VERDICTS in scanner.ts, and what is not known yet.
const NO: u32 = 0;
const YES: u32 = 1;
const ON_DEMAND: u32 = 2;
const UNDECIDED: u32 = 3;

/** What is done with the marked type; undecided where that depends on a mode which is not known yet. */
function decide(hasMode: bool, data: bool): u32 {
  if (hasMode) return wanted(data);
  return wanted(true) !== NO || wanted(false) !== NO ? UNDECIDED : NO;
}

/** A resource, in a list of instances or of blocks: what it is stands in it, mostly near its beginning. */
function resource(index: u32, isBlock: bool, holdBlocks: bool): u32 {
  mark = at;
  from = at;
  typeFrom = typeTo = nameFrom = nameTo = at;
  beforeFrom = beforeTo = valuesFrom = valuesTo = unknownsFrom = unknownsTo = at;
  const start = offset + <f64>(at - window);
  const head = passHead();
  if (head === CUT_OFF) return TRUNCATED;
  let hasMode = head >= TYPE_PASSED;
  let data = head === DATA_TYPE_PASSED;
  let hasType = hasMode;
  let hasName = false;
  let kept = UNDECIDED;
  let first = head === NONE_PASSED;
  if (first) at++;
  while (true) {
    if (kept === UNDECIDED && hasType) kept = decide(hasMode, data);
    if (isBlock ? kept !== UNDECIDED && hasName && hasMode : kept === NO) {
      if (kept !== YES && !(isBlock && holdBlocks)) mark = NO_MARK;
      const hash = isBlock ? hashOf(data) : 0;
      const passed = passNested(1);
      return passed === WHOLE ? finish(index, isBlock, kept, holdBlocks, hash, start) : passed;
    }
    const byte = nextMember(first);
    if (byte === 0) break;
    if (byte < 0) return byte === -1 ? TRUNCATED : MALFORMED;
    first = false;
    const seen = resourceKey();
    if (seen === SEEN_CHANGE && byte === OPEN_OBJECT && !isBlock) {
      const progress = passChange();
      if (progress !== WHOLE) return progress;
      continue;
    }
    const isText = byte === QUOTE;
    keyFrom = isText ? at + 1 : at;
    const progress = passValue(byte);
    if (progress !== WHOLE) return progress;
    keyTo = isText ? at - 1 : at;
    if (seen === SEEN_MODE) {
      hasMode = true;
      data = false;
      if (isText) {
        if (hasBackslash(keyFrom, keyTo)) data = hostIsData(keyFrom, <u32>(keyTo - keyFrom)) !== 0;
        else data = keyTo - keyFrom === 4 && load<u32>(keyFrom) === DATA;
      }
    } else if (seen === SEEN_TYPE) {
      hasType = true;
      if (!isText) kept = YES;
      typeFrom = keyFrom;
      typeTo = keyTo;
    } else if (seen === SEEN_NAME && isText) {
      hasName = true;
      nameFrom = keyFrom;
      nameTo = keyTo;
    } else if (seen === SEEN_VALUES) {
      valuesFrom = keyFrom;
      valuesTo = keyTo;
    }
  }
  if (kept === UNDECIDED) kept = hasType ? decide(true, data) : YES;
  return finish(index, isBlock, kept, holdBlocks, isBlock ? hashOf(data) : 0, start);
}

/** The members of a change. */
function passChange(): u32 {
  let first = true;
  at++;
  while (true) {
    const byte = nextMember(first);
    if (byte === 0) return WHOLE;
    if (byte < 0) return byte === -1 ? TRUNCATED : MALFORMED;
    first = false;
    const seen = resourceKey();
    keyFrom = at;
    const progress = passValue(byte);
    if (progress !== WHOLE) return progress;
    if (seen === SEEN_BEFORE) {
      beforeFrom = keyFrom;
      beforeTo = at;
    } else if (seen === SEEN_AFTER) {
      valuesFrom = keyFrom;
      valuesTo = at;
    } else if (seen === SEEN_UNKNOWNS) {
      unknownsFrom = keyFrom;
      unknownsTo = at;
    }
  }
}

function finish(index: u32, isBlock: bool, kept: u32, holdBlocks: bool, hash: u32, start: f64): u32 {
  if (isBlock) {
    if ((kept === YES || holdBlocks) && mark !== NO_MARK) {
      tellBlocks();
      hostBlock(hash, from, <u32>(at - from));
    } else {
      const block = BLOCKS + (<usize>blockCount << 4);
      store<f64>(block, start);
      store<u32>(block, hash, 8);
      store<u32>(block, <u32>(position() - start), 12);
      blockCount++;
      if (blockCount === BLOCKS_SIZE) tellBlocks();
    }
  } else if (kept === YES) tellResource(index, start, 0);
  else if (kept === ON_DEMAND) {
    // Values without a sign need not be looked at again.
    if (!hasSign(valuesFrom, valuesTo)) valuesTo = valuesFrom;
    if (valuesTo > valuesFrom || unknownsTo - unknownsFrom > EMPTY) tellResource(index, start, 1);
    else hostAside(from, <u32>(at - from), index, start);
  }
  mark = NO_MARK;
  return WHOLE;
}

/** Many at once: every call of the host takes longer than what is found out about a block. */
function tellBlocks(): void {
  if (blockCount > 0) hostBlocks(BLOCKS, blockCount);
  blockCount = 0;
}

/** Unit: bytes. What `{}` takes. */
const EMPTY: usize = 2;

const STAR: u32 = 0x2a;
const QUESTION: u32 = 0x3f;

/** Whether one of the signs is in some bytes, or a wildcard before any colon in its string. */
function hasSign(start: usize, stop: usize): bool {
  const fold = i8x16.splat(0x20);
  const stars = i8x16.splat(<i8>STAR);
  const questions = i8x16.splat(<i8>QUESTION);
  let i = start;
  for (; i < stop; i += 16) {
    // The window ends 64 bytes before its memory does.
    const bytes = v128.load(i);
    let wild = <u32>i8x16.bitmask(v128.or(i8x16.eq(bytes, stars), i8x16.eq(bytes, questions)));
    for (; wild !== 0; wild &= wild - 1) {
      if (isWild(start, i + <usize>ctz(wild), stop)) return true;
    }
    const folded = v128.or(bytes, fold);
    const next = v128.or(v128.load(i + 1), fold);
    for (let sign: u32 = 0; sign < signCount; sign++) {
      const text = SIGNS + (<usize>sign << 5);
      const length = <usize>load<u8>(text);
      // By its last two bytes, which are rarer than its first.
      const pair = v128.and(i8x16.eq(folded, v128.load_splat<u8>(text + length - 1)), i8x16.eq(next, v128.load_splat<u8>(text + length)));
      for (let found = <u32>i8x16.bitmask(pair); found !== 0; found &= found - 1) {
        const end = i + <usize>ctz(found) + 2;
        if (end <= stop && end - start >= length && equalFolded(text + 1, end - length, length)) return true;
      }
    }
  }
  return false;
}

function equalFolded(folded: usize, bytes: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i++) {
    if (load<u8>(folded + i) !== (load<u8>(bytes + i) | 0x20)) return false;
  }
  return true;
}

/** Whether the wildcard is the first of quote and colon that stand before it. */
function isWild(start: usize, wildcard: usize, stop: usize): bool {
  if (wildcard >= stop) return false;
  for (let i = wildcard; i > start; ) {
    i--;
    const byte = load<u8>(i);
    if (byte === COLON) return false;
    if (byte === QUOTE || byte === BACKSLASH) return true;
  }
  return true;
}

function tellResource(index: u32, start: f64, onDemand: u32): void {
  hostResource(from, <u32>(at - from), index, start, onDemand, beforeFrom, <u32>(beforeTo - beforeFrom), valuesFrom, <u32>(valuesTo - valuesFrom), unknownsFrom, <u32>(unknownsTo - unknownsFrom));
}

/** What stands among instances and is none, for the reader to refuse. */
function oddElement(byte: u32, index: u32): u32 {
  mark = at;
  const start = position();
  const progress = passValue(byte);
  from = mark;
  beforeFrom = beforeTo = valuesFrom = valuesTo = unknownsFrom = unknownsTo = mark;
  if (progress === WHOLE) tellResource(index, start, 0);
  mark = NO_MARK;
  return progress;
}

/** The value of a member or element; `keyed` where the key's place is marked. */
function value(node: u32, byte: u32, keyed: bool, index: u32, holdBlocks: bool): u32 {
  const kind = <u32>load<u8>(load<u32>(NODES + (<usize>node << 2)));
  const isObject = byte === OPEN_OBJECT;
  const isArray = byte === OPEN_ARRAY;
  if (kind === OBJECT || kind === MAP) return isObject ? open(node, keyed, CLOSE_OBJECT) : keep(node, byte, keyed);
  if (kind === ARRAY) return isArray ? open(node, keyed, CLOSE_ARRAY) : keep(node, byte, keyed);
  if (kind === KEEP || kind === LATER) return keep(node, byte, keyed);
  if (kind === RESOURCE) return isObject ? resource(index, false, holdBlocks) : oddElement(byte, index);
  if (kind === BLOCK && isObject) return resource(index, true, holdBlocks);
  if (kind === BRIEF) {
    if (!isObject && !isArray) return keep(node, byte, keyed);
    hostElide(keyFrom, keyed ? <i32>(keyTo - keyFrom) : -1, isArray ? 1 : 0);
  }
  mark = NO_MARK;
  return passValue(byte);
}

/** Walks one document, in a window of that many bytes; `length` is the skeleton's. */
export function scan(length: u32, signs: u32, size: u32, holdBlocks: bool): u32 {
  signCount = signs;
  let node: usize = SKELETON;
  for (let i: usize = 0; node < SKELETON + length; i++) {
    store<u32>(NODES + (i << 2), <u32>node);
    const count = load<u8>(node, 2);
    node += 3;
    for (let j: u32 = 0; j < count; j++) node += 2 + <usize>load<u8>(node);
  }
  window = (__heap_base + 63) & ~63;
  room = size;
  reserve();
  at = end = window;

  const first = peek();
  if (first !== OPEN_OBJECT) return first < 0 ? TRUNCATED : MALFORMED;
  open(0, false, CLOSE_OBJECT);
  while (depth > 0) {
    const level = LEVELS + (<usize>(depth - 1) << 4);
    const closer = load<u32>(level, 4);
    const index = load<u32>(level, 12);
    let byte = peek();
    if (byte === closer) {
      at++;
      depth--;
      hostClose();
      continue;
    }
    if (index > 0) {
      if (byte !== COMMA) return byte < 0 ? TRUNCATED : MALFORMED;
      at++;
      byte = peek();
    }
    if (byte < 0) return TRUNCATED;
    store<u32>(level, index + 1, 12);
    const keyed = closer === CLOSE_OBJECT;
    const parent = load<u32>(level);
    let child_: u32 = load<u8>(load<u32>(NODES + (<usize>parent << 2)), 1);
    if (keyed) {
      if (byte !== QUOTE) return MALFORMED;
      mark = at;
      keyFrom = at + 1;
      byte = passKey();
      if (byte < 0) return byte === -1 ? TRUNCATED : MALFORMED;
      child_ = child(parent);
    }
    const progress = value(child_, byte, keyed, index, holdBlocks);
    if (progress !== WHOLE) return progress;
  }
  tellBlocks();
  return peek() < 0 ? WHOLE : MALFORMED;
}
