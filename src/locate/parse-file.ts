import type { ParsedFile } from './block.js';
import type { ParseHcl } from './parse-hcl.js';
import { parseTfJson } from './parse-tf-json.js';
import { isJsonSyntax } from './source-folder.js';

/** Makes what reads and parses a file once, when it is first asked for. */
export type ParseFile = (shown: string, read: () => string | undefined) => () => ParsedFile | undefined;

/** Unit: characters. People write no such file, and generated ones are not where they look. */
const LARGEST_FILE = 5_000_000;

/** A file that cannot be parsed to its end is told once: what stands behind the fault may be missing. */
export function createParseFile(parseHcl: ParseHcl, onNotice: (text: string) => void): ParseFile {
  return (shown, read) => {
    let parsed: { readonly file: ParsedFile | undefined } | undefined;
    return () => {
      if (parsed !== undefined) return parsed.file;
      const file = parseText(shown, read(), parseHcl);
      parsed = { file };
      if (file !== undefined && file.brokenAt !== null) {
        onNotice(`${shown}: line ${file.brokenAt} is not valid, so lines in this file may not be told`);
      }
      return file;
    };
  };
}

function parseText(shown: string, text: string | undefined, parseHcl: ParseHcl): ParsedFile | undefined {
  if (text === undefined || text.length > LARGEST_FILE) return undefined;
  const withoutMark = text.replace(/^\u{feff}/u, '');
  return isJsonSyntax(shown) ? parseTfJson(withoutMark) : parseHcl(withoutMark);
}
