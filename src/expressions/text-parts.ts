import { STRING } from './types.js';
import {
  mapChildren,
  type Refinement,
  string,
  type TerraformValue,
  type TextForm,
  type TextPart,
  textOf,
  type UnknownValue,
  unknownValue,
} from './value.js';

/** What is known of a text that is put together from known texts and from texts of some form. */
export function refinementOfShape(given: readonly (string | TextForm)[]): Refinement {
  const shape = merged(given);
  const [first] = shape;
  return { notNull: true, shape, ...(typeof first === 'string' ? { prefix: first } : {}) };
}

/** What a text consists of. */
export function partsOf(value: TerraformValue): readonly TextPart[] {
  if (value.kind !== 'unknown') return [textOf(value) ?? ''];
  const { parts, shape, prefix = '' } = value;
  if (parts !== undefined) return parts;
  if (shape !== undefined)
    return shape.map((part, at) => (typeof part === 'string' ? part : { of: value, at, form: part }));
  return merged([prefix, { of: value, at: 0, form: undefined }]);
}

/** The text that consists of some parts: known, one of the values that it is of, or a text of which the parts are known. */
export function textOfParts(given: readonly TextPart[], reason: string): TerraformValue {
  const parts = merged(given);
  const open = parts.find((part) => typeof part !== 'string');
  if (open === undefined) return string(parts.join(''));
  if (sameParts(partsOf(open.of), parts)) return { ...open.of, notNull: true };
  const [first, second] = parts;
  const isKept = isPlain(parts);
  const prefix = typeof first !== 'string' ? '' : isForm(second) ? string(first).value : safePrefix(first);
  return unknownValue(reason, STRING, {
    notNull: true,
    ...(prefix === '' ? {} : { prefix }),
    ...(isKept ? { parts } : {}),
  });
}

function isForm(part: TextPart | undefined): boolean {
  return typeof part === 'object' && part.form !== undefined;
}

