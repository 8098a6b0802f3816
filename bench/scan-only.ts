import { openSync, readSync } from 'node:fs';
import { loadScanner } from '../src/read/large/scanner.js';
import { skeletonOf } from '../src/read/large/skeleton.js';
import { DOCUMENT } from '../src/read/plan.js';

/**
 * Scans a plan and does nothing with what it is told: what a plan takes whatever is then done with it, which is no less.
 *
 *     node scan-only.cjs PLAN
 */

const descriptor = openSync(process.argv[2] ?? '', 'r');

const end = loadScanner()?.(skeletonOf(DOCUMENT), {
  read: (into) => readSync(descriptor, into, 0, into.length, null),
  verdict: () => 0,
  open() {},
  close() {},
  value() {},
  elide() {},
  instance: () => true,
});
if (end?.kind !== 'whole') {
  process.stderr.write(`not scanned: ${end?.kind ?? 'no WebAssembly'}\n`);
  process.exitCode = 2; // 1 is what a check ends with that found something
}
