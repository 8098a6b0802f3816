import { strToU8, zipSync } from 'fflate';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { unzip } from '../../src/read/unzip.js';

const all = { wanted: (_: string) => true, largestFile: 5_000_000, mostFiles: 100 };

const names = async (archive: Uint8Array, more: Partial<typeof all> = {}) => {
  const files = await unzip(archive, { ...all, ...more });
  return files && [...files.keys()];
};

test('only files that are wanted, and not too large, are unpacked', async () => {
  const archive = zipSync({ a: strToU8('1'), b: strToU8('2'), large: new Uint8Array(2000) });
  assert.equal(await names(archive), ['a', 'b', 'large']);
  assert.equal(await names(archive, { wanted: (name: string) => name !== 'b', largestFile: 1000 }), ['a']);
});

test('an archive is refused that names a place outside of itself, whichever way', async () => {
  for (const name of ['../a', 'm-/../../a', '/etc/a', 'm-\\..\\a']) {
    assert.is(await unzip(zipSync({ [name]: strToU8('x') }), all), undefined, name);
  }
  assert.equal(await names(zipSync({ 'a..b/..c': strToU8('x') })), ['a..b/..c']);
});

test('an archive is refused whose wanted files are too many, or too large together', async () => {
  const many = zipSync(Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`f${at}`, strToU8('x')])));
  assert.is(await unzip(many, all), undefined);
  const block = new Uint8Array(4_500_000);
  const large = zipSync(Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`f${at}`, block])), { level: 1 });
  assert.ok(large.length < 10_000_000);
  assert.is(await unzip(large, all), undefined);
});

/** An archive of two files, whose central directory says something else of both. */
function forged(change: (entry: DataView) => void): Uint8Array {
  const archive = zipSync({ aa: strToU8('x'.repeat(40)), bb: strToU8('y'.repeat(40)) });
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length);
  for (let at = 0; at + 46 <= archive.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) change(new DataView(archive.buffer, archive.byteOffset + at));
  }
  return archive;
}

test('an archive is refused that has two files of one name', async () => {
  const twice = forged((entry) => entry.setUint16(46, 0x6161));
  assert.is(await unzip(twice, all), undefined);
});

test('an archive is refused that claims more than Deflate can make of it', async () => {
  assert.is(
    await unzip(
      forged((entry) => entry.setUint32(24, 4_000_000, true)),
      all,
    ),
    undefined,
  );
});

test('what is no archive is none', async () => {
  assert.is(await unzip(strToU8('PK\u0003\u0004 and nothing else'), all), undefined);
});

test.run();
