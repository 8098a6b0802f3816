import { oneOfValues } from '../../expressions/candidates.js';
import {
  budgetOf,
  fromJson,
  isWhollyKnown,
  object,
  type TerraformValue,
  toJson,
  tuple,
  unknownValue,
  withSensitive,
} from '../../expressions/index.js';
import { isObject, type Json, property } from '../../model/json.js';
import type { Body, Expression, NestedBlocks } from '../../model/plan.js';
import { isAlike } from './alike.js';

/** What a plan records of a value: what is known of it, a mask of what is known after apply, and one of what is sensitive. */
export interface Recorded {
  readonly value: Json;
  readonly mask: Json | undefined;
  readonly sensitive: Json | undefined;
}

/**
 * The value that a plan records. `text` names it. `path` leads to it through the nested blocks of its resource, of which
 * `kinds` are known: the plan does not tell a list from a set.
 */
export function recordedValue(
  { value, mask, sensitive }: Recorded,
  text: string,
  kinds: NestedBlocks | undefined,
  path: string,
): TerraformValue {
  const mark = sensitive === true;
  if (mask === true || typeof mask === 'string')
    return withSensitive(unknownValue(typeof mask === 'string' ? mask : `known after apply: ${text}`), mark);
  const partAt = (name: string | number, inner: string, at: string) =>
    recordedValue(
      { value: partOf(value, name) ?? null, mask: partOf(mask, name), sensitive: partOf(sensitive, name) },
      inner,
      kinds,
      at,
    );
  if (Array.isArray(value) || Array.isArray(mask)) {
    const length = Math.max(...[value, mask].map((part) => (Array.isArray(part) ? part.length : 0)));
    const items = Array.from({ length }, (_, at) => partAt(at, `${text}[${at}]`, path));
    const made = tuple(items);
    return withSensitive(kinds?.get(path) === 'list' ? made : { ...made, mayBeSet: true as const }, mark);
  }
  if (isObject(value) || (isObject(mask) && value === null)) {
    const names = new Set([value, mask].flatMap((part) => (isObject(part ?? null) ? Object.keys(part ?? {}) : [])));
    const entries = [...names].map((name) => [name, partAt(name, `${text}.${name}`, `${path}.${name}`)] as const);
    return withSensitive(object(entries), mark);
  }
  return withSensitive(fromJson(value), mark);
}

function partOf(json: Json | undefined, name: string | number): Json | undefined {
  if (typeof name === 'string') return property(json, name);
  return Array.isArray(json) ? json[name] : undefined;
}

/** How the text of a resource is evaluated. */
export interface Text<Scope> {
  evaluate(expression: Expression, scope: Scope): TerraformValue;
  blocks(body: Body, name: string, scope: Scope): readonly WrittenBlock<Scope>[];
}

/** A nested block as it is written, or as a `dynamic` block makes it. */
interface WrittenBlock<Scope> {
  readonly body: Body;
  readonly scope: Scope;
  readonly repeated: boolean;
}

/** A recorded value, and in the place of what is known after apply what the argument or the blocks of that name make of it. */
export function withWritten<Scope>(
  recorded: TerraformValue,
  body: Body,
  name: string,
  text: Text<Scope>,
  scope: Scope,
): TerraformValue {
  if (isWhollyKnown(recorded)) return recorded;
  if (recorded.kind === 'tuple') {
    const blocks = text.blocks(body, name, scope);
    if (blocks.length > 0) return withBlocks(recorded, blocks, text);
  }
  const expression = body.expression(name);
  return expression === undefined ? recorded : withValue(recorded, text.evaluate(expression, scope));
}

function withValue(recorded: TerraformValue, written: TerraformValue): TerraformValue {
  if (recorded.kind === 'unknown') return withSensitive(written, recorded.sensitive === true);
  if (recorded.kind === 'object' && 'entries' in written) {
    const entries = [...recorded.entries].map(([name, entry]) => {
      const own = written.entries.get(name);
      return [name, own === undefined ? entry : withValue(entry, own)] as const;
    });
    return withSensitive(object(entries), recorded.sensitive === true);
  }
  return recorded;
}

type Tuple = Extract<TerraformValue, { readonly kind: 'tuple' }>;

function withBlocks<Scope>(recorded: Tuple, blocks: readonly WrittenBlock<Scope>[], text: Text<Scope>): TerraformValue {
  const { items } = recorded;
  if (blocks.length !== items.length || blocks.some(({ repeated }) => repeated)) return recorded;
  const known = blocks.map(({ body, scope }) => knownArguments(body, scope, text));
  const possible = items.map((item, at) =>
    blocks.filter((_, own) => (recorded.mayBeSet === true ? mayBeBlock(item, known[own]) : own === at)),
  );
  // The provider may change an argument in ways that are not known here: then no block fits, or one fits nowhere.
  if (possible.some((found) => found.length === 0) || new Set(possible.flat()).size < blocks.length) return recorded;
  const written = items.map((item, at) => {
    const made = (possible[at] ?? []).map(({ body, scope }) => withBlock(item, body, scope, text));
    return oneOfValues('which block of the source it is', made, budgetOf());
  });
  return { ...recorded, items: written };
}

type KnownArguments = ReadonlyMap<string, Json>;

function knownArguments<Scope>(body: Body, scope: Scope, text: Text<Scope>): KnownArguments {
  const names = [...new Set(body.names?.() ?? [])];
  return new Map(
    names.flatMap((name) => {
      const expression = body.blocks(name).length > 0 ? undefined : body.expression(name);
      const value = expression && toJson(text.evaluate(expression, scope));
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Whether an element of a set may be a block: what both tell is alike. */
function mayBeBlock(item: TerraformValue, block: KnownArguments = new Map()): boolean {
  if (item.kind !== 'object') return true;
  return [...item.entries].every(([name, entry]) => {
    const [value, own] = [toJson(entry), block.get(name)];
    return value === undefined || own === undefined || isAlike(own, value);
  });
}

function withBlock<Scope>(item: TerraformValue, body: Body, scope: Scope, text: Text<Scope>): TerraformValue {
  if (item.kind !== 'object') return item;
  const entries = [...item.entries].map(
    ([name, entry]) => [name, withWritten(entry, body, name, text, scope)] as const,
  );
  return withSensitive(object(entries), item.sensitive === true);
}
