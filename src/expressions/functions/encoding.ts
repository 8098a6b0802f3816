import { hasOpenOrder } from '../equality.js';
import { type Budget, charge, EvaluationError, error, unsure } from '../evaluation.js';
import { decodeJson, jsonText } from '../json-text.js';
import { passParts } from '../text-parts.js';
import { ANY, STRING, type Type } from '../types.js';
import {
  isNotNull,
  isWhollyKnown,
  nullOf,
  object,
  type Refinement,
  reasonOf,
  string,
  type TerraformValue,
  tuple,
  typeOf,
  type UnknownValue,
  unknownValue,
} from '../value.js';
import { parseCsv } from './csv.js';
import { type FunctionRow, neverKnown, type Param, row, textArgument } from './row.js';
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

/** A function that encodes what another one decodes again, whether it is known or not. */
function encoder(
  by: Encoding,
  param: Param,
  encode: (value: TerraformValue) => string,
  prefixOf: (value: TerraformValue) => string = () => '',
): FunctionRow {
  return row(
    [{ ...param, unknown: true }],
    STRING,
    ([value = nullOf()]) => {
      if (isWhollyKnown(value)) return string(encode(value));
      const prefix = prefixOf(value);
      const known = { notNull: true, encoded: { by, value }, ...(prefix === '' ? {} : { prefix }) };
      return unknownValue(reasonOf(value) ?? '', STRING, known);
    },
    { partial: true },
  );
}

type Encoding = NonNullable<Refinement['encoded']>['by'];

function decoder(
  by: Encoding,
  returns: Type,
  decode: (text: string, budget: Budget) => TerraformValue,
  whenOpen: (value: UnknownValue, budget: Budget) => TerraformValue | undefined = () => undefined,
): FunctionRow {
  return row(
    [{ type: STRING, unknown: true }],
    returns,
    ([value], { budget }) => {
      if (value?.kind !== 'unknown') return decode(textArgument(value), budget);
      if (value.encoded?.by === by) return by === 'base64' ? value.encoded.value : decoded(value.encoded.value);
      return whenOpen(value, budget) ?? unknownValue(value.reason, returns);
    },
    { nullable: true },
  );
}

/** A value as it comes back from a format that has neither sets nor maps, and no types for what is not known. */
function decoded(value: TerraformValue): TerraformValue {
  if (hasOpenOrder(value)) return unknownValue(reasonOf(value) ?? '');
  switch (value.kind) {
    case 'unknown':
      return ['string', 'number', 'bool'].includes(value.type.kind) ? value : unknownValue(value.reason);
    case 'null':
      return nullOf();
    case 'list':
    case 'set':
    case 'tuple':
      return tuple(value.items.map(decoded));
    case 'map':
    case 'object':
      return object([...value.entries].map(([name, entry]) => [name, decoded(entry)]));
    default:
      return value;
  }
}

/** JSON text in which only parts of texts are not known. */
function decodeOpenJson(value: UnknownValue): TerraformValue | undefined {
  try {
    return passParts(value, (character) => /[ !#-[\]-~]/.test(character), decodeJson);
  } catch (thrown) {
    // What is not known stands where there is no text, or the text is no JSON.
    if (thrown instanceof EvaluationError) return undefined;
    throw thrown;
  }
}

/** Functions between values and the formats that they are written in. */
export const ENCODING_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  base64decode: decoder('base64', STRING, (text) => string(fromUtf8(fromBase64(text)))),
  base64encode: encoder('base64', { type: STRING }, (value) => Buffer.from(textArgument(value)).toString('base64')),
  base64gzip: neverKnown(STRING, 'the bytes of base64gzip() depend on the version of Terraform'),
  csvdecode: row([STRING], ANY, ([value]) => parseCsv(textArgument(value))),
  jsondecode: decoder('json', ANY, decodeJson, decodeOpenJson),
  jsonencode: encoder('json', { type: ANY, null: true }, jsonText, jsonPrefix),
  textdecodebase64: row([STRING, STRING], STRING, decodeText),
  textencodebase64: row([STRING, STRING], STRING, encodeText),
  urlencode: row([STRING], STRING, ([value]) => string(urlEncode(textArgument(value)))),
  yamldecode: decoder('yaml', ANY, (text, budget) => {
    charge(budget, text.length);
    return parseYaml(text);
  }),
  yamlencode: encoder('yaml', { type: ANY, null: true }, encodeYaml),
};
