import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repeatedMember } from '../../src/model/json-members.js';

test('a member that an object has twice is found, however its name is spelled', () => {
  assert.is(repeatedMember('{"a":1,"a":2}'), 7);
  assert.is(repeatedMember('[{"b":{"a":[{}],"x":0,"\\u0061":"a"}}]'), 22);
  assert.is(repeatedMember('{"a\\"":1,"a\\"":2}'), 9);
});

test('a name that stands in two objects, or in a text, is no repetition', () => {
  for (const text of ['{"a":{"a":1},"b":{"a":1}}', '{"a":"a","b":"\\",\\"a\\":"}', '["a","a"]', '"a"', '{"":0}']) {
    assert.is(repeatedMember(text), undefined, text);
  }
});

test.run();
