import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareNatural } from '../../../src/report/common/order.js';

test('numbers in text are compared as numbers', () => {
  const sorted = ['web', 'web[0]', 'web[2]', 'web[10]', 'web["a"]', 'web["a10b"]', 'web["a9b"]'].sort(compareNatural);
  assert.equal(sorted, ['web', 'web["a"]', 'web["a9b"]', 'web["a10b"]', 'web[0]', 'web[2]', 'web[10]']);
});

test('a number of any length is compared', () => {
  assert.is(Math.sign(compareNatural(`a${'9'.repeat(40)}`, `a1${'0'.repeat(40)}`)), -1);
});

test('a number is compared whole, wherever two texts part in it', () => {
  const sorted = ['a1', 'a1b', 'a01c', 'a2', 'a10', 'a12', 'a102', 'a110', 'a1000'];
  assert.equal([...sorted].reverse().sort(compareNatural), sorted);
});

test('every order of the same texts is sorted to the same list', () => {
  const text = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'b', '[', '.'), maxLength: 6 });
  fc.assert(
    fc.property(fc.uniqueArray(text), (texts) => {
      const sorted = [...texts].sort(compareNatural);
      assert.equal([...texts].reverse().sort(compareNatural), sorted);
      assert.ok(sorted.every((each, at) => at === 0 || compareNatural(sorted[at - 1] ?? '', each) < 0));
    }),
  );
});

test.run();
