import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decode } from '../../src/read/bytes.js';
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
  test(`reads a plan in ${title}`, () => {
    const [plan] = readBytes('plan.json', bytes, { wanted: () => true, onNotice: () => {} });
    assert.is(plan?.resources.filter((resource) => resource.type === 'aws_elb').length, 4);
  });
}

test('reads text that ends within a UTF-16 unit', () => {
  assert.is(decode(Buffer.concat([Buffer.from('\ufeffab', 'utf16le').swap16(), Buffer.from([0])])), 'ab');
});

test.run();
