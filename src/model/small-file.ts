import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { systemRefusal, UnusableInput } from './problem.js';

/** Unit: ms. How long to wait for a pipe that has nothing yet. */
const PAUSE = 5;

/** Unit: bytes. */
const CHUNK = 1 << 16;

/**
 * The bytes of a regular file or of a pipe, as a shell's `<(command)` makes one. Without blocking, so that a named pipe
 * which nobody writes to is empty.
 * Throws: UnusableInput where there are more bytes than `limit`, or the path leads to a device or anything else.
 */
export function readSmallFile(path: string, limit: number): Buffer {
  const refuse = (message: string) => new UnusableInput([{ path, message }]);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) throw refuse('this is a folder');
    if (!stats.isFile() && !stats.isFIFO()) throw refuse('this is neither a file nor a pipe');
    const chunks: Buffer[] = [];
    for (let total = 0; ; ) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSome(descriptor, chunk);
      if (length === 0) return Buffer.concat(chunks);
      total += length;
      if (total > limit) throw refuse(`is larger than ${limit / 1024} KiB`);
      chunks.push(chunk.subarray(0, length));
    }
  } catch (error) {
    throw error instanceof UnusableInput ? error : refuse(systemRefusal(error));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** How many bytes a descriptor gave, 0 at its end. Waits for a writer that has written nothing yet. */
export function readSome(descriptor: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, into);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
