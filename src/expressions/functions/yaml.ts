import type { Scalar, Node as YamlNode } from 'yaml';
import { yaml } from '../../packages.js';
import { parseDecimal } from '../big-float.js';
import { error, unsure } from '../evaluation.js';
import { bool, nullOf, number, object, string, type TerraformValue, textOf, tuple } from '../value.js';

/**
 * The value of a YAML text. What YAML 1.1 and 1.2 or two parsers could read differently is not known.
 * Source: https://github.com/zclconf/go-cty-yaml
 */
export function parseYaml(text: string): TerraformValue {
  if (text.trim() === '') return error('there is no YAML document');
  if (/(^|[\s[{,:-])!/.test(text)) return unsure('YAML with tags');
  const documents = yaml().parseAllDocuments(text, {
    schema: 'failsafe',
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const [document] = documents;
  if (document === undefined || documents.length !== 1) return unsure('YAML of several documents');
  if (document.errors.length > 0 || document.warnings.length > 0 || /^%/m.test(text)) {
    return unsure('YAML that parsers read differently');
  }
  return document.contents === null ? nullOf() : fromNode(document.contents, 0);
}

const MAX_YAML_DEPTH = 200;

function fromNode(node: YamlNode | null | unknown, depth: number): TerraformValue {
  if (depth > MAX_YAML_DEPTH) return unsure('YAML that is nested too deep');
  if (node === null || node === undefined) return nullOf();
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  if (isAlias(node)) return unsure('YAML with aliases');
  if (isScalar(node)) return tagged(node) ? unsure('YAML with tags') : scalarOf(node);
  if (isSeq(node))
    return tagged(node) ? unsure('YAML with tags') : tuple(node.items.map((item) => fromNode(item, depth + 1)));
  if (!isMap(node) || tagged(node)) return unsure('YAML with tags');
  return object(
    node.items.map(({ key, value }) => {
      const name = fromNode(key, depth + 1);
      if (name.kind === 'string' && name.value === '<<') return unsure('YAML with merges');
      return [textOf(name) ?? error('a key of YAML must be a text'), fromNode(value, depth + 1)];
    }),
  );
}

function tagged(node: { readonly tag?: string; readonly anchor?: string }): boolean {
  return node.anchor !== undefined || (node.tag !== undefined && !/^tag:yaml\.org,2002:(str|seq|map)$/.test(node.tag));
}

const WORDS: ReadonlyMap<string, TerraformValue> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word): [string, TerraformValue] => [
    word,
    bool(true),
  ]),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word): [string, TerraformValue] => [word, bool(false)],
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, TerraformValue] => [word, nullOf()]),
]);

function scalarOf({ type, value }: Scalar): TerraformValue {
  const text = typeof value === 'string' ? value : '';
  if (type !== 'PLAIN') return string(text);
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (/^[-+]?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text)) {
    return number(parseDecimal(text) ?? unsure('a number of that size is not computed'));
  }
  // Octal, hexadecimal, binary and dotted numbers, infinities and dates.
  if (/^[-+.]?[\d.]/.test(text) && /^[-+\d._:a-fA-FxXoObBTtZzinN ]*$/.test(text) && !/^\d+(\.\d+){2,}$/.test(text)) {
    return unsure('YAML with a number or date that parsers read differently');
  }
  return string(text);
}

/** A wholly known value as `yamlencode` writes it. */
export function encodeYaml(value: TerraformValue): string {
  const text = blockOf(value, 0);
  if (text.startsWith('\n')) return text.slice(1);
  // A plain scalar could go on, so the emitter ends the document.
  return `${text.replace(/^ /, '')}\n${value.kind === 'string' || 'items' in value || 'entries' in value ? '' : '...\n'}`;
}

/** What follows a key or a dash: a space and a scalar, or lines of their own. */
function blockOf(value: TerraformValue, indent: number, column = indent): string {
  const pad = ' '.repeat(indent);
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      if (value.items.length === 0) return ' []';
      return lines(value.items.map((item) => `${pad}-${inDash(item, indent)}`));
    case 'map':
    case 'object':
      if (value.entries.size === 0) return ' {}';
      return lines(
        [...value.entries].map(([name, entry]) => {
          // A sequence in a mapping stands under its key, not right of it.
          const deeper = 'items' in entry ? indent : indent + 2;
          if (name.length > 100) unsure('YAML of a long key');
          return `${pad}${quotedYaml(name)}:${blockOf(entry, deeper, indent + name.length + 3)}`;
        }),
      );
    case 'string':
      return value.value.includes('\n') ? literalBlock(value.value, indent) : ` ${folded(value.value, column)}`;
    case 'null':
      return ' null';
    default:
      return ` ${textOf(value) ?? ''}`;
  }
}

function lines(entries: readonly string[]): string {
  return `\n${entries.map((entry) => entry.replace(/\n$/, '')).join('\n')}\n`;
}

/** A collection after a dash begins on the dash's own line. */
function inDash(item: TerraformValue, indent: number): string {
  const block = blockOf(item, indent + 2);
  return block.startsWith('\n') ? ` ${block.slice(1).trimStart()}` : block;
}

/** The emitter breaks a text at a space once its line is 80 columns long; that is not done here. */
function folded(text: string, column: number): string {
  return column + text.length > 70 && text.includes(' ') ? unsure('YAML of a long line') : quotedYaml(text);
}

function quotedYaml(text: string): string {
  if (/[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe]/.test(text) || /[\u2028\u2029\ufeff]/.test(text))
    unsure('YAML of characters that are escaped');
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\t', '\\t')}"`;
}

function literalBlock(text: string, indent: number): string {
  if (/^[\s]|[^\n\x20-\x7e]|[ ]$|[ ]\n|\n\n$|^\n/.test(text))
    return unsure('YAML of a text with white space at an end');
  const pad = ' '.repeat(Math.max(2, indent));
  const body = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line === '' ? '' : pad + line))
    .join('\n');
  return ` |${text.endsWith('\n') ? '' : '-'}\n${body}`;
}
