import { UnusableInput } from '../../model/problem.js';

/** An input as bytes, from its beginning to its end. */
export interface ByteSource {
  /** Unit: bytes. Undefined where nobody knows before the end, as of a pipe. */
  readonly size: number | undefined;
  /** Puts the next bytes there and tells how many; 0 at the end. */
  read(into: Buffer): number;
  /** The bytes at a place, once more; undefined where what was read is gone. Throws: UnusableInput where the input changed. */
  readonly again: ((offset: number, length: number) => Buffer) | undefined;
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
    again: (offset, length) => bytes.subarray(offset, offset + length),
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

/** Unit: bytes. What fits into one string. */
const MAX_WHOLE = 2 ** 29 - 24;

/** Everything that there is to read. Problems: more than can be held. */
export function readAll(path: string, source: ByteSource): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 20);
    const length = fill(source, chunk);
    if (length === 0) return Buffer.concat(chunks);
    total += length;
    if (total > MAX_WHOLE) throw new UnusableInput([{ path, message: 'this is no plan, and larger than 512 MiB' }]);
    chunks.push(chunk.subarray(0, length));
  }
}
