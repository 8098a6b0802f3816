import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isScannable } from '../../src/read/scannable.js';
import { CHUNKS, parsed, SCANNERS, scanned } from './both-ways.js';

const FOLDERS = ['../golden/', '../golden-deployers/', '../../examples/plan-json/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);
const PLANS = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'plan.json'))).filter(
  (file) => existsSync(file) && isScannable(readFileSync(file)),
);

test('every plan of the tests and examples gives the same report scanned as parsed', () => {
  assert.ok(PLANS.length > 100);
  const scanners = Object.values(SCANNERS);
  for (const [number, file] of PLANS.entries()) {
    const bytes = readFileSync(file);
    const report = parsed(bytes);
    for (const [turn, chunk] of CHUNKS.entries()) {
      // Each plan meets every chunk size, and all of them together every combination.
      const scanner = scanners[(number + turn) % scanners.length];
      const again = (number >> 1) % 2 === turn % 2;
      if (scanner !== undefined) assert.is(scanned(bytes, { scanner, chunk, again }), report, `${file} by ${chunk}`);
    }
  }
});

test.run();
