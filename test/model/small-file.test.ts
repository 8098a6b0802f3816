import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readSmallFile, readSome } from '../../src/model/small-file.js';

let folder = '';
test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after(() => rmSync(folder, { recursive: true }));

test('a file is read up to its limit', () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'x'.repeat(2048));
  assert.is(readSmallFile(path, 2048).length, 2048);
  assert.throws(() => readSmallFile(path, 1024), /file: is larger than 1 KiB/);
});

test('what is no file, or not there, is refused in a sentence', () => {
  assert.throws(() => readSmallFile(folder, 1024), /: this is a folder/);
  assert.throws(() => readSmallFile(join(folder, 'none'), 1024), /: no such file/);
});

test('what cannot be read is an error, and not the end of it', () => {
  const descriptor = openSync(folder, 'r');
  assert.throws(() => readSome(descriptor, Buffer.alloc(1)), /EISDIR/);
  closeSync(descriptor);
});

if (existsSync('/dev/zero')) {
  test('a link to a device without end is refused before anything is read', () => {
    const path = join(folder, 'link');
    symlinkSync('/dev/zero', path);
    assert.throws(() => readSmallFile(path, 1024), /link: this is neither a file nor a pipe/);
  });

  test('a named pipe without a writer is empty, not a hang', () => {
    const path = join(folder, 'pipe');
    if (spawnSync('mkfifo', [path]).status === 0) assert.is(readSmallFile(path, 1024).length, 0);
  });
}

test.run();
