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

test('a file that is too large, and one that makes them all too large, are told and not read', () => {
  const notices: string[] = [];
  const makeFile = sourceFiles((text) => notices.push(text));
  const parsed = (name: string, length: number) =>
    makeFile(name, name, () => `#${' '.repeat(length - 1)}`).parsed() !== undefined;
  assert.not(parsed('large.tf', 500_001));
  assert.equal(
    ['a.tf', 'b.tf', 'c.tf', 'd.tf'].map((name) => parsed(name, 500_000)),
    [true, true, true, true],
  );
  assert.not(parsed('e.tf', 2));
  const limits = 'not read as source, which is limited to 500000 characters in a file and 2000000 in all';
  assert.equal(notices, [`large.tf: ${limits}`, `e.tf: ${limits}`]);
});

test.run();
