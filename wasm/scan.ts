// The scanner of large inputs, in AssemblyScript: it walks the part of a JSON document that is read, and passes over the
// rest 64 bytes at a time. The window lies in this module's memory, so that the host reads files straight into it.
// What is passed over is held to balanced quotes, braces and brackets only.

/** Puts the next bytes of the input at an address and returns how many; 0 at the end. */
@external("host", "read") declare function hostRead(at: usize, room: u32): u32;
/** What is done with instances of a mode and type, which stand there with their quotes: one of the verdicts below. */
@external("host", "verdict") declare function hostVerdict(modeAt: usize, modeLength: u32, typeAt: usize, typeLength: u32): u32;
/** The node under a key that is written with escapes. */
@external("host", "child") declare function hostChild(node: u32, keyAt: usize, keyLength: u32): u32;
@external("host", "open") declare function hostOpen(node: u32, keyAt: usize, keyLength: i32, isArray: u32): void;
@external("host", "close") declare function hostClose(): void;
@external("host", "value") declare function hostValue(node: u32, keyAt: usize, keyLength: i32, at: usize, length: u32, offset: f64): void;
@external("host", "elide") declare function hostElide(keyAt: usize, keyLength: i32, isArray: u32): void;
@external("host", "instance") declare function hostInstance(index: u32, verdict: u32, at: usize, length: u32, offset: f64): u32;

// How a scan ends, and how a token does; ABSENT in the place of a byte says that there is no further member.
const WHOLE: i32 = 0;
const TRUNCATED: i32 = 1;
const MALFORMED: i32 = 2;
const STOPPED: i32 = 3;
const ABSENT: i32 = 0;

// Kinds of nodes, in the order of KINDS in skeleton.ts. What is no kind that is walked is passed over.
const OBJECT: u32 = 0;
const ARRAY: u32 = 1;
const VALUE: u32 = 2;
const BRIEF: u32 = 3;
const INSTANCE: u32 = 4;
const MODE: u32 = 5;
const TYPE: u32 = 6;

// What is done with the instances of a type, as VERDICTS in scanner.ts. Of what is read on demand, some have a sign.
const UNWANTED: u32 = 0;
const WANTED: u32 = 1;
const ON_DEMAND: u32 = 2;
const WITH_SIGN: u32 = 3;

const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
const COMMA: u32 = 0x2c;
const COLON: u32 = 0x3a;
const OPEN_OBJECT: u32 = 0x7b;
const OPEN_ARRAY: u32 = 0x5b;
const CLOSE_OBJECT: u32 = 0x7d;
const CLOSE_ARRAY: u32 = 0x5d;

/** Plans nest a hundredth of this. */
const MAX_DEPTH: u32 = 8192;
const MAX_NODES: u32 = 64;

/** The skeleton, as encodeSkeleton() writes it. */
const SKELETON: usize = memory.data(4096);
/** Where each node's members start in the skeleton. */
const NODES: usize = memory.data(MAX_NODES * 4, 4);
/** Per level: node, closing byte, count. */
const LEVELS: usize = memory.data(MAX_DEPTH * 12, 4);

/** Verdicts by hash: the verdict, the length of mode and type together, then those. */
const VERDICTS: usize = memory.data(256 * 64, 8);
/** What instances that are read on demand are looked through for: the length of each, then itself in folded letters. */
const SIGNS: usize = memory.data(16 * 32, 4);

const NO_MARK: usize = usize.MAX_VALUE;
let window: usize = 0;
let room: usize = 0;
let at: usize = 0;
let end: usize = 0;
let offset: f64 = 0;
let atEnd: bool = false;
let depth: u32 = 0;
let signCount: u32 = 0;

// Places that move with the bytes. What stands from the mark on is kept in the window.
let mark: usize = NO_MARK;
let keyFrom: usize = 0;
let keyTo: usize = 0;
let from: usize = 0;
let modeFrom: usize = 0;
let modeTo: usize = 0;
let typeFrom: usize = 0;
let typeTo: usize = 0;

export function skeletonAt(): usize {
  return SKELETON;
}

