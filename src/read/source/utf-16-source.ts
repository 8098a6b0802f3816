import type { ByteSource } from './byte-source.js';

/** How many bytes of UTF-16 are converted at a time. */
const CHUNK = 1 << 16;

/** An input in UTF-16, without its byte order mark, as UTF-8. */
export function utf16Source(source: ByteSource, bigEndian: boolean): ByteSource {
  const raw = Buffer.allocUnsafe(CHUNK);
  let held = 0;
  let ready = Buffer.alloc(0);
  let atEnd = false;

  function convert(): void {
    const read = source.read(raw.subarray(held));
    atEnd = read === 0;
    const length = held + read;
    let whole = length & ~1;
    if (!atEnd && whole > 0 && isHighSurrogate(raw, whole - 2, bigEndian)) whole -= 2;
    const units = Buffer.from(raw.subarray(0, whole));
    if (bigEndian) units.swap16();
    ready = Buffer.from(units.toString('utf16le'), 'utf8');
    raw.copy(raw, 0, whole, length);
    held = length - whole;
  }

  return {
    size: source.size,
    again: undefined,
    read(into) {
      while (ready.length === 0 && !atEnd) convert();
      const length = ready.copy(into);
      ready = ready.subarray(length);
      return length;
    },
  };
}

/** The first half of a pair, whose second half may be in the next chunk. */
function isHighSurrogate(bytes: Buffer, at: number, bigEndian: boolean): boolean {
  const unit = bigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}
