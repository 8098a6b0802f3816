import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { distinctBy, groupBy, once, onceEach, onceForNames } from '../../src/model/collections.js';

test('things are grouped by their key, in the order in which they come; those without one are left out', () => {
  const groups = groupBy(['ab', 'b', 'ac', ''], (word) => word[0]);
  assert.equal(
    [...groups],
    [
      ['a', ['ab', 'ac']],
      ['b', ['b']],
    ],
  );
});

test('of things of one key the last is kept, at the place of the first', () => {
  assert.equal(
    distinctBy(['ab', 'b', 'ac'], (word) => word[0] ?? ''),
    ['ac', 'b'],
  );
});

test('a value is made when it is first asked for, and once, be it undefined', () => {
  for (const value of [1, undefined]) {
    let made = 0;
    const get = once(() => {
      made += 1;
      return value;
    });
    assert.is(made, 0);
    assert.equal([get(), get()], [value, value]);
    assert.is(made, 1);
  }
});

test('what is made of an object is made once for each', () => {
  const [one, other] = [{ name: 'a' }, { name: 'b' }];
  const made: string[] = [];
  const nameOf = onceEach(({ name }: { name: string }) => {
    made.push(name);
    return name;
  });
  assert.equal([one, other, one].map(nameOf), ['a', 'b', 'a']);
  assert.equal(made, ['a', 'b']);
});

test('what is made of a list of names is made once for each list', () => {
  const made: string[] = [];
  const joined = onceForNames((...names: readonly string[]) => {
    made.push(names.join('+'));
    return names.join('+');
  });
  assert.equal([joined('a'), joined('a', 'b'), joined('a')], ['a', 'a+b', 'a']);
  assert.equal(made, ['a', 'a+b']);
});

test.run();
