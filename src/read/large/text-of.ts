const BACKSLASH = 0x5c;

/** What a JSON string means, its quotes left out. Throws: SyntaxError for an escape that there is not. */
export function textOf(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, to);
  return hasEscape(bytes, from, to) ? (JSON.parse(`"${text}"`) as string) : text;
}

export function hasEscape(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === BACKSLASH) return true;
  }
  return false;
}
