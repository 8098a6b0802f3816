import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { terminalPicture } from '../../scripts/pictures.js';
import { ROOT } from '../cli/run.js';

test('the picture of the terminal shows what elbcert prints', () => {
  assert.is(readFileSync(join(ROOT, 'docs/terminal.svg'), 'utf8'), terminalPicture(), 'stale: npm run pictures');
});

test('colours and weights are those of the codes, and text is no markup', () => {
  const drawn = terminalPicture('\u001b[1m\u001b[31merror\u001b[39m\u001b[22m a < b & c\n');
  assert.match(drawn, '<tspan font-weight="bold" fill="#ff7b72">error</tspan> a &lt; b &amp; c</text>');
});

test.run();
