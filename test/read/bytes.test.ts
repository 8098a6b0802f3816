import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesSource, fill } from '../../src/read/byte-source.js';
import { decode, isLegacyPlan, isZip, utf8Source } from '../../src/read/bytes.js';
import { readBytes } from '../../src/read/index.js';

const file = new URL('../../examples/plan-json/mixed/plan.json', import.meta.url);
const text = readFileSync(file, 'utf8');

const ENCODINGS: readonly (readonly [title: string, bytes: Buffer])[] = [
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16, little end first, with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, little end first', Buffer.from(text, 'utf16le')],
  ['UTF-16, big end first, with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['UTF-16, big end first', Buffer.from(text, 'utf16le').swap16()],
  ['pretty-printed UTF-8 with CRLF', Buffer.from(JSON.stringify(JSON.parse(text), null, 2).replaceAll('\n', '\r\n'))],
];

for (const [title, bytes] of ENCODINGS) {
  test(`the reader reads a plan in ${title}`, () => {
    const [plan] = readBytes('plan.json', bytes, { wanted: () => true });
    assert.is(plan?.resources.filter((resource) => resource.type === 'aws_elb').length, 4);
  });
}

test('the reader reads text that ends within a UTF-16 unit', () => {
  assert.is(decode(Buffer.concat([Buffer.from('\ufeffab', 'utf16le').swap16(), Buffer.from([0])])), 'ab');
});

test('converts UTF-16 to UTF-8 as it is read, whatever the pieces, without its byte order mark', () => {
  const written = '{"name":"d\u00e9j\u00e0 \u{1f512}","list":[1,2]}'.repeat(50);
  const little = Buffer.from(`\ufeff${written}`, 'utf16le');
  const inputs = [little, little.subarray(2), Buffer.from(little).swap16(), Buffer.from(little.subarray(2)).swap16()];
  for (const input of [...inputs, Buffer.from(written), Buffer.from(`\ufeff${written}`)]) {
    for (const size of [1, 2, 3, 7, 4096]) {
      const source = utf8Source(input, bytesSource(input));
      const pieces: Buffer[] = [];
      for (;;) {
        const into = Buffer.alloc(size);
        const length = source.read(into);
        if (length === 0) break;
        pieces.push(into.subarray(0, length));
      }
      assert.is(Buffer.concat(pieces).toString('utf8'), written);
    }
  }
});

test('a byte order mark counts neither for the size nor for the place of what is read again', () => {
  const input = Buffer.from('\ufeff{"a":1}');
  const source = utf8Source(input, bytesSource(input));
  assert.is(source.size, 7);
  const into = Buffer.alloc(3);
  source.again?.(1, into);
  assert.is(into.toString(), '"a"');
});

test('the reader keeps a pair of surrogates together that two pieces of the input share', () => {
  const text = `${'a'.repeat((1 << 15) - 1)}\u{1f512}${'b'.repeat(10)}`;
  const input = Buffer.from(text, 'utf16le');
  for (const [bytes, start] of [
    [input, Buffer.from('{\0')],
    [Buffer.from(input).swap16(), Buffer.from('\0{')],
  ] as const) {
    const source = utf8Source(start, bytesSource(bytes));
    const into = Buffer.alloc(1 << 18);
    assert.is(into.toString('utf8', 0, fill(source, into)), text);
  }
});

test('a place in UTF-8 is told without the byte order mark, and what was converted cannot be read again', () => {
  const marked = Buffer.from('\ufeff{"a":1}');
  const into = Buffer.alloc(3);
  utf8Source(marked, bytesSource(marked)).again?.(1, into);
  assert.is(into.toString(), '"a"');
  const wide = Buffer.from('{"a":1}', 'utf16le');
  assert.is(utf8Source(wide, bytesSource(wide)).again, undefined);
});

test('the reader knows plan files by how they begin', () => {
  assert.ok(isZip(Buffer.from([0x50, 0x4b, 3, 4, 0])));
  assert.not(isZip(Buffer.from([0x50, 0x4b])));
  assert.ok(isLegacyPlan(Buffer.from('tfplan\0')));
  assert.not(isLegacyPlan(Buffer.from('{"tfplan":1}')));
});

test.run();
