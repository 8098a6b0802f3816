import { formatNumber, parseDecimal } from './big-float.js';
import { error, unsure } from './evaluation.js';
import { bool, nullOf, number, object, string, type TerraformValue, tuple } from './value.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A text in quotes as Go writes it into JSON: safe inside HTML. */
function jsonString(value: string): string {
  const escaped = value.replace(/["\\<>&\u2028\u2029]|[^ -\u{10ffff}]/gu, (character) => {
    return ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/** A wholly known value as `jsonencode` writes it. */
export function jsonText(value: TerraformValue): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'string':
      return jsonString(value.value);
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    case 'list':
    case 'set':
    case 'tuple':
      return `[${value.items.map(jsonText).join(',')}]`;
    case 'map':
    case 'object':
      return `{${[...value.entries].map(([name, entry]) => `${jsonString(name)}:${jsonText(entry)}`).join(',')}}`;
    case 'unknown':
      return unsure(value.reason);
    default:
      return value satisfies never;
  }
}

const MAX_JSON_DEPTH = 200;

/** The value of a JSON text, with numbers in full precision, which `JSON.parse` would round. */
export function decodeJson(text: string): TerraformValue {
  const reader: Reader = { text, at: 0 };
  const value = readValue(reader, 0);
  skipSpace(reader);
  return reader.at < text.length ? error('there is more after the JSON value') : value;
}

interface Reader {
  readonly text: string;
  at: number;
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const WORD = /true|false|null/y;

function match({ text, at }: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  const found = match(reader, pattern);
  reader.at += found?.length ?? 0;
  return found;
}

function skipSpace(reader: Reader): void {
  take(reader, SPACE);
}

function accept(reader: Reader, symbol: string): boolean {
  skipSpace(reader);
  if (!reader.text.startsWith(symbol, reader.at)) return false;
  reader.at += symbol.length;
  return true;
}

function readValue(reader: Reader, depth: number): TerraformValue {
  if (depth > MAX_JSON_DEPTH) return unsure('JSON that is nested too deep');
  if (accept(reader, '{')) return readObject(reader, depth);
  if (accept(reader, '[')) return readArray(reader, depth);
  const word = take(reader, WORD);
  if (word !== undefined) return word === 'null' ? nullOf() : bool(word === 'true');
  const text = take(reader, STRING);
  if (text !== undefined) return string(unescaped(text));
  const digits = take(reader, NUMBER) ?? error('no JSON value');
  return number(parseDecimal(digits) ?? unsure('a number of that size is not computed'));
}

function unescaped(text: string): string {
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'string' ? parsed : '';
}

function readArray(reader: Reader, depth: number): TerraformValue {
  const items: TerraformValue[] = [];
  if (accept(reader, ']')) return tuple(items);
  for (;;) {
    items.push(readValue(reader, depth + 1));
    if (accept(reader, ']')) return tuple(items);
    if (!accept(reader, ',')) error('expected a comma in a JSON array');
  }
}

function readObject(reader: Reader, depth: number): TerraformValue {
  const entries: [string, TerraformValue][] = [];
  if (accept(reader, '}')) return object(entries);
  for (;;) {
    skipSpace(reader);
    const name = take(reader, STRING) ?? error('expected a name in a JSON object');
    if (!accept(reader, ':')) error('expected a colon in a JSON object');
    entries.push([string(unescaped(name)).value, readValue(reader, depth + 1)]);
    if (accept(reader, '}')) return object(entries);
    if (!accept(reader, ',')) error('expected a comma in a JSON object');
  }
}
