import type { JsonObject } from '../json.js';
import { type Absent, absent, type Known, known, oneOf, type Value } from '../value.js';

/** One fact: everything that there is to say of it. */
export interface FactRow {
  /** The JSON type of a known value; `strings` is an array of strings. */
  readonly type: 'string' | 'integer' | 'boolean' | 'strings';
  /** Every value that it can have; undefined where it can have any of its type. */
  readonly values?: readonly string[];
  /** The smallest and the largest integer that it can be. */
  readonly range?: readonly [number, number];
  /** Where it is never unknown: `always` has a value, `orNull` may be null, `orAbsent` is known or absent. */
  readonly known?: 'always' | 'orNull' | 'orAbsent';
  readonly description: string;
  readonly unit?: string;
  /** The page that defines its values. */
  readonly source?: string;
  /** The value in a subject that breaks no policy, in JSON. */
  readonly example: null | string | number | boolean | readonly string[];
  /** True for a clause in elbcert's own words, not something found in an input. */
  readonly prose?: true;
}

/** Makes rows of a JSON type. */
function rowsOf<const T extends FactRow['type']>(type: T) {
  return <const R extends Omit<FactRow, 'type' | 'description'>>(description: string, row: R) => {
    return { type, description, ...row };
  };
}

export const text = rowsOf('string');
export const integer = rowsOf('integer');
export const flag = rowsOf('boolean');
export const texts = rowsOf('strings');

/** What every subject says of the source. */
export const FROM_SOURCE = text(
  'The folder whose source, given with `--root`, told some of these facts; null where the plan alone tells all of them.',
  { known: 'orNull', example: null },
);

/** Facts about one thing, by name. */
export interface FactGroup {
  readonly description: string;
  readonly facts: FactTable;
  /** True where the report lists, beside the facts, the same facts of each thing that it may be. */
  readonly alternatives?: true;
}

/** The same fact for each of several IAM actions, by the action in IAM's spelling: `acm:ListCertificates`. */
export interface FactMap {
  readonly description: string;
  readonly byAction: FactRow;
}

export type FactTable = Readonly<Record<string, FactRow | FactGroup | FactMap>>;

type Plain<R extends FactRow> = R extends { readonly values: readonly (infer V)[] }
  ? V
  : { string: string; integer: number; boolean: boolean; strings: readonly string[] }[R['type']];

type Fact<R extends FactRow> = R extends { readonly known: 'always' }
  ? Plain<R>
  : R extends { readonly known: 'orNull' }
    ? Plain<R> | null
    : R extends { readonly known: 'orAbsent' }
      ? Known<Plain<R>> | Absent
      : Value<Plain<R>>;

/** The TypeScript type of the facts in a table. */
export type FactsOf<T extends FactTable> = {
  readonly [Name in keyof T]: T[Name] extends FactRow
    ? Fact<T[Name]>
    : T[Name] extends FactMap
      ? Readonly<Record<string, Fact<T[Name]['byAction']>>>
      : T[Name] extends FactGroup
        ? FactsOf<T[Name]['facts']>
        : never;
};

/** The names of the facts that can be unknown. */
type Unsure<T extends FactTable> = {
  [Name in keyof T]: T[Name] extends FactRow ? (T[Name] extends { readonly known: string } ? never : Name) : never;
}[keyof T];

/** Facts that all have one value: absent, or unknown for one reason. Facts that are always known are left out. */
export function allFacts<T extends FactTable>(table: T, value: Value<never>): Pick<FactsOf<T>, Unsure<T>> {
  const names = Object.keys(table).filter((name) => isUnsure(table[name]));
  return Object.fromEntries(names.map((name) => [name, value])) as unknown as Pick<FactsOf<T>, Unsure<T>>;
}

function isUnsure(entry: FactTable[string] | undefined): boolean {
  return entry !== undefined && 'type' in entry && entry.known === undefined;
}

/** The facts of a thing that is one of several: each known where all agree, otherwise unknown for the reason. */
export function eitherFacts<T extends FactTable>(
  table: T,
  possible: readonly Pick<FactsOf<T>, Unsure<T>>[],
  reason: string,
  remedy?: string,
): Pick<FactsOf<T>, Unsure<T>> {
  const either = (name: string) =>
    oneOf(
      possible.map((facts) => (facts as Readonly<Record<string, Value<unknown>>>)[name] ?? absent),
      reason,
      remedy,
    );
  const names = Object.keys(table).filter((name) => isUnsure(table[name]));
  return Object.fromEntries(names.map((name) => [name, either(name)])) as unknown as Pick<FactsOf<T>, Unsure<T>>;
}

/** An action that the maps of an example have an entry for. */
const EXAMPLE_ACTION = 'acm:ListCertificates';

