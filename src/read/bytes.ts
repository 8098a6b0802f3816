/** How the text of an input is written, and how many bytes of a byte order mark stand before it. */
export interface Encoding {
  readonly kind: 'utf8' | 'utf16le' | 'utf16be';
  readonly mark: number;
}

/** The encoding that a shell redirect gave an input, told by its first bytes. */
export function encodingOf(bytes: Buffer): Encoding {
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
