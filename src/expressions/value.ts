import { type BigFloat, formatNumber, fromInteger } from './big-float.js';
import { quoted } from './quote.js';
import { compareText } from './text-order.js';
import { ANY, BOOL, listOf, mapOf, NUMBER, objectTypeOf, STRING, setOf, type Type, tupleOf } from './types.js';

/** What any value can carry beside itself. */
interface Carried {
  /** Set where Terraform would hide the value. */
  readonly sensitive?: true;
  /** What the caller recognises this very value by; lost when an operation changes the value. */
  readonly origin?: ValueOrigin;
}

/** What a caller says of a value. Values whose origins have one identity turn out to be equal. */
export interface ValueOrigin {
  readonly identity: string | undefined;
}

export interface NullValue extends Carried {
  readonly kind: 'null';
  readonly type: Type;
}

export interface StringValue extends Carried {
  readonly kind: 'string';
  /** In Unicode's normalisation form C, as Terraform keeps all its strings. */
  readonly value: string;
}

export interface NumberValue extends Carried {
  readonly kind: 'number';
  readonly value: BigFloat;
}

export interface BoolValue extends Carried {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** A list, or a set whose items are sorted and distinct. */
export interface SequenceValue extends Carried {
  readonly kind: 'list' | 'set';
  readonly element: Type;
  readonly items: readonly TerraformValue[];
}

export interface TupleValue extends Carried {
  readonly kind: 'tuple';
  /** True where Terraform may have a set here: a plan does not tell. An index shows that it has none. */
  readonly mayBeSet?: true;
  readonly items: readonly TerraformValue[];
}

/** The entries are sorted by name. */
export interface MapValue extends Carried {
  readonly kind: 'map';
  readonly element: Type;
  readonly entries: ReadonlyMap<string, TerraformValue>;
}

/** The entries are sorted by name; a caller may give a map that computes a value when it is asked for. */
export interface ObjectValue extends Carried {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, TerraformValue>;
}

/** What is known of a part of a string: it is not empty. */
export interface TextForm {
  /** All the characters that it can have, all of ASCII. */
  readonly characters: string;
  /** A text of that form. */
  readonly sample: string;
}

/** A part of a string that is not known. */
export interface OpenPart {
  /** The value that it is a part of. */
  readonly of: UnknownValue;
  /** Which part of that one it is. */
  readonly at: number;
  /** Undefined where it may be any text, and empty. */
  readonly form: TextForm | undefined;
}

export type TextPart = string | OpenPart;

/** What is known of a value that is not known itself. */
export interface Refinement {
  readonly notNull?: boolean;
  /** What a string surely begins with. */
  readonly prefix?: string;
  /** What a string that no other value is part of is put together from. It begins with the prefix. */
  readonly shape?: readonly (string | TextForm)[];
  /** What a string is put together from, where other values are parts of it. All texts are of ASCII. */
  readonly parts?: readonly TextPart[];
  /** The value that a string is made of, by a function that another one undoes. */
  readonly encoded?: { readonly by: 'base64' | 'json' | 'yaml'; readonly value: TerraformValue };
  /** The least that a number can be. */
  readonly atLeast?: number;
  /** Bounds of how many elements a collection has. */
  readonly length?: { readonly min: number; readonly max: number };
  /** The value turns out to be exactly one of these, each of which may be unknown itself. */
  readonly candidates?: readonly TerraformValue[];
}

export interface UnknownValue extends Carried, Refinement {
  readonly kind: 'unknown';
  readonly type: Type;
  /** Why it is not known, in the user's words. */
  readonly reason: string;
}

export type TerraformValue =
  | NullValue
  | StringValue
  | NumberValue
  | BoolValue
  | SequenceValue
  | TupleValue
  | MapValue
  | ObjectValue
  | UnknownValue;

export function nullOf(type: Type = ANY): NullValue {
  return { kind: 'null', type };
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function string(value: string): StringValue {
  return { kind: 'string', value: value.replace(LONE_SURROGATE, '\ufffd').normalize('NFC') };
}

export function number(value: BigFloat): NumberValue {
  return { kind: 'number', value };
}

export function integerValue(value: number | bigint): NumberValue {
  return number(fromInteger(value));
}

export function bool(value: boolean): BoolValue {
  return { kind: 'bool', value };
}

export function list(element: Type, items: readonly TerraformValue[]): SequenceValue {
  return { kind: 'list', element, items };
}

export function tuple(items: readonly TerraformValue[]): TupleValue {
  return { kind: 'tuple', items };
}

export function map(element: Type, entries: Iterable<readonly [string, TerraformValue]>): MapValue {
  return { kind: 'map', element, entries: sorted(entries) };
}

export function object(entries: Iterable<readonly [string, TerraformValue]>): ObjectValue {
  return { kind: 'object', entries: sorted(entries) };
}

function sorted(entries: Iterable<readonly [string, TerraformValue]>): ReadonlyMap<string, TerraformValue> {
  const byName = new Map(entries);
  return new Map([...byName].sort(([a], [b]) => compareText(a, b)));
}

/** A value that is not known. */
export function unknownValue(reason: string, type: Type = ANY, refinement: Refinement = {}): UnknownValue {
  return { kind: 'unknown', type, reason, ...refinement };
}

/** The type of a value. */
export function typeOf(value: TerraformValue): Type {
  switch (value.kind) {
    case 'null':
    case 'unknown':
      return value.type;
    case 'string':
      return STRING;
    case 'number':
      return NUMBER;
    case 'bool':
      return BOOL;
    case 'list':
      return listOf(value.element);
    case 'set':
      return setOf(value.element);
    case 'map':
      return mapOf(value.element);
    case 'tuple':
      return tupleOf(value.items.map(typeOf));
    case 'object':
      return objectTypeOf(new Map([...value.entries].map(([name, entry]) => [name, typeOf(entry)])));
    default:
      return value satisfies never;
  }
}

/** The values directly inside a value. */
export function childrenOf(value: TerraformValue): Iterable<TerraformValue> {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.items;
    case 'map':
    case 'object':
      return value.entries.values();
    default:
      return [];
  }
}

/** True where the value and everything inside it are known. */
export function isWhollyKnown(value: TerraformValue): boolean {
  if (value.kind === 'unknown') return false;
  for (const child of childrenOf(value)) if (!isWhollyKnown(child)) return false;
  return true;
}

/** A text that unknown values have in common only where they turn out to be equal; undefined where that is not known. */
export function identityOfUnknown({ origin, parts }: UnknownValue): string | undefined {
  if (origin?.identity !== undefined) return `!${quoted(origin.identity)}`;
  const texts = parts?.map((part) => {
    if (typeof part === 'string') return quoted(part);
    const of = identityOfUnknown(part.of);
    return of === undefined ? undefined : `${of}.${part.at}`;
  });
  return texts?.every((text) => text !== undefined) === true ? `(${texts.join()})` : undefined;
}

/** Why the value, or something inside it, is not known. */
export function reasonOf(value: TerraformValue): string | undefined {
  if (value.kind === 'unknown') return value.reason;
  for (const child of childrenOf(value)) {
    const reason = reasonOf(child);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** True where the value or something inside it is sensitive. */
export function containsSensitive(value: TerraformValue): boolean {
  if (value.sensitive === true) return true;
  for (const child of childrenOf(value)) if (containsSensitive(child)) return true;
  return false;
}

/** The value, sensitive if `sensitive` says so. */
export function withSensitive<T extends TerraformValue>(value: T, sensitive: boolean): T {
  return sensitive && value.sensitive !== true ? { ...value, sensitive: true } : value;
}

/** The value without its own mark. */
export function withoutSensitive<T extends TerraformValue>(value: T): T {
  if (value.sensitive !== true) return value;
  const { sensitive: _, ...rest } = value;
  return rest as T;
}

/** The value with no mark at all in it. */
export function withoutAnySensitive(value: TerraformValue): TerraformValue {
  if (!containsSensitive(value)) return value;
  const own = withoutSensitive(value);
  return mapChildren(own, withoutAnySensitive);
}

/** The value with every value directly inside it replaced; types of elements stay. */
export function mapChildren(value: TerraformValue, change: (child: TerraformValue) => TerraformValue): TerraformValue {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, items: value.items.map(change) };
    case 'map':
    case 'object':
      return { ...value, entries: new Map([...value.entries].map(([name, child]) => [name, change(child)])) };
    default:
      return value;
  }
}

/** The value, known by `origin` to the caller. */
export function withOrigin<T extends TerraformValue>(value: T, origin: ValueOrigin): T {
  return { ...value, origin };
}

/** How much work the value is to walk through. Unit: values, or sixteen characters. */
export function sizeOf(value: TerraformValue): number {
  if (value.kind === 'string') return 1 + (value.value.length >> 4);
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 1;
  if (value.kind === 'number') size += value.value.precision >> 6;
  for (const child of childrenOf(value)) size += sizeOf(child);
  sizes.set(value, size);
  return size;
}

// A value that is shared many times inside another is counted each time, but walked once.
const sizes = new WeakMap<TerraformValue, number>();

/** The text of a string, number or bool as a string has it; undefined for anything else. */
export function textOf(value: TerraformValue): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    default:
      return undefined;
  }
}

/** True where the value is surely not null. */
export function isNotNull(value: TerraformValue): boolean {
  if (value.kind !== 'unknown') return value.kind !== 'null';
  return value.notNull === true || (value.candidates?.every(isNotNull) ?? false);
}
