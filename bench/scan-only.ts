import { openSync, readSync } from 'node:fs';
import type { ScanEvents } from '../src/read/large/scanner.js';
import { loadWasmScanner } from '../src/read/large/wasm-scanner.js';

/**
 * Scans a plan and does nothing with what it is told: what a plan takes whatever is then done with it, which is no less.
 *
 *     node scan-only.cjs PLAN
 */

const descriptor = openSync(process.argv[2] ?? '', 'r');

const events: ScanEvents = {
  read: (into) => readSync(descriptor, into, 0, into.length, null),
  wanted: () => 0,
  open: () => 0,
  close() {},
  keep() {},
  elide() {},
  resource() {},
  aside() {},
  block() {},
  blockAt() {},
};

const end = loadWasmScanner()?.(events, { window: 1 << 18, holdBlocks: false });
if (end?.kind !== 'whole') {
  process.stderr.write(`not scanned: ${end?.kind ?? 'no WebAssembly'}\n`);
  process.exitCode = 2; // 1 is what a check ends with that found something
}