/** The facts of a subject that breaks no policy. */
export function exampleOf<T extends FactTable>(table: T): FactsOf<T> {
  const example = (row: FactRow): unknown => {
    if (row.known === 'always' || row.known === 'orNull') return row.example;
    return row.example === null ? absent : known(row.example);
  };
  const facts = Object.entries(table).map(([name, entry]) => {
    if ('facts' in entry) return [name, exampleOf(entry.facts)];
    return [name, 'byAction' in entry ? { [EXAMPLE_ACTION]: example(entry.byAction) } : example(entry)];
  });
  return Object.fromEntries(facts) as FactsOf<T>;
}

/** The row of the fact at a path; undefined where there is none. */
export function rowAt(table: FactTable, [name = '', ...rest]: readonly string[]): FactRow | undefined {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (entry === undefined || 'type' in entry) return rest.length === 0 ? entry : undefined;
  return 'facts' in entry ? rowAt(entry.facts, rest) : rest.length === 1 ? entry.byAction : undefined;
}

/** The facts that all of several things have, each of which can be whatever it can be of any of them. */
export function sharedFacts(groups: readonly FactGroup[]): FactGroup {
  const [first, ...others] = groups;
  if (first === undefined || others.length === 0) return first ?? { description: '', facts: {} };
  const facts = Object.entries(first.facts).flatMap(([name, entry]) => {
    const entries = groups.flatMap((group) => (Object.hasOwn(group.facts, name) ? (group.facts[name] ?? []) : []));
    const shared = entries.length === groups.length ? sharedEntry(entry, entries) : undefined;
    return shared === undefined ? [] : [[name, shared] as const];
  });
  return { description: groups.map(({ description }) => description).join(' '), facts: Object.fromEntries(facts) };
}

type FactEntry = FactTable[string];

function sharedEntry(first: FactEntry, entries: readonly FactEntry[]): FactEntry | undefined {
  const rows = entries.filter((entry) => 'type' in entry);
  const groups = entries.filter((entry) => 'facts' in entry);
  const maps = entries.filter((entry) => 'byAction' in entry);
  if (groups.length === entries.length) return sharedFacts(groups);
  if ('byAction' in first && maps.length === entries.length) {
    const byAction = sharedRow(maps.map((map) => map.byAction));
    return byAction && { description: first.description, byAction };
  }
  return rows.length === entries.length ? sharedRow(rows) : undefined;
}

/** A fact of one JSON type: closed where it is closed everywhere, null where it can be null anywhere. */
function sharedRow(rows: readonly FactRow[]): FactRow | undefined {
  const [first] = rows;
  if (first === undefined || rows.some(({ type }) => type !== first.type)) return undefined;
  const { type, description, example } = first;
  const closed = rows.every(({ values }) => values !== undefined);
  return {
    type,
    description,
    example,
    ...(closed ? { values: [...new Set(rows.flatMap(({ values = [] }) => values))] } : {}),
    ...(rows.every(({ known }) => known === 'always') ? { known: 'always' } : {}),
  };
}

/** The JSON Schema of what a policy is held against: facts that are all known, null for what a thing does not have. */
export function schemaOf({ description, facts }: FactGroup): JsonObject {
  const properties = Object.entries(facts).map(([name, entry]) => [name, entrySchema(entry)]);
  return {
    description,
    type: 'object',
    additionalProperties: false,
    required: Object.keys(facts),
    properties: Object.fromEntries(properties) as JsonObject,
  };
}

function entrySchema(entry: FactRow | FactGroup | FactMap): JsonObject {
  if ('facts' in entry) return schemaOf(entry);
  if ('type' in entry) return rowSchema(entry);
  return {
    description: entry.description,
    type: 'object',
    propertyNames: { pattern: '^[a-z0-9-]+:[A-Za-z0-9]+$' },
    additionalProperties: rowSchema(entry.byAction),
  };
}

function rowSchema(row: FactRow): JsonObject {
  const type = row.type === 'strings' ? 'array' : row.type;
  const orNull = row.known !== 'always';
  return {
    description: describeRow(row),
    type: orNull ? [type, 'null'] : type,
    ...rangeSchema(row),
    ...(row.values === undefined ? {} : { enum: orNull ? [...row.values, null] : row.values }),
    ...(row.type === 'strings' ? { items: { type: 'string' } } : {}),
  };
}

/** The JSON Schema of a fact's range. */
export function rangeSchema({ range }: FactRow): JsonObject {
  return range === undefined ? {} : { minimum: range[0], maximum: range[1] };
}

/** A fact's description with its unit and its source. */
export function describeRow({ description, unit, source }: FactRow): string {
  const more = [
    ...(unit === undefined ? [] : [`Unit: ${unit}.`]),
    ...(source === undefined ? [] : [`Source: ${source}`]),
  ];
  return [description, ...more].join(' ');
}