export function signsAt(): usize {
  return SIGNS;
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
  modeFrom -= shift;
  modeTo -= shift;
  typeFrom -= shift;
  typeTo -= shift;
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
function passString(): i32 {
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

// Where passNested() stands, from one window to the next: how deep, how many objects more were opened than closed, and what
// the last bit of 64 says of the next byte.
let level: i32 = 0;
let objects: i32 = 0;
let inString: u64 = 0;
let escapes: u64 = 0;

/** Passes over the rest of an object or array, `at` standing behind the byte that opens it. */
function passNested(byte: u32): i32 {
  level = 1;
  objects = byte === OPEN_OBJECT ? 1 : 0;
  inString = 0;
  escapes = 0;
  while (!passWindow()) {
    if (!ahead(64)) {
      if (!passTail()) return TRUNCATED;
      break;
    }
  }
  return objects === 0 ? WHOLE : MALFORMED;
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
  let braces = objects;
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
    const opensObject = masked(a, b, c, d, openBytes) & ~strings;
    const closesObject = masked(a, b, c, d, closeBytes) & ~strings;
    const closed = <i32>popcnt(closes);
    if (levels > closed) {
      levels += <i32>popcnt(opens) - closed;
      braces += <i32>popcnt(opensObject) - <i32>popcnt(closesObject);
      continue;
    }
    let both = opens | closes;
    while (both !== 0) {
      const bit = both & (~both + 1);
      if ((closes & bit) !== 0) {
        levels--;
        if (levels === 0) {
          const passed = bit | (bit - 1);
          objects = braces + <i32>popcnt(opensObject & passed) - <i32>popcnt(closesObject & passed);
          at = place + <usize>ctz(both) + 1;
          return true;
        }
      } else levels++;
      both ^= bit;
    }
    braces += <i32>popcnt(opensObject) - <i32>popcnt(closesObject);
  }
  at = place;
  level = levels;
  objects = braces;
  inString = quoted;
  escapes = escaped;
  return false;
}

/** The same, byte by byte, for the last bytes of the input. */
function passTail(): bool {
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
    else if ((byte | 0x20) === OPEN_OBJECT) {
      level++;
      if (byte === OPEN_OBJECT) objects++;
    } else if ((byte | 0x20) === CLOSE_OBJECT) {
      level--;
      if (byte === CLOSE_OBJECT) objects--;
      if (level === 0) return true;
    }
  }
  return false;
}

/** Letters, digits, `+`, `-` and `.`; whether they are a number or a literal is seen where they are parsed. */
function isScalar(byte: u32): bool {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x2b && byte <= 0x39 && byte !== 0x2c && byte !== 0x2f);
}

function passScalar(): i32 {
  do {
    while (at < end) {
      if (!isScalar(load<u8>(at))) return WHOLE;
      at++;
    }
  } while (ahead(1));
  return TRUNCATED;
}

