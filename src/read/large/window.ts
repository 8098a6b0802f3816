/** The part of the input that is in memory: bytes from `offset` on, as far as they were read. */
export interface Window {
  bytes: Buffer;
  /** The same bytes, four at a time. */
  words: Int32Array;
  /** The byte that is looked at. */
  at: number;
  end: number;
  /** Where the first byte of the window stands in the input. */
  offset: number;
  /** From here on bytes stay in the window; -1 where none need to. */
  mark: number;
  readonly marks: Marks;
}

/** Places that move with the bytes: from and to of a key, a resource, and what stands in it. */
const PLACES = [
  ...(['keyFrom', 'keyTo', 'from', 'typeFrom', 'typeTo', 'nameFrom', 'nameTo'] as const),
  ...(['beforeFrom', 'beforeTo', 'valuesFrom', 'valuesTo', 'unknownsFrom', 'unknownsTo'] as const),
];

type Marks = Record<(typeof PLACES)[number], number>;

export function createWindow(size: number): Window {
  const bytes = Buffer.allocUnsafeSlow(size);
  return {
    bytes,
    words: wordsOf(bytes),
    at: 0,
    end: 0,
    offset: 0,
    mark: -1,
    marks: Object.fromEntries(PLACES.map((place) => [place, 0])) as Marks,
  };
}

function wordsOf({ buffer, length }: Buffer): Int32Array {
  return new Int32Array(buffer, 0, length >> 2);
}

/** Reads on; false at the end of the input. Bytes before the mark, or before `at`, are let go. */
export function readOn(window: Window, read: (into: Buffer) => number): boolean {
  const free = window.bytes.length - window.end;
  if (free < window.bytes.length >> 2) makeRoom(window);
  const length = read(window.bytes.subarray(window.end));
  window.end += length;
  return length > 0;
}

function makeRoom(window: Window): void {
  const { bytes, marks } = window;
  const first = window.mark < 0 ? window.at : window.mark;
  const held = window.end - first;
  const target = held > bytes.length - (bytes.length >> 2) ? Buffer.allocUnsafeSlow(bytes.length * 2) : bytes;
  bytes.copy(target, 0, first, window.end);
  if (target !== bytes) {
    window.bytes = target;
    window.words = wordsOf(target);
  }
  window.at -= first;
  window.end -= first;
  window.offset += first;
  if (window.mark >= 0) window.mark = 0;
  for (const place of PLACES) marks[place] -= first;
}
