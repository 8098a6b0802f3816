/** The part of the input that is in memory: bytes from `start` on, as far as they were read. */
export interface Window {
  bytes: Buffer;
  /** The byte that is looked at. */
  at: number;
  end: number;
  /** Where the first byte of the window stands in the input. */
  offset: number;
  /** From here on bytes stay in the window; -1 where none need to. */
  mark: number;
  readonly marks: Marks;
}

/** Places that move with the bytes. */
export interface Marks {
  keyFrom: number;
  keyTo: number;
  from: number;
  typeFrom: number;
  typeTo: number;
  nameFrom: number;
  nameTo: number;
  beforeFrom: number;
  beforeTo: number;
  valuesFrom: number;
  valuesTo: number;
  unknownsFrom: number;
  unknownsTo: number;
}

export function createWindow(size: number): Window {
  return {
    bytes: Buffer.allocUnsafe(size),
    at: 0,
    end: 0,
    offset: 0,
    mark: -1,
    marks: {
      keyFrom: 0,
      keyTo: 0,
      from: 0,
      typeFrom: 0,
      typeTo: 0,
      nameFrom: 0,
      nameTo: 0,
      beforeFrom: 0,
      beforeTo: 0,
      valuesFrom: 0,
      valuesTo: 0,
      unknownsFrom: 0,
      unknownsTo: 0,
    },
  };
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
  const target = held > bytes.length - (bytes.length >> 2) ? Buffer.allocUnsafe(bytes.length * 2) : bytes;
  bytes.copy(target, 0, first, window.end);
  window.bytes = target;
  window.at -= first;
  window.end -= first;
  window.offset += first;
  if (window.mark >= 0) window.mark = 0;
  marks.keyFrom -= first;
  marks.keyTo -= first;
  marks.from -= first;
  marks.typeFrom -= first;
  marks.typeTo -= first;
  marks.nameFrom -= first;
  marks.nameTo -= first;
  marks.beforeFrom -= first;
  marks.beforeTo -= first;
  marks.valuesFrom -= first;
  marks.valuesTo -= first;
  marks.unknownsFrom -= first;
  marks.unknownsTo -= first;
}
