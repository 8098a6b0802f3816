import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { didYouMean, nearest, notAllowed } from '../../src/model/suggest.js';

test('a word with a letter wrong, left out, added or swapped is close to the right one', () => {
  for (const word of ['rejion', 'regon', 'regiion', 'regoin', 'REGION']) {
    assert.is(didYouMean(word, ['id', 'region', 'regions']), ', did you mean "region"', word);
  }
});

test('the beginning of a word is close to it, from three letters on', () => {
  assert.is(nearest('cloudf', ['cognito', 'cloudfront']), 'cloudfront');
  assert.is(nearest('cl', ['cognito', 'cloudfront']), undefined);
});

test('a word that is right but for its case is the closest', () => {
  assert.is(nearest('ALB', ['nlb', 'alb']), 'alb');
});

test('nothing is suggested where nothing is close', () => {
  assert.is(didYouMean('cognito', ['alb', 'nlb']), '');
});

test('a word that is not allowed is told what is, and the nearest', () => {
  assert.equal(notAllowed('b', ['a']), { message: '"b" is not allowed, did you mean "a"', hint: 'allowed is a' });
  assert.equal(notAllowed('zzzz', ['one', 'two', 'six']), {
    message: '"zzzz" is not allowed',
    hint: 'allowed are one, two and six',
  });
  assert.is(notAllowed(1, ['1']).message, '1 is not allowed');
});

test.run();
