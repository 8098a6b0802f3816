import { distinctBy } from './collections.js';
import { isObject, type Json, type JsonObject } from './json.js';

/**
 * What can be said of one value before apply: it is known, it is unknown for a reason, or the thing has none.
 * `sensitive` marks a value that Terraform marks sensitive: policies may weigh it, no output may show it.
 */
export type Value<T> = Known<T> | Unknown<T> | Absent;

export interface Known<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly sensitive?: true;
}

export interface Unknown<T> {
  readonly kind: 'unknown';
  /** Why, in the words of somebody who wrote the Terraform: `known after apply: aws_acm_certificate.site.arn`. */
  readonly reason: string;
  /** Every value that it can turn out to have. Without this, it can be anything. */
  readonly candidates?: readonly T[];
  /** Two unknown values of the same identity turn out equal: both are, say, the Region of provider `aws`. */
  readonly identity?: string;
  /** What would decide it: an option to give, an expression to write. */
  readonly remedy?: string;
  readonly sensitive?: true;
}

export interface Absent {
  readonly kind: 'absent';
}

export const absent: Absent = { kind: 'absent' };

export function known<T>(value: T, sensitive?: boolean): Known<T> {
  return sensitive === true ? { kind: 'known', value, sensitive: true } : { kind: 'known', value };
}

export function unknown<T>(reason: string, more: Omit<Unknown<T>, 'kind' | 'reason'> = {}): Unknown<T> {
  return { kind: 'unknown', reason, ...more };
}

/** A known value, or absent where there is none. */
export function knownOr<T>(value: T | null | undefined): Known<T> | Absent {
  return value === null || value === undefined ? absent : known(value);
}

/** The value another function makes of a known one; an unknown one stays unknown, its candidates mapped, its identity dropped. */
export function mapValue<T, U>(value: Value<T>, map: (value: T) => U): Value<U> {
  switch (value.kind) {
    case 'known':
      return known(map(value.value), value.sensitive);
    case 'unknown': {
      const { candidates, identity: _, ...rest } = value;
      return candidates === undefined ? rest : { ...rest, candidates: distinct(candidates.map(map)) };
    }
    case 'absent':
      return value;
    default:
      return value satisfies never;
  }
}

/** Like `mapValue`, where the function itself may find nothing or not know. */
export function flatMapValue<T, U>(value: Value<T>, map: (value: T) => Value<U>): Value<U> {
  if (value.kind === 'known') {
    const mapped = map(value.value);
    return value.sensitive === true && mapped.kind !== 'absent' ? { ...mapped, sensitive: true } : mapped;
  }
  if (value.kind === 'absent') return value;
  const { candidates, identity: _, ...rest } = value;
  if (candidates === undefined) return rest;
  const mapped = oneOf(candidates.map(map), value.reason);
  return mapped.kind === 'unknown' && value.remedy !== undefined ? { remedy: value.remedy, ...mapped } : mapped;
}

/** More candidates than this are not kept for each value that may be one of them. */
const MOST_CANDIDATES = 64;

/**
 * The value that is one of several possible ones: known where all agree, otherwise unknown for the given reason,
 * with candidates where every possibility is known and they are few.
 */
export function oneOf<T>(values: readonly Value<T>[], reason: string, remedy?: string): Value<T> {
  const [first] = values;
  if (first === undefined) return unknown(reason);
  const key = (value: Value<T>) => JSON.stringify(value);
  if (values.every((value) => key(value) === key(first))) return first;
  const sensitive = values.some((value) => value.kind !== 'absent' && value.sensitive === true);
  const mark = { ...(sensitive ? { sensitive: true as const } : {}), ...(remedy === undefined ? {} : { remedy }) };
  const candidates: T[] = [];
  for (const value of values) {
    if (value.kind === 'known') candidates.push(value.value);
    else if (value.kind === 'unknown' && value.candidates !== undefined) candidates.push(...value.candidates);
    else return unknown(value.kind === 'unknown' ? value.reason : reason, mark);
  }
  const different = distinct(candidates);
  return unknown(reason, different.length > MOST_CANDIDATES ? mark : { ...mark, candidates: different });
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return distinctBy(values, (value) => JSON.stringify(value));
}

const VALUE_KINDS: ReadonlySet<unknown> = new Set(['known', 'unknown', 'absent']);

/** True for a `Value`, false for the plain JSON that facts also hold. */
export function isValue(thing: unknown): thing is Value<unknown> {
  return typeof thing === 'object' && thing !== null && 'kind' in thing && VALUE_KINDS.has(thing.kind);
}

/**
 * Facts as every output shows them: a known value is itself, an absent one null, an unknown one
 * `{"unknown": reason, "candidates": […]}`, and one that Terraform marks sensitive `{"sensitive": true}`.
 */
export function toPublicJson(facts: object): JsonObject {
  const members = Object.entries(facts).map(([name, member]) => [name, publicJson(member)]);
  return Object.fromEntries(members) as JsonObject;
}

function publicJson(thing: unknown): Json {
  if (typeof thing !== 'object' || thing === null) return thing as Json;
  if (Array.isArray(thing)) return thing.map(publicJson);
  return isValue(thing) ? publicValue(thing) : toPublicJson(thing);
}

function publicValue(value: Value<unknown>): Json {
  switch (value.kind) {
    case 'absent':
      return null;
    case 'known':
      return value.sensitive === true ? { sensitive: true } : (value.value as Json);
    case 'unknown': {
      const { reason, candidates, identity, remedy, sensitive } = value;
      return {
        unknown: reason,
        ...(candidates === undefined || sensitive === true ? {} : { candidates: candidates as readonly Json[] }),
        ...(identity === undefined ? {} : { identity }),
        ...(remedy === undefined ? {} : { remedy }),
      };
    }
    default:
      return value satisfies never;
  }
}

/** The value that `toPublicJson` shows: how examples in policy files spell facts. */
export function fromPublicJson(json: Json): Value<Json> {
  if (json === null) return absent;
  if (!isObject(json)) return known(json);
  // Which value a sensitive one is, nobody says.
  if (json['sensitive'] === true) return unknown('sensitive', { sensitive: true });
  const { unknown: reason, candidates, identity, remedy } = json;
  if (typeof reason !== 'string') return known(json);
  return unknown(reason, {
    ...(Array.isArray(candidates) ? { candidates } : {}),
    ...(typeof identity === 'string' ? { identity } : {}),
    ...(typeof remedy === 'string' ? { remedy } : {}),
  });
}
