import { onceForNames } from '../model/collections.js';
import { type FactRow, rowAt, schemaOf, sharedFacts } from '../model/facts/table.js';
import { SUBJECT_FACTS } from '../model/facts.js';
import type { Subject } from '../model/finding.js';
import { arrayOf, isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import { joinWords } from '../model/words.js';
import type { FactPath } from './policy.js';

/** The facts that subjects share, as JSON Schema: which there are, and what each can be. */
export const factSchema = onceForNames(
  (...subjects: readonly Subject[]): JsonObject =>
    schemaOf(sharedFacts(subjects.map((subject) => SUBJECT_FACTS[subject]))),
);

/** The facts that any of some subjects has: of one that several have, what it can be of any of them. */
export const anyFactSchema = onceForNames(
  (...subjects: readonly Subject[]): JsonObject =>
    subjects.map((subject) => factSchema(subject)).reduce(withMembersOf, factSchema(...subjects)),
);

function withMembersOf(schema: JsonObject, other: JsonObject): JsonObject {
  const [own, more] = [objectOf(property(schema, 'properties')), objectOf(property(other, 'properties'))];
  const merged = Object.entries(more).map(([name, entry]): [string, Json] => {
    const before = own[name];
    if (before === undefined) return [name, entry];
    const both = isObject(before) && isObject(entry) && isGroup(before) && isGroup(entry);
    return [name, both ? withMembersOf(before, entry) : before];
  });
  return { ...schema, properties: { ...own, ...Object.fromEntries(merged) } };
}

/** The schema of one fact of a group, or of one entry of a map; undefined where there is no such fact. */
export function member(schema: JsonObject, name: string): JsonObject | undefined {
  const own = property(property(schema, 'properties'), name);
  if (isObject(own)) return own;
  const pattern = stringProperty(property(schema, 'propertyNames'), 'pattern');
  const entry = property(schema, 'additionalProperties');
  return pattern !== undefined && isObject(entry) && new RegExp(pattern).test(name) ? entry : undefined;
}

export function memberNames(schema: JsonObject): readonly string[] {
  return Object.keys(objectOf(property(schema, 'properties')));
}

/** True for a group of facts or a map, false for a fact. */
export function isGroup(schema: JsonObject): boolean {
  return typesOf(schema).includes('object');
}

/** The JSON types that a fact can have. */
export function typesOf(schema: JsonObject): readonly string[] {
  const type = property(schema, 'type');
  return typeof type === 'string' ? [type] : arrayOf(type).filter((one) => typeof one === 'string');
}

/** The values of a closed fact; undefined for an open one. */
export function valuesOf(schema: JsonObject): readonly Json[] | undefined {
  const values = property(schema, 'enum');
  return values === undefined ? undefined : arrayOf(values);
}

export function admits(schema: JsonObject, value: Json): boolean {
  const types = typesOf(schema);
  if (!typesOfValue(value).some((type) => types.includes(type))) return false;
  const values = valuesOf(schema);
  if (values !== undefined) return values.includes(value);
  const items = property(schema, 'items');
  return !Array.isArray(value) || !isObject(items) || value.every((element) => admits(items, element));
}

/** What a fact can be, in words: `"acm", "iam", "other", "none" or null`, or `string or null`. */
export function describe(schema: JsonObject): string {
  const words = valuesOf(schema)?.map((value) => JSON.stringify(value)) ?? typesOf(schema);
  return joinWords(words, 'or');
}

function typesOfValue(value: Json): readonly string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [typeof value];
}

/** The schema of the fact at a path, or why there is none. */
export function findFact(root: JsonObject, names: readonly string[]): { readonly schema: JsonObject } | Missing {
  let schema = root;
  for (const [index, name] of names.entries()) {
    if (!isGroup(schema)) return { missing: name, after: names.slice(0, index), allowed: [] };
    const next = member(schema, name);
    if (next === undefined) return { missing: name, after: names.slice(0, index), allowed: memberNames(schema) };
    schema = next;
  }
  return { schema };
}

export interface Missing {
  readonly missing: string;
  readonly after: readonly string[];
  readonly allowed: readonly string[];
}

/** The rows of the fact at a path, of those of some subjects that have it. */
export function rowsAt(subjects: readonly Subject[], path: FactPath): readonly FactRow[] {
  const names = path.split('.');
  return subjects.flatMap((subject) => rowAt(SUBJECT_FACTS[subject].facts, names) ?? []);
}

/** True for a fact that is a clause in elbcert's own words, not something found in an input. */
export function isProse(subjects: readonly Subject[], path: FactPath): boolean {
  return rowsAt(subjects, path).some(({ prose }) => prose === true);
}
