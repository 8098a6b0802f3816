const BACKSLASH = 0x5c;

/** What a JSON string means, its quotes left out. Throws: SyntaxError for an escape that there is not. */
export function textOf(bytes: Buffer, from: number, to: number): string {
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === BACKSLASH) return JSON.parse(`"${bytes.toString('utf8', from, to)}"`) as string;
  }
  return bytes.toString('utf8', from, to);
}
