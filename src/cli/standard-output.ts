import { fstatSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';

/** Unit: ms. How long to wait for a reader that has not read yet. */
const PAUSE = 5;

/** Whether a descriptor is a terminal. Loading the stream for it takes longer than asking what sort of file it is. */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && isatty(descriptor);
  } catch {
    return false; // closed
  }
}

/** Unit: bytes. Mostly a piece of a report fits, whatever its characters. */
const ROOM = 1 << 17;

/** Where pieces of a report become bytes, one after the other. */
let room: Buffer | undefined;

/** Writes all of a text to standard output. Ends the process where nobody reads on. */
export function printOut(text: string): void {
  room ??= Buffer.allocUnsafeSlow(ROOM);
  // A character takes three bytes at most. Source: https://encoding.spec.whatwg.org/#dom-textencoder-encodeinto
  const bytes = text.length * 3 <= ROOM ? room.subarray(0, room.write(text)) : Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') process.exit();
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
