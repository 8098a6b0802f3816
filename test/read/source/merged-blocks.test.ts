import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mergedBlocks } from '../../../src/read/source/merged-blocks.js';
import { sourceFiles, sourceFolder } from '../../../src/read/source/source-file.js';

const makeFile = sourceFiles(() => {});

/** The blocks of a module of some files, each with its arguments and the types of the blocks in it. */
function merged(files: Readonly<Record<string, string>>): readonly string[] {
  const made = Object.entries(files).map(([name, text]) => makeFile(name, name, () => text));
  const folder = sourceFolder({ path: '.', isCopy: false }, made, () => undefined);
  return mergedBlocks(folder).map(({ type, labels, attributes, blocks }) => {
    const written = [...attributes].map(([name, { text }]) => `${name}=${text}`);
    return [[type, ...labels].join('.'), ...written, ...blocks.map((block) => block.attributes.get('a')?.text)].join(
      ' ',
    );
  });
}

test('an override changes arguments, and replaces all nested blocks of a type', () => {
  const main = 'resource "t" "n" {\n x = 1\n y = 2\n l {\n  a = 3\n }\n l {\n  a = 4\n }\n k {\n  a = 5\n }\n}\n';
  const change = 'resource "t" "n" {\n y = 6\n l {\n  a = 7\n }\n}\n';
  for (const name of ['override.tf', 'a_override.tf', 'override.tofu'])
    assert.equal(merged({ [name]: change, 'main.tf': main }), ['resource.t.n x=1 y=6 5 7'], name);
});

test('a dynamic block is replaced by blocks of the name that it makes, and replaces them', () => {
  const dynamic = 'resource "t" "n" {\n dynamic "l" {\n  for_each = []\n  a = 1\n }\n}\n';
  const fixed = 'resource "t" "n" {\n l {\n  a = 2\n }\n}\n';
  assert.equal(merged({ 'main.tf': dynamic, 'override.tf': fixed }), ['resource.t.n 2']);
  assert.equal(merged({ 'main.tf': fixed, 'override.tf': dynamic }), ['resource.t.n 1']);
});

test('a provider is told from others by its alias, and locals are all kept', () => {
  const main = 'provider "aws" {\n x = 1\n}\nprovider "aws" {\n alias = "w"\n x = 2\n}\nlocals {\n x = 3\n}\n';
  const change = 'provider "aws" {\n alias = "w"\n x = 4\n}\nlocals {\n x = 5\n}\n';
  assert.equal(merged({ 'main.tf': main, 'override.tf': change }), [
    'provider.aws x=1',
    'provider.aws alias="w" x=4',
    'locals x=3',
    'locals x=5',
  ]);
});

test.run();
