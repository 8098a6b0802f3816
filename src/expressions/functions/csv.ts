import { error } from '../evaluation.js';
import { objectTypeOf, STRING } from '../types.js';
import { list, object, string, type TerraformValue } from '../value.js';

/**
 * The records of a CSV text, each an object of its columns.
 * Source: https://pkg.go.dev/encoding/csv, https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsv(text: string): TerraformValue {
  const [header, ...records] = readRecords(text);
  if (header === undefined) return error('there is no line of column names');
  if (new Set(header).size < header.length) error('two columns have one name');
  const type = objectTypeOf(new Map([...header].sort().map((name) => [string(name).value, STRING])));
  const rows = records.map((fields) => {
    if (fields.length !== header.length) error('a line has another number of fields than the first');
    return object(header.map((name, index) => [string(name).value, string(fields[index] ?? '')]));
  });
  return list(type, rows);
}

const PLAIN_FIELD = /[^,"\n]*/y;
const QUOTED_FIELD = /"((?:[^"]|"")*)"/y;

function readRecords(source: string): readonly (readonly string[])[] {
  const text = source.replaceAll('\r\n', '\n').replace(/\r$/, '');
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '\n') {
      at += 1;
      continue;
    }
    const fields: string[] = [];
    for (;;) {
      const quoted = text[at] === '"';
      const pattern = quoted ? QUOTED_FIELD : PLAIN_FIELD;
      pattern.lastIndex = at;
      const match = pattern.exec(text) ?? error('a quoted field has no end');
      at += match[0].length;
      fields.push(quoted ? (match[1] ?? '').replaceAll('""', '"') : match[0]);
      const next = text[at];
      at += 1;
      if (next === undefined || next === '\n') break;
      if (next !== ',') error('a quote inside of a field');
    }
    records.push(fields);
  }
  return records;
}
