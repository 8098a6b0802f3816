import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fit, folded, type MarkdownBlock } from '../../../src/report/markdown/blocks.js';

const block = (lines: readonly string[], most = 100): MarkdownBlock => ({
  before: ['top'],
  lines,
  after: ['end'],
  most,
  noun: 'line',
  more: (text) => `(${text})`,
});

test('blocks stand one after the other, a blank line between them', () => {
  assert.is(fit([block(['a']), block(['b'])], 1000), 'top\na\nend\n\ntop\nb\nend\n');
});

test('lines beyond the most are counted', () => {
  assert.is(fit([block(['a', 'b', 'c'], 1)], 1000), 'top\na\n(and 2 more lines)\nend\n');
});

test('a block loses lines where there is no room, and is left out where not even its frame fits', () => {
  const long = block(Array.from({ length: 50 }, (_, at) => `line ${at}`));
  const text = fit([long], 100);
  assert.ok(text.length <= 100);
  assert.match(text, /^top\nline 0\n[\s\S]*\(and \d+ more lines\)\nend\n$/);
  assert.is(fit([long], 10), '');
});

test('a folded list has a summary, stands open where it is short, and is nothing without lines', () => {
  assert.is(
    fit(folded('2 open', ['- a', '- b'], { open: true }), 1000),
    '<details open><summary>2 open</summary>\n\n- a\n- b\n\n</details>\n',
  );
  assert.equal(folded('0 open', []), []);
});

test.run();
