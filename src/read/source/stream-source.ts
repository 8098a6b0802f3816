import { readSync } from 'node:fs';
import type { ByteSource } from './byte-source.js';

/** Unit: ms. How long to wait for a pipe that has nothing yet. */
const PAUSE = 5;

/** A pipe or a terminal. One that has nothing yet answers EAGAIN where it does not block, and is asked again. */
export function streamSource(descriptor: number): ByteSource {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  return {
    size: undefined,
    again: undefined,
    read(into) {
      for (;;) {
        try {
          return readSync(descriptor, into, 0, into.length, null);
        } catch (error) {
          const code = error instanceof Error && 'code' in error ? error.code : undefined;
          if (code === 'EOF') return 0;
          if (code !== 'EAGAIN') throw error;
          Atomics.wait(pause, 0, 0, PAUSE);
        }
      }
    },
  };
}
