import { constants } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { UnusableInput } from '../model/problem.js';
import { readSmallFile, readSome } from '../model/small-file.js';

/** An input as bytes, from its beginning to its end. */
export interface ByteSource {
  /** Unit: bytes. Undefined where nobody knows before the end, as of a pipe. */
  readonly size: number | undefined;
  /** Puts the next bytes there and tells how many; 0 at the end. */
  read(into: Buffer): number;
  /** Fills a buffer with the bytes at a place, once more; undefined where what was read is gone. Throws: UnusableInput where the input changed. */
  readonly again: ((offset: number, into: Buffer) => void) | undefined;
}

/** Bytes that are in memory already. */
export function bytesSource(bytes: Buffer): ByteSource {
  let at = 0;
  return {
    size: bytes.length,
    read(into) {
      const length = bytes.copy(into, 0, at);
      at += length;
      return length;
    },
    again: (offset, into) => bytes.copy(into, 0, offset),
  };
}

/** The same bytes, some of which were read before. */
export function prefixed(prefix: Buffer, source: ByteSource): ByteSource {
  let at = 0;
  return {
    ...source,
    read(into) {
      if (at === prefix.length) return source.read(into);
      const length = prefix.copy(into, 0, at);
      at += length;
      return length;
    },
  };
}

/** The same input from its beginning; undefined where it cannot be read again. */
export function repeatable({ size, again }: ByteSource): ByteSource | undefined {
  if (size === undefined || again === undefined) return undefined;
  let at = 0;
  return {
    size,
    again,
    read(into) {
      const length = Math.min(into.length, size - at);
      again(at, into.subarray(0, length));
      at += length;
      return length;
    },
  };
}

/** Reads until a buffer is full or the input ends; how many bytes it is then. */
export function fill(source: ByteSource, into: Buffer): number {
  let length = 0;
  while (length < into.length) {
    const read = source.read(into.subarray(length));
    if (read === 0) break;
    length += read;
  }
  return length;
}

/** Unit: bytes. What fits into one string. Source: https://nodejs.org/api/buffer.html#bufferconstantsmax_string_length */
const MAX_WHOLE = constants.MAX_STRING_LENGTH;

/** Everything that there is to read. Problems: more than can be held; `why` says why it is read at once. */
export function readAll(path: string, source: ByteSource, why: string): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; Math.max(total, source.size ?? 0) <= MAX_WHOLE; ) {
    const chunk = Buffer.allocUnsafe(1 << 20);
    const length = fill(source, chunk);
    if (length === 0) return Buffer.concat(chunks);
    total += length;
    chunks.push(chunk.subarray(0, length));
  }
  throw new UnusableInput([{ path, message: `larger than 512 MiB, and ${why}` }]);
}

/** An open file that is closed once nobody can read from it any more. */
interface OpenFile {
  readonly descriptor: number;
}

const open = new FinalizationRegistry<number>(closeSync);

/** A regular file. Throws: what `openSync` throws. */
export function fileSource(path: string): ByteSource {
  return descriptorSource(openSync(path, 'r'), path);
}

/** An open regular file from its beginning, wherever the descriptor stands. The source closes it, and nobody else may. */
export function descriptorSource(descriptor: number, path: string): ByteSource {
  const file: OpenFile = { descriptor };
  open.register(file, descriptor);
  const before = fstatSync(file.descriptor);
  let at = 0;
  return {
    size: before.size,
    read(into) {
      const length = readSync(file.descriptor, into, 0, into.length, at);
      at += length;
      return length;
    },
    again(offset, into) {
      if (isChanged(before, fstatSync(file.descriptor))) throw changed(path);
      if (readSync(file.descriptor, into, 0, into.length, offset) < into.length) throw changed(path);
    },
  };
}

function isChanged(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}

function changed(path: string): UnusableInput {
  return new UnusableInput([
    { path, message: 'changed while it was read', hint: 'write the plan first, then check it' },
  ]);
}

/** A pipe or a terminal. */
export function streamSource(descriptor: number): ByteSource {
  return { size: undefined, again: undefined, read: (into) => readSome(descriptor, into) };
}

/** The bytes of a file of one string's size at most. Problems: one that is not there or cannot be read. */
export function readFile(path: string): Buffer {
  return readSmallFile(path, MAX_WHOLE);
}
