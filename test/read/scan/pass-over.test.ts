import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { passValue, peek } from '../../../src/read/large/pass-over.js';
import { createWindow } from '../../../src/read/large/window.js';

/** Unit: bytes. Two sizes of a window: less, and more, than is passed over at a time. */
const SMALL = 64;
const LARGE = 1 << 16;

/** Unit: bytes. White space that ends a little before as much was passed over as is at a time. */
const LONG = 16_376;

const QUOTE = 0x22;
const TELLING = [QUOTE, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d];
const OTHERS = [0x00, 0x20, 0x2c, 0x5f, 0x61, 0x7f, 0x80, 0xbf, 0xc3, 0xe2, 0xf4];

/** A byte and those that differ from it in one bit; beyond 0xf4 there are none in UTF-8. */
function alike(byte: number): readonly number[] {
  return [0, 1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80].map((bit) => byte ^ bit).filter((one) => one < 0xf5);
}

/** Some of everything, and stretches with quotes only. */
const stretch = fc.oneof(
  fc.array(fc.constantFrom(...TELLING, ...TELLING.flatMap(alike), ...OTHERS), { maxLength: 12 }),
  fc.array(fc.constantFrom(...alike(QUOTE)), { maxLength: 24 }),
);
const inside = fc.array(stretch, { maxLength: 12 }).map((stretches) => stretches.flat());

/** Where an array ends that begins with the first of these bytes, told one after the other; undefined where it does not. */
function endOf(bytes: Uint8Array): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const char = String.fromCharCode(bytes[at] ?? 0);
    if (char === '\\') at += 1;
    else if (char === '"') inString = !inString;
    else if (!inString && '{['.includes(char)) depth += 1;
    else if (!inString && '}]'.includes(char)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

/** Unit: bytes. How many there are at a time. */
const chunk = fc.constantFrom(1, 2, 7, 61, LARGE);

test('what is nested ends where counting byte by byte has it end, wherever it begins and however it is read', () => {
  const space = fc.constantFrom(0, 0, LONG);
  const property = fc.property(inside, space, fc.nat({ max: 7 }), chunk, (inner, space, before, most) => {
    const bytes = Buffer.concat([Buffer.from('['), Buffer.alloc(space, ' '), Buffer.from(inner)]);
    const input = Buffer.concat([Buffer.alloc(before, ' '), bytes]);
    let given = 0;
    const read = (into: Buffer) => {
      const length = input.copy(into, 0, given, given + most);
      given += length;
      return length;
    };
    const window = createWindow(space === 0 ? SMALL : LARGE);
    const passed = passValue(window, read, peek(window, read));
    const end = endOf(bytes);
    assert.is(passed, end === undefined ? 'truncated' : 'whole');
    if (end !== undefined) assert.is(window.offset + window.at, before + end);
  });
  fc.assert(property, { numRuns: 4000 });
});

test.run();