/** The parts with neighbouring texts joined. */
function merged<Open extends object>(parts: readonly (string | Open)[]): readonly (string | Open)[] {
  const joined: (string | Open)[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (typeof part === 'string' && typeof before === 'string') joined[joined.length - 1] = before + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}

function sameParts(one: readonly TextPart[], other: readonly TextPart[]): boolean {
  return (
    one.length === other.length &&
    one.every((part, at) => {
      const twin = other[at];
      if (typeof part === 'string' || typeof twin === 'string' || twin === undefined) return part === twin;
      return part.at === twin.at && part.of === twin.of;
    })
  );
}

/**
 * What a text still begins with when anything may follow: normalisation can join a letter with what follows it.
 * Source: https://github.com/zclconf/go-cty/blob/main/cty/ctystrings/prefix.go
 */
function safePrefix(text: string): string {
  return string(text).value.replace(/[^ -;?@_[\]/{}|~][^ -;?@_[\]/{}|~\p{L}]*$/u, '');
}

/** A text of more parts was made to exhaust the memory. */
const MAX_PARTS = 100;

/** Texts that stay as they are, whatever stands beside them. */
function isPlain(parts: readonly TextPart[]): boolean {
  if (parts.length > MAX_PARTS) return false;
  return parts.every((part, at) => {
    if (typeof part !== 'string') return true;
    const next = parts[at + 1];
    // Nothing is joined with the end of a line. Source: https://www.unicode.org/reports/tr15/
    const isClosed = next === undefined || isForm(next) || part.endsWith('\n');
    return isAscii(part) && (isClosed || safePrefix(part) === part);
  });
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** A text of the same form; undefined where one part may be anything. */
export function sampleOf(value: UnknownValue): string | undefined {
  const texts = partsOf(value).map((part) => (typeof part === 'string' ? part : part.form?.sample));
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

/** The value whose text, but for its known beginning, a text ends with, behind nothing but what is known. */
export function tailOf(value: UnknownValue): UnknownValue | undefined {
  const rest = withoutBeginning(partsOf(value));
  const [first] = rest;
  return typeof first === 'object' && sameParts(withoutBeginning(partsOf(first.of)), rest) ? first.of : undefined;
}

/** What a text consists of; a part that is not the whole of some value's text is undefined. */
export function wholePartsOf(value: UnknownValue): readonly (string | UnknownValue | undefined)[] {
  return partsOf(value).map((part) => {
    if (typeof part === 'string') return part;
    return partsOf(part.of).length === 1 ? part.of : undefined;
  });
}

function withoutBeginning(parts: readonly TextPart[]): readonly TextPart[] {
  return typeof parts[0] === 'string' ? parts.slice(1) : parts;
}

/** The fewest characters that a text has. */
export function shortestLength(value: UnknownValue): number {
  return partsOf(value).reduce((sum, part) => {
    return sum + (typeof part === 'string' ? part.length : part.form === undefined ? 0 : 1);
  }, 0);
}

/** Longer texts are not compared with what is not known. Unit: UTF-16 code units. */
const MAX_COMPARED = 1_000;

/** False where a text surely turns out not to be another one. */
export function canBe(value: UnknownValue, text: string): boolean {
  if (text.length > MAX_COMPARED) return true;
  // The places of `text` that the parts so far can end at.
  let ends = new Set([0]);
  for (const part of partsOf(value)) {
    const next = new Set<number>();
    if (typeof part === 'string') {
      for (const end of ends) if (text.startsWith(part, end)) next.add(end + part.length);
    } else {
      let within = false;
      for (let at = 0; at <= text.length; at += 1) {
        if (within) next.add(at);
        if (ends.has(at)) {
          within = true;
          if (part.form === undefined) next.add(at);
        }
        within &&= mayHold(part, text[at] ?? '');
      }
    }
    ends = next;
  }
  return ends.has(text.length);
}

function mayHold({ form }: Exclude<TextPart, string>, character: string): boolean {
  return form === undefined || form.characters.includes(character);
}

/** False where no part that is not known is in a place where a text occurs in a value. */
export function mayOccurInOpenPart(value: UnknownValue, text: string): boolean {
  if (text.length * shortestLength(value) > MAX_COMPARED ** 2) return true;
  // How much of `text` may end here, without and with something that is not known.
  let plain = new Set<number>();
  let open = new Set<number>();
  for (const part of partsOf(value)) {
    if (typeof part === 'string') {
      for (const character of part) {
        const step = (from: ReadonlySet<number>) =>
          new Set([...from].flatMap((matched) => (text[matched] === character ? [matched + 1] : [])));
        open = step(open);
        plain = step(plain.add(0));
        if (open.has(text.length)) return true;
      }
      continue;
    }
    const reached = new Set(part.form === undefined ? open : []);
    for (const from of [0, ...plain, ...open]) {
      for (let at = from; at < text.length && mayHold(part, text[at] ?? ''); at += 1) reached.add(at + 1);
    }
    if (reached.has(text.length)) return true;
    if (part.form !== undefined) plain = new Set();
    open = reached;
  }
  return false;
}

/** Whether a text begins with another one; undefined where that depends on what is not known. */
export function beginsWith(value: UnknownValue, text: string): boolean | undefined {
  return matchesParts(partsOf(value), text, (part) => part);
}

/** Whether a text ends with another one; undefined where that depends on what is not known. */
export function finishesWith(value: UnknownValue, text: string): boolean | undefined {
  return matchesParts(partsOf(value).toReversed(), backwards(text), backwards);
}

function matchesParts(
  parts: readonly TextPart[],
  text: string,
  inOrder: (part: string) => string,
): boolean | undefined {
  let rest = text;
  for (const part of parts) {
    if (rest === '') return true;
    if (typeof part !== 'string') return mayHold(part, rest[0] ?? '') ? undefined : false;
    const own = inOrder(part);
    if (!own.startsWith(rest) && !rest.startsWith(own)) return false;
    rest = rest.slice(own.length);
  }
  return rest === '';
}

function backwards(text: string): string {
  return [...text].reverse().join('');
}

/** The first of the characters that stand for parts that are not known: of no meaning in Unicode. */
const FIRST_STAND_IN = 0xe000;
const STAND_INS = /([\ue000-\uf8ff])/;

/**
 * What an operation makes of a text of which some parts are not known. It is to pass those parts on as they are. Undefined
 * where these parts may have a character that is not `inert`.
 */
export function passParts(
  value: UnknownValue,
  inert: (character: string) => boolean,
  operation: (text: string) => TerraformValue,
): TerraformValue | undefined {
  const parts = partsOf(value);
  const isInert = parts.every(
    (part) => typeof part === 'string' || (part.form !== undefined && [...part.form.characters].every(inert)),
  );
  if (!isInert || !isPlain(parts)) return undefined;
  const text = parts.map((part, at) => (typeof part === 'string' ? part : String.fromCharCode(FIRST_STAND_IN + at)));
  return withParts(operation(text.join('')), parts, value.reason);
}

/** Puts parts back in the place of their stand-ins; undefined where one stands in a name. */
function withParts(made: TerraformValue, parts: readonly TextPart[], reason: string): TerraformValue | undefined {
  let isLost = false;
  const restore = (value: TerraformValue): TerraformValue => {
    if ('entries' in value) isLost ||= [...value.entries.keys()].some((name) => STAND_INS.test(name));
    if (value.kind !== 'string') return mapChildren(value, restore);
    const texts = value.value.split(STAND_INS);
    if (texts.length === 1) return value;
    return textOfParts(
      texts.map((text) => (STAND_INS.test(text) ? (parts[text.charCodeAt(0) - FIRST_STAND_IN] ?? '') : text)),
      reason,
    );
  };
  const restored = restore(made);
  return isLost ? undefined : restored;
}
