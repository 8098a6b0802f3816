import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { all, any, fails, holds, type Judgement, maybe, no, not, one, yes } from '../../src/model/truth.js';

const TRUE: Judgement<string> = { truth: 'true', because: ['t'] };
const FALSE: Judgement<string> = { truth: 'false', because: ['f'] };
const OPEN = maybe('u');
const VALUES = [TRUE, FALSE, OPEN];

test('all is false where one is, else unknown where one is', () => {
  for (const left of VALUES) {
    for (const right of VALUES) {
      const { truth } = all([left, right]);
      const both = [left.truth, right.truth];
      assert.is(truth, both.includes('false') ? 'false' : both.includes('unknown') ? 'unknown' : 'true');
    }
  }
  assert.is(all([]).truth, 'true');
});

test('any is true where one is, else unknown where one is', () => {
  for (const left of VALUES) {
    for (const right of VALUES) {
      const { truth } = any([left, right]);
      const both = [left.truth, right.truth];
      assert.is(truth, both.includes('true') ? 'true' : both.includes('unknown') ? 'unknown' : 'false');
    }
  }
  assert.is(any([]).truth, 'false');
});

test('one is true where exactly one is', () => {
  assert.is(one([TRUE, FALSE]).truth, 'true');
  assert.is(one([TRUE, TRUE, OPEN]).truth, 'false');
  assert.is(one([FALSE, FALSE]).truth, 'false');
  assert.is(one([TRUE, OPEN]).truth, 'unknown');
  assert.is(one([FALSE, OPEN]).truth, 'unknown');
});

test('not turns true and false around, and keeps what is unknown', () => {
  assert.equal(
    VALUES.map((value) => not(value).truth),
    ['false', 'true', 'unknown'],
  );
  assert.equal(not(OPEN), OPEN);
});

test('what decides is told, each ground once and in order', () => {
  const other: Judgement<string> = { truth: 'false', because: ['g', 'f'] };
  assert.equal(all([TRUE, OPEN, FALSE, other]), { truth: 'false', because: ['f', 'g'] });
  assert.equal(any([FALSE, OPEN, maybe('v')]), { truth: 'unknown', because: ['u', 'v'] });
  assert.equal(any([FALSE, TRUE]).because, ['t']);
});

test('what is unknown neither holds nor fails', () => {
  assert.equal([yes, no, OPEN].map(holds), [true, false, false]);
  assert.equal([yes, no, OPEN].map(fails), [false, true, false]);
});

test.run();
