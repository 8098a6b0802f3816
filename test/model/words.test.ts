import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { firstNames, joinWords, plural } from '../../src/model/words.js';

test('words are joined by commas, the last one by a conjunction', () => {
  const words = ['a', 'b', 'c'];
  const joined = [0, 1, 2, 3].map((count) => joinWords(words.slice(0, count), 'or'));
  assert.equal(joined, ['', 'a', 'a or b', 'a, b or c']);
});

test('names beyond the most are counted', () => {
  const names = ['a', 'b', 'c'];
  assert.equal(
    [4, 3, 2, 1].map((most) => firstNames(names, most)),
    ['a, b, c', 'a, b, c', 'a, b and 1 more', 'a and 2 more'],
  );
});

test('one thing is singular, none and several are plural', () => {
  assert.equal(
    [0, 1, 2].map((count) => plural(count, 'listener')),
    ['0 listeners', '1 listener', '2 listeners'],
  );
});

test.run();
