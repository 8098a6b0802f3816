import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absent, known, unknown } from '../../../src/model/value.js';
import { show } from '../../../src/report/common/names.js';

test('a value reads as a word', () => {
  assert.is(show(known('us-east-1')), 'us-east-1');
  assert.is(show(known(443)), '443');
  assert.is(show(known(['a.example.com', 'b.example.com'])), 'a.example.com, b.example.com');
  assert.is(show(absent), 'none');
  assert.is(show(unknown('known after apply')), 'unknown');
  assert.is(
    show(unknown('known after apply', { candidates: ['RSA_1024', 'RSA_2048'] })),
    'unknown: RSA_1024 or RSA_2048',
  );
});

test('a sensitive value is never shown, whether it is known or not', () => {
  assert.is(show(known('secret', true)), '(sensitive)');
  assert.is(show(unknown('known after apply', { candidates: ['secret'], sensitive: true })), '(sensitive)');
});

test.run();