/** Passes over the value that starts with this byte, which stands at `at`. */
function passValue(byte: u32): i32 {
  if (byte === QUOTE) {
    at++;
    return passString();
  }
  if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
    at++;
    return passNested(byte);
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

/** The node under the key that is marked. */
function child(node: u32): u32 {
  let member = load<u32>(NODES + (<usize>node << 2));
  const others = <u32>load<u8>(member, 1);
  const count = <u32>load<u8>(member, 2);
  if (count === 0) return others;
  const length = keyTo - keyFrom;
  if (hasBackslash(keyFrom, keyTo)) return hostChild(node, keyFrom, <u32>length);
  member += 3;
  for (let i: u32 = 0; i < count; i++) {
    const size = <usize>load<u8>(member);
    if (size === length && equal(member + 2, keyFrom, length)) return load<u8>(member, 1);
    member += 2 + <u32>size;
  }
  return others;
}

/** Passes the next member's key, which is marked, and its colon. Its value's first byte, or ABSENT behind the last, or minus how it failed. */
function nextMember(first: bool): i32 {
  let byte = peek();
  if (byte === CLOSE_OBJECT) {
    at++;
    return ABSENT;
  }
  if (!first) {
    if (byte !== COMMA) return byte < 0 ? -TRUNCATED : -MALFORMED;
    at++;
    byte = peek();
  }
  if (byte !== QUOTE) return byte < 0 ? -TRUNCATED : -MALFORMED;
  if (mark === NO_MARK) mark = at;
  at++;
  keyFrom = at;
  if (passString() !== WHOLE) return -TRUNCATED;
  keyTo = at - 1;
  byte = peek();
  if (byte !== COLON) return byte < 0 ? -TRUNCATED : -MALFORMED;
  at++;
  byte = peek();
  return byte < 0 ? -TRUNCATED : byte;
}

/** The length of the key that is marked; -1 where the value is an element. */
function keyLength(keyed: bool): i32 {
  return keyed ? <i32>(keyTo - keyFrom) : -1;
}

function open(node: u32, keyed: bool, closer: u32): i32 {
  if (depth >= MAX_DEPTH) return MALFORMED;
  hostOpen(node, keyFrom, keyLength(keyed), closer === CLOSE_ARRAY ? 1 : 0);
  const level = LEVELS + <usize>depth * 12;
  store<u32>(level, node);
  store<u32>(level, closer, 4);
  store<u32>(level, 0, 8);
  depth++;
  mark = NO_MARK;
  at++;
  return WHOLE;
}

function keep(node: u32, byte: u32, keyed: bool): i32 {
  if (mark === NO_MARK) mark = at;
  from = at;
  const progress = passValue(byte);
  if (progress !== WHOLE) return progress;
  hostValue(node, keyFrom, keyLength(keyed), from, <u32>(at - from), offset + <f64>(from - window));
  mark = NO_MARK;
  return WHOLE;
}

/** A resource instance: its mode and type decide whether it is handed over, and mostly stand near its beginning. */
function instance(node: u32, index: u32): i32 {
  from = mark = at;
  const start = position();
  modeFrom = modeTo = typeFrom = typeTo = at;
  let verdict = WANTED;
  let first = true;
  let hasMode = false;
  let hasType = false;
  let decided = false;
  at++;
  while (true) {
    const byte = nextMember(first);
    if (byte === ABSENT) break;
    if (byte < 0) return -byte;
    first = false;
    const kind = kindOf(child(node));
    // Nothing of an unwanted instance stays in the window.
    if (decided && verdict === UNWANTED) mark = NO_MARK;
    // Whoever names it twice may mean either, and readers differ in which one counts.
    if ((kind === MODE && hasMode) || (kind === TYPE && hasType)) return MALFORMED;
    hasMode = hasMode || kind === MODE;
    hasType = hasType || kind === TYPE;
    keyFrom = at;
    const progress = passValue(byte);
    if (progress !== WHOLE) return progress;
    if (decided || byte !== QUOTE) continue;
    if (kind === MODE) {
      modeFrom = keyFrom;
      modeTo = at;
    } else if (kind === TYPE) {
      typeFrom = keyFrom;
      typeTo = at;
    }
    if (modeTo === modeFrom || typeTo === typeFrom) continue;
    verdict = decide();
    decided = true;
    if (verdict === UNWANTED) mark = NO_MARK;
  }
  if (!decided && typeTo > typeFrom && modeTo === modeFrom) verdict = decide();
  if (verdict === ON_DEMAND && hasSign(from, at)) verdict = WITH_SIGN;
  const goOn = verdict === UNWANTED || hostInstance(index, verdict, from, <u32>(at - from), start) !== 0;
  mark = NO_MARK;
  return goOn ? WHOLE : STOPPED;
}

/** What the host says of the mode and type that are marked; asked once as long as others do not take their place. */
function decide(): u32 {
  const modeLength = modeTo - modeFrom;
  const typeLength = typeTo - typeFrom;
  if (modeLength + typeLength > 62) return hostVerdict(modeFrom, <u32>modeLength, typeFrom, <u32>typeLength);
  let hash: u32 = <u32>modeLength;
  for (let i = typeFrom; i < typeTo; i++) hash = hash * 31 + load<u8>(i);
  const entry = VERDICTS + ((<usize>(hash * 0x9e3779b1) >> 24) << 6);
  if (
    load<u8>(entry, 1) === modeLength + typeLength &&
    equal(entry + 2, modeFrom, modeLength) &&
    equal(entry + 2 + modeLength, typeFrom, typeLength)
  )
    return load<u8>(entry);
  const verdict = hostVerdict(modeFrom, <u32>modeLength, typeFrom, <u32>typeLength);
  store<u8>(entry, verdict);
  store<u8>(entry, modeLength + typeLength, 1);
  memory.copy(entry + 2, modeFrom, modeLength);
  memory.copy(entry + 2 + modeLength, typeFrom, typeLength);
  return verdict;
}

const STAR: u32 = 0x2a;
const QUESTION: u32 = 0x3f;

/** Whether one of the signs is in some bytes, or a wildcard before any colon in its string. */
function hasSign(start: usize, stop: usize): bool {
  const fold = i8x16.splat(0x20);
  const stars = i8x16.splat(<i8>STAR);
  const questions = i8x16.splat(<i8>QUESTION);
  for (let i = start; i < stop; i += 16) {
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

/** Whether the wildcard is the first of quote, colon and wildcard that stand before it. */
function isWild(start: usize, wildcard: usize, stop: usize): bool {
  if (wildcard >= stop) return false;
  for (let i = wildcard; i > start; ) {
    i--;
    const byte = load<u8>(i);
    if (byte === QUOTE || byte === BACKSLASH) return true;
    if (byte === COLON || byte === STAR || byte === QUESTION) return false;
  }
  return false;
}

function kindOf(node: u32): u32 {
  return load<u8>(load<u32>(NODES + (<usize>node << 2)));
}

/** The value of a member or element; `keyed` where the key's place is marked. */
function value(node: u32, byte: u32, keyed: bool, index: u32): i32 {
  const kind = kindOf(node);
  const isObject = byte === OPEN_OBJECT;
  const isArray = byte === OPEN_ARRAY;
  if (kind === OBJECT) return isObject ? open(node, keyed, CLOSE_OBJECT) : keep(node, byte, keyed);
  if (kind === ARRAY) return isArray ? open(node, keyed, CLOSE_ARRAY) : keep(node, byte, keyed);
  if (kind === VALUE) return keep(node, byte, keyed);
  if (kind === INSTANCE) {
    if (isObject) return instance(node, index);
    return oddElement(byte, index);
  }
  if (kind === BRIEF) {
    if (!isObject && !isArray) return keep(node, byte, keyed);
    hostElide(keyFrom, keyLength(keyed), isArray ? 1 : 0);
  }
  mark = NO_MARK;
  return passValue(byte);
}

/** What stands among instances and is none, for the reader to refuse. */
function oddElement(byte: u32, index: u32): i32 {
  from = mark = at;
  const progress = passValue(byte);
  if (progress === WHOLE) hostInstance(index, WANTED, from, <u32>(at - from), offset + <f64>(from - window));
  mark = NO_MARK;
  return progress;
}

/** Walks one document whose root is the first node, in a window of that many bytes; `length` is the skeleton's. */
export function scan(length: u32, signs: u32, size: u32): i32 {
  signCount = signs;
  memory.fill(VERDICTS, 0, 256 * 64);
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
  offset = 0;
  atEnd = false;
  depth = 0;
  mark = NO_MARK;

  const first = peek();
  if (first < 0) return TRUNCATED;
  let progress = value(0, first, false, 0);
  while (progress === WHOLE && depth > 0) progress = step();
  return progress === WHOLE && peek() >= 0 ? MALFORMED : progress;
}

/** The next member or element of the innermost level, or its end. */
function step(): i32 {
  const level = LEVELS + <usize>(depth - 1) * 12;
  const node = load<u32>(level);
  const index = load<u32>(level, 8);
  store<u32>(level, index + 1, 8);
  if (load<u32>(level, 4) === CLOSE_OBJECT) {
    const byte = nextMember(index === 0);
    if (byte < 0) return -byte;
    return byte === ABSENT ? close() : value(child(node), byte, true, index);
  }
  let byte = peek();
  if (byte === CLOSE_ARRAY) {
    at++;
    return close();
  }
  if (index > 0) {
    if (byte !== COMMA) return byte < 0 ? TRUNCATED : MALFORMED;
    at++;
    byte = peek();
  }
  return byte < 0 ? TRUNCATED : value(child(node), byte, false, index);
}

function close(): i32 {
  depth--;
  hostClose();
  return WHOLE;
}
