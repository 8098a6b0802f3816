import { type BigFloat, compare, formatNumber, generalText } from './big-float.js';
import { quoted } from './quote.js';
import { compareText } from './text-order.js';
import type { Type } from './types.js';
import {
  childrenOf,
  containsSensitive,
  identityOfUnknown,
  isWhollyKnown,
  type SequenceValue,
  type TerraformValue,
  withoutAnySensitive,
  withSensitive,
} from './value.js';

/**
 * A set: its items distinct and in Terraform's order. A sensitive item makes the whole set sensitive.
 * Source: https://github.com/zclconf/go-cty/blob/main/cty/set_internals.go
 */
export function makeSet(element: Type, items: readonly TerraformValue[]): SequenceValue {
  const sensitive = items.some(containsSensitive);
  const byKey = new Map<string, TerraformValue>();
  const open: TerraformValue[] = [];
  for (const marked of items) {
    const item = withoutAnySensitive(marked);
    const key = isIdentified(item) ? identityOf(item) : undefined;
    // What is not known may turn out to equal another item, or not: each stays.
    if (key === undefined) open.push(item);
    else if (!byKey.has(key)) byKey.set(key, item);
  }
  const distinct = [...byKey.values()];
  open.unshift(...distinct.filter((item) => !isWhollyKnown(item)));
  const known = distinct.filter(isWhollyKnown).map((item) => ({ item, order: orderOf(item) }));
  known.sort((a, b) => compareItems(a.item, b.item) ?? compareText(a.order, b.order));
  return withSensitive({ kind: 'set', element, items: [...known.map(({ item }) => item), ...open] }, sensitive);
}

/** True where it is known of everything unknown in a value which other values are the same. */
function isIdentified(value: TerraformValue): boolean {
  if (value.kind === 'unknown') return identityOfUnknown(value) !== undefined;
  for (const child of childrenOf(value)) if (!isIdentified(child)) return false;
  return true;
}

/** The order of two items that have one of their own; undefined where their encoded texts are compared. */
function compareItems(a: TerraformValue, b: TerraformValue): number | undefined {
  if (a.kind === 'null' || b.kind === 'null') return Number(a.kind === 'null') - Number(b.kind === 'null');
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.value, b.value);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  if (a.kind === 'number' && b.kind === 'number') return compare(a.value, b.value);
  return undefined;
}

/** A text that two values of one type, known or with an identity, have in common only when they are equal. */
export function identityOf(value: TerraformValue): string {
  return encode(value, formatNumber);
}

/** What go-cty sorts compound items by: numbers have ten digits there. */
function orderOf(value: TerraformValue): string {
  return encode(value, (digits) => generalText(digits, 10));
}

function encode(value: TerraformValue, numberText: (value: BigFloat) => string): string {
  switch (value.kind) {
    case 'null':
      return '~';
    case 'unknown':
      return identityOfUnknown(value) ?? '?';
    case 'string':
      return quoted(value.value);
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'number':
      return numberText(value.value);
    case 'list':
    case 'set':
      return `[${value.items.map((item) => `${encode(item, numberText)};`).join('')}]`;
    case 'tuple':
      return `<${value.items.map((item) => `${encode(item, numberText)};`).join('')}>`;
    case 'map':
      return `{${[...value.entries].map(([name, entry]) => `${quoted(name)}:${encode(entry, numberText)};`).join('')}}`;
    case 'object':
      return `<${[...value.entries.values()].map((entry) => `${encode(entry, numberText)};`).join('')}>`;
    default:
      return value satisfies never;
  }
}
