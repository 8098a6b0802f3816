import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { didYouMean, nearest } from '../../src/model/suggest.js';

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

test.run();
