import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseHcl } from '../../../src/read/source/parse-hcl.js';
import { sourceFiles } from '../../../src/read/source/source-file.js';

test('blocks that are nested deeper than any resource type has them make a file invalid where they are', () => {
  const nested = (levels: number) => parseHcl(`${'a {\n'.repeat(levels)}${'}\n'.repeat(levels)}`);
  assert.is(nested(200).brokenAt, null);
  assert.is(nested(201).brokenAt, 201);
  assert.is(nested(20_000).brokenAt, 201);
});

test('a file of JSON syntax that is too large, and one that makes all files too large, are told and not read', () => {
  const notices: string[] = [];
  const makeFile = sourceFiles((text) => notices.push(text));
  const parsed = (name: string, length: number) =>
    makeFile(name, name, () => `#${' '.repeat(length - 1)}`).parsed() !== undefined;
  const sizes = { 'large.tf.json': 500_001, 'a.tf': 1_000_000, 'b.tf': 1_000_000, 'c.tf': 2 };
  assert.equal(
    Object.entries(sizes).map(([name, length]) => parsed(name, length)),
    [false, true, true, false],
  );
  const limits = 'not read as source, which is limited to 2000000 characters in all, 500000 in a file of JSON syntax';
  assert.equal(notices, [`large.tf.json: ${limits}`, `c.tf: ${limits}`]);
});

test.run();
