import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ByteSource,
  bytesSource,
  fileSource,
  fill,
  prefixed,
  readAll,
  readFile,
} from '../../src/read/byte-source.js';
import { collectGarbage } from './collect-garbage.js';

const test = suite<{ folder: string }>('byte sources', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** The same, which gives so many bytes at a time. */
function slow(source: ByteSource, bytes: number): ByteSource {
  return { ...source, read: (into) => source.read(into.subarray(0, bytes)) };
}

function textAgain({ again }: ByteSource, offset: number, length: number): string {
  const into = Buffer.alloc(length);
  again?.(offset, into);
  return into.toString();
}

test('a byte source fills a buffer from a source that gives little at a time, and says where the input ends', () => {
  const source = slow(bytesSource(Buffer.from('0123456789')), 3);
  const into = Buffer.alloc(8);
  assert.is(fill(source, into), 8);
  assert.is(into.toString(), '01234567');
  assert.is(fill(source, into), 2);
  assert.is(fill(source, into), 0);
});

test('a byte source gives what was read before, then the rest', () => {
  const source = bytesSource(Buffer.from('0123456789'));
  fill(source, Buffer.alloc(4));
  const whole = readAll('plan.json', slow(prefixed(Buffer.from('0123'), source), 3), 'it is a test');
  assert.is(whole.toString(), '0123456789');
});

test('a byte source refuses to hold more than a string can, before anything is read where the size is known', () => {
  const endless: ByteSource = {
    size: 2 ** 30,
    again: undefined,
    read: () => {
      throw new Error('nothing is to be read');
    },
  };
  assert.throws(() => readAll('plan.json', endless, 'it is no plan'), /larger than 512 MiB, and it is no plan/);
});

test('a byte source reads a file, and places in it once more', ({ folder }) => {
  const path = join(folder, 'plan.json');
  writeFileSync(path, '0123456789');
  const source = fileSource(path);
  assert.is(source.size, 10);
  assert.is(readAll(path, source, '').toString(), '0123456789');
  assert.is(textAgain(source, 3, 4), '3456');
  assert.is(textAgain(bytesSource(Buffer.from('0123456789')), 3, 4), '3456');
});

test('a byte source says that a file changed, or became shorter, while it was read', ({ folder }) => {
  const path = join(folder, 'plan.json');
  writeFileSync(path, '0123456789');
  const source = fileSource(path);
  assert.throws(() => textAgain(source, 8, 4), /changed while it was read/);
  appendFileSync(path, 'more');
  assert.throws(() => textAgain(source, 3, 4), /changed while it was read/);
});

test('a byte source says what keeps a file from being read', ({ folder }) => {
  assert.throws(() => readFile(join(folder, 'none')), /no such file/);
  assert.throws(() => readFile(folder), /folder/);
});

test('a file stays open as long as anything can read from it', async ({ folder }) => {
  writeFileSync(join(folder, 'plan.json'), 'x'.repeat(100));
  const { read } = fileSource(join(folder, 'plan.json'));
  await collectGarbage();
  assert.is(read(Buffer.alloc(10)), 10);
});

test.run();
