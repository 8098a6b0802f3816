/** The text of an input, whatever encoding a shell redirect gave it: UTF-8 or UTF-16, with or without a byte order mark. */
export function decode(bytes: Buffer): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (first === 0xfe && second === 0xff) return swapped(bytes.subarray(2)).toString('utf16le');
  if (first === 0xef && second === 0xbb && third === 0xbf) return bytes.subarray(3).toString('utf8');
  if (second === 0 && first !== undefined && first !== 0) return bytes.toString('utf16le');
  if (first === 0 && second !== undefined && second !== 0) return swapped(bytes).toString('utf16le');
  return bytes.toString('utf8');
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
