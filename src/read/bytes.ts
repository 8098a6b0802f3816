import { type ByteSource, fill } from './byte-source.js';

/** How the text of an input is written, and how many bytes of a byte order mark stand before it. */
interface Encoding {
  readonly kind: 'utf8' | 'utf16le' | 'utf16be';
  readonly mark: number;
}

/** The encoding that a shell redirect gave an input, told by its first bytes. */
function encodingOf(bytes: Buffer): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { kind: 'utf16le', mark: 2 };
  if (first === 0xfe && second === 0xff) return { kind: 'utf16be', mark: 2 };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { kind: 'utf8', mark: 3 };
  if (second === 0 && first !== undefined && first !== 0) return { kind: 'utf16le', mark: 0 };
  if (first === 0 && second !== undefined && second !== 0) return { kind: 'utf16be', mark: 0 };
  return { kind: 'utf8', mark: 0 };
}

/** The text of an input, whatever encoding a shell redirect gave it: UTF-8 or UTF-16, with or without a byte order mark. */
export function decode(bytes: Buffer): string {
  const { kind, mark } = encodingOf(bytes);
  const text = bytes.subarray(mark);
  if (kind === 'utf8') return text.toString('utf8');
  return (kind === 'utf16le' ? text : swapped(text)).toString('utf16le');
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

/** A zip archive, as `terraform plan -out` writes. */
export function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32BE(0) === 0x504b0304;
}

/** The file that `terraform plan -out` wrote before Terraform 0.12. Source: https://github.com/hashicorp/terraform/blob/v0.11.15/terraform/plan.go */
export function isLegacyPlan(bytes: Buffer): boolean {
  return bytes.subarray(0, 6).toString('latin1') === 'tfplan';
}

/** How many bytes of UTF-16 are converted at a time. */
const CHUNK = 1 << 16;

/** An input that begins with those bytes as UTF-8 without a byte order mark. */
export function utf8Source(beginning: Buffer, source: ByteSource): ByteSource {
  const { kind, mark } = encodingOf(beginning);
  fill(source, Buffer.alloc(mark));
  if (kind !== 'utf8') return utf16Source(source, kind === 'utf16be');
  const { size, again } = source;
  return { ...source, size: size && size - mark, again: again && ((offset, into) => again(offset + mark, into)) };
}

/** An input in UTF-16, without its byte order mark, as UTF-8. */
function utf16Source(source: ByteSource, bigEndian: boolean): ByteSource {
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
