import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { filesBelow } from '../../../src/read/source/files.js';

const test = suite<{ folder: string }>('files of a configuration', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  mkdirSync(join(context.folder, 'stack/assets'), { recursive: true });
  writeFileSync(join(context.folder, 'stack/assets/c.pem'), 'inside');
  writeFileSync(join(context.folder, 'secret'), 'outside');
  symlinkSync(join(context.folder, 'secret'), join(context.folder, 'stack/link'));
});

test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('a file below the folder is read, and one that is not there is absent', ({ folder }) => {
  const files = filesBelow(join(folder, 'stack'));
  assert.equal(Buffer.from(files.read('./assets/c.pem') ?? '').toString(), 'inside');
  assert.equal(files.read('assets/none'), 'absent');
});

test('nothing outside of the folder is read, nor what is no regular file', ({ folder }) => {
  const files = filesBelow(join(folder, 'stack'));
  for (const path of ['../secret', 'link', join(folder, 'secret'), 'assets', '.', 'assets/../../secret'])
    assert.equal(files.read(path), undefined, path);
});

test('a file says the same when its folder is gone', ({ folder }) => {
  const files = filesBelow(join(folder, 'stack'));
  files.read('assets/c.pem');
  rmSync(join(folder, 'stack'), { recursive: true });
  assert.equal(Buffer.from(files.read('assets/c.pem') ?? '').toString(), 'inside');
  assert.equal(files.read('assets/other.pem'), undefined);
});

test('files below a folder are matched by their paths from there', ({ folder }) => {
  for (const path of ['stack/a.txt', 'stack/.hidden.txt', 'stack/assets/deep/b.txt', 'stack/c.txt.bak', 'd.txt']) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  rmSync(join(folder, 'stack/link'));
  const { match } = filesBelow(join(folder, 'stack'));
  assert.deepEqual(match?.('.', '*.txt'), ['.hidden.txt', 'a.txt']);
  assert.deepEqual(match?.('.', '**/*.txt'), ['.hidden.txt', 'a.txt', 'assets/deep/b.txt']);
  assert.deepEqual(match?.('assets', '**'), ['c.pem', 'deep/b.txt']);
  assert.deepEqual(match?.('./assets', '?.pem'), ['c.pem']);
  assert.deepEqual(match?.('.', '*/*/*'), ['assets/deep/b.txt']);
  assert.deepEqual(match?.('none', '*'), []);
});

test('what is matched outside of the folder, through a link, or by a class of characters is not told', ({ folder }) => {
  const { match } = filesBelow(join(folder, 'stack'));
  for (const [path, pattern] of [
    ['..', '*'],
    ['.', '../*'],
    [folder, '*'],
    ['.', '*'],
    ['.', '[a]*'],
    ['.', '{a,b}'],
  ] as const)
    assert.equal(match?.(path, pattern), undefined, pattern);
  symlinkSync(join(folder, 'stack/assets'), join(folder, 'stack/again'));
  rmSync(join(folder, 'stack/link'));
  assert.equal(match?.('.', '**/*.pem'), undefined);
  assert.deepEqual(match?.('assets', '**/*.pem'), ['c.pem']);
});

test('folders that a pattern repeats, and names with many stars, are matched at once', ({ folder }) => {
  const chain = [...'abcdefghijklmnop'].join('/');
  mkdirSync(join(folder, 'stack/assets', chain), { recursive: true });
  writeFileSync(join(folder, 'stack/assets', chain, 'x'.repeat(200)), '');
  const { match } = filesBelow(join(folder, 'stack/assets'));
  const started = performance.now();
  assert.deepEqual(match?.('.', `${'**/'.repeat(100)}x*`), [`${chain}/${'x'.repeat(200)}`]);
  assert.deepEqual(match?.('.', `**/${'*x'.repeat(60)}*y`), []);
  assert.equal(match?.('.', '**/'.repeat(20_000)), undefined);
  assert.ok(performance.now() - started < 2000);
});

test.run();
