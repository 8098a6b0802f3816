import { charge, error, unsure } from '../evaluation.js';
import { decodeJson, jsonText } from '../json-text.js';
import { ANY, STRING } from '../types.js';
import { isNotNull, isWhollyKnown, reasonOf, string, type TerraformValue, typeOf, unknownValue } from '../value.js';
import { parseCsv } from './csv.js';
import { type FunctionRow, neverKnown, row, textArgument } from './row.js';
import { encodeYaml, parseYaml } from './yaml.js';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes of a Base64 text with padding, in which line breaks mean nothing. */
function fromBase64(encoded: string): Buffer {
  const plain = encoded.replace(/[\r\n]/g, '');
  return BASE64.test(plain) ? Buffer.from(plain, 'base64') : error('this is no Base64');
}

/** The text of bytes in UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return error('this is no UTF-8');
  }
}

/** Node's names of encodings whose bytes are certain; Terraform knows many more. */
const ENCODINGS: ReadonlyMap<string, 'utf8' | 'utf16le' | 'latin1'> = new Map([
  ['UTF-8', 'utf8'],
  ['UTF-16LE', 'utf16le'],
  ['ISO-8859-1', 'latin1'],
]);

function encodingOf(value: TerraformValue | undefined): 'utf8' | 'utf16le' | 'latin1' {
  return ENCODINGS.get(textArgument(value).toUpperCase()) ?? unsure('an encoding that is not evaluated');
}

function encodeText([value, name]: readonly TerraformValue[]): TerraformValue {
  const encoding = encodingOf(name);
  const source = textArgument(value);
  if (encoding === 'latin1' && [...source].some((character) => character > '\xff'))
    error('the text has a character that the encoding lacks');
  return string(Buffer.from(source, encoding).toString('base64'));
}

function decodeText([value, name]: readonly TerraformValue[]): TerraformValue {
  const encoding = encodingOf(name);
  const bytes = fromBase64(textArgument(value));
  const decoded = encoding === 'utf8' ? fromUtf8(bytes) : bytes.toString(encoding);
  if (decoded.includes('\ufffd') || (encoding === 'utf16le' && bytes.length % 2 === 1))
    error('the bytes do not fit the encoding');
  return string(decoded);
}

/** Go's `url.QueryEscape`. */
function urlEncode(value: string): string {
  return encodeURIComponent(value)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** What a JSON text begins with, where not all of it is known. */
function jsonPrefix(value: TerraformValue): string {
  if (!isNotNull(value)) return '';
  const { kind } = typeOf(value);
  if (kind === 'object' || kind === 'map') return '{';
  if (kind === 'list' || kind === 'set' || kind === 'tuple') return '[';
  return kind === 'string' ? '"' : '';
}

function jsonEncode(value: TerraformValue): TerraformValue {
  if (isWhollyKnown(value)) return string(jsonText(value));
  const prefix = jsonPrefix(value);
  return unknownValue(reasonOf(value) ?? '', STRING, prefix === '' ? { notNull: true } : { notNull: true, prefix });
}

/** Functions between values and the formats that they are written in. */
export const ENCODING_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  base64decode: row([STRING], STRING, ([value]) => string(fromUtf8(fromBase64(textArgument(value))))),
  base64encode: row([STRING], STRING, ([value]) => string(Buffer.from(textArgument(value)).toString('base64'))),
  base64gzip: neverKnown(STRING, 'the bytes of base64gzip() depend on the version of Terraform'),
  csvdecode: row([STRING], ANY, ([value]) => parseCsv(textArgument(value))),
  jsondecode: row([STRING], ANY, ([value]) => decodeJson(textArgument(value)), { nullable: true }),
  jsonencode: row(
    [{ type: ANY, null: true, unknown: true }],
    STRING,
    ([value]) => (value === undefined ? error('') : jsonEncode(value)),
    {
      partial: true,
    },
  ),
  textdecodebase64: row([STRING, STRING], STRING, decodeText),
  textencodebase64: row([STRING, STRING], STRING, encodeText),
  urlencode: row([STRING], STRING, ([value]) => string(urlEncode(textArgument(value)))),
  yamldecode: row(
    [STRING],
    ANY,
    ([value], { budget }) => {
      charge(budget, textArgument(value).length);
      return parseYaml(textArgument(value));
    },
    { nullable: true },
  ),
  yamlencode: row([{ type: ANY, null: true }], STRING, ([value]) =>
    string(value === undefined ? '' : encodeYaml(value)),
  ),
};
