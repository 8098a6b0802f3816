import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { casesPage, PAGE } from '../../scripts/cases.js';
import { ROOT } from '../cli/run.js';

test('docs/cases.md says what elbcert says of every golden case', async () => {
  assert.ok(readFileSync(join(ROOT, PAGE), 'utf8') === (await casesPage()), `${PAGE} is stale: npm run cases`);
});

test.run();
