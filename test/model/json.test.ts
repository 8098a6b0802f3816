import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseJson, scalarText } from '../../src/model/json.js';

test('a value that is no scalar is text without calling anything of it', () => {
  assert.equal(['x', 7, true].map(scalarText), ['x', '7', 'true']);
  assert.equal(
    ['null', '["a"]', '{"toString":1,"toJSON":2}'].map((text) => scalarText(parseJson(text) ?? null)),
    ['null', '["a"]', '{"toString":1,"toJSON":2}'],
  );
});

test.run();
