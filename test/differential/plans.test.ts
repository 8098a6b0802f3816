import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { beginsAsPlan } from '../../src/read/plan.js';
import { CHUNKS, parsed, scanned } from './both-ways.js';

const FOLDERS = ['../golden/', '../golden-deployers/', '../../examples/plan-json/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);
const PLANS = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'plan.json'))).filter(
  (file) => existsSync(file) && beginsAsPlan(readFileSync(file, 'utf8')),
);

test('every plan of the tests and examples gives the same report scanned as parsed', () => {
  assert.ok(PLANS.length > 100);
  for (const [number, file] of PLANS.entries()) {
    const bytes = readFileSync(file);
    const report = parsed(bytes);
    for (const [turn, chunk] of CHUNKS.entries()) {
      const again = (number >> 1) % 2 === turn % 2;
      assert.is(scanned(bytes, { chunk, again }), report, `${file} by ${chunk}`);
    }
  }
});

test.run();
