import { stripVTControlCharacters } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { finding, listener, renderText, report } from '../build.js';

test('colour adds nothing but colour', () => {
  const made = report({
    listeners: [listener()],
    findings: [finding(), finding({ outcome: 'open', policyId: 'p' })],
    notes: ['n'],
  });
  const colored = renderText(made, { color: true });
  assert.match(colored, '\u001b[31m');
  assert.is(stripVTControlCharacters(colored), renderText(made));
});

test('colour cannot be smuggled in by the plan', () => {
  const made = report({ listeners: [listener()], findings: [finding({ message: 'a\u001b[2Jb\nc\u202ed' })] });
  assert.match(renderText(made, { color: true }), 'a\\u{1b}[2Jb\\u{a}c\\u{202e}d [acm-key-algorithm]\n');
});

test.run();
