import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { prefixesOf } from '../../src/expressions/pattern-prefixes.js';

/** Whether a match of a pattern may go on behind a text that it begins with. */
function goesOn(pattern: string, text: string): boolean | undefined {
  const prefixes = prefixesOf(pattern);
  return prefixes && new RegExp(`^${prefixes.source}$`).test(text);
}

test('a match goes on behind what its next part may follow', () => {
  assert.equal(
    ['', 'a', 'ab', 'abb', 'abbc', 'b'].map((text) => goesOn('ab+c', text)),
    [true, true, true, true, false, false],
  );
});

test('a repetition goes on until it has been repeated often enough', () => {
  assert.equal(
    ['', 'ab', 'abab', 'ababab'].map((text) => goesOn('(?:ab){1,2}', text)),
    [true, true, false, false],
  );
  assert.is(goesOn('ab{0}', 'ab'), false);
  assert.is(goesOn('b{0}', 'b{0,-1}'), false);
  assert.is(goesOn('(a|bc)*', 'abca'), true);
  assert.is(goesOn('(a|bc)*', 'c'), false);
});

test('a class is one character, whatever stands in it', () => {
  assert.is(goesOn('[(|]x', '('), true);
  assert.ok(prefixesOf('[](|]x') !== undefined);
  assert.is(goesOn('[^\\]]x', ']'), false);
  assert.is(goesOn('\\.x', '.'), true);
  assert.is(goesOn('\\.x', 'a'), false);
});

test('a pattern is anchored where all of it is', () => {
  assert.is(prefixesOf('^a')?.anchored, true);
  assert.is(prefixesOf('a')?.anchored, false);
  assert.is(prefixesOf('^a|b'), undefined);
  assert.is(prefixesOf('^(?:a|b)')?.anchored, true);
});

test('what asks for more than a text and its order is not read', () => {
  for (const pattern of ['', 'a$', '\\ba', '(?i)a', '\\pL', 'a{', 'a)b', '(a', 'a|^b', '(|)'])
    assert.is(prefixesOf(pattern), undefined, pattern);
});

test.run();
