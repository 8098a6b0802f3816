import type { Value } from '../model/value.js';
import { compileAssertion } from './assertion.js';
import { assertionsIn } from './assertions-in.js';
import { namesOf } from './fact-schema.js';
import type { Assertion, FactPath, Policy } from './policy.js';
import { readFact } from './read-fact.js';

/** Everything in some facts that can make a difference, as text: the same for facts that make none. */
export type SpellFacts = (facts: object) => string;

/** What counts for every policy: see evaluate.ts. */
const ALWAYS: FactPath = 'certainty';

/** One fact that is read, and how much of it matters. */
interface Reading {
  readonly path: FactPath;
  /** The group that it is in, and its name; undefined for one that is deeper. */
  readonly place: { readonly group: string | undefined; readonly name: string } | undefined;
  /** What is asked of it, where that is asked of it alone; undefined where the value itself counts. */
  readonly assertions: readonly Assertion[] | undefined;
}

/** Spells what some policies ask. */
export function spellAsked(policies: readonly Policy[]): SpellFacts {
  return spellAll(readingsOf(policies));
}

/** Spells the facts at some paths. */
export function spellPaths(paths: readonly FactPath[]): SpellFacts {
  return spellAll(paths.map((path) => reading(path, undefined)));
}

function spellAll(readings: readonly Reading[]): SpellFacts {
  return (facts) => {
    let text = '';
    for (let at = 0; at < readings.length; at += 1) {
      const one = readings[at] as Reading;
      text += spell(valueAt(facts, one), one.assertions);
    }
    return text;
  };
}

function readingsOf(policies: readonly Policy[]): readonly Reading[] {
  const assertions = policies.flatMap(({ when, require }) => [when, require]).flatMap(assertionsIn);
  const compared = new Set(
    assertions.flatMap(({ path, comparedWith }) => (comparedWith.length > 0 ? [path, ...comparedWith] : [])),
  );
  const alone = new Map<FactPath, Map<string, Assertion>>([[ALWAYS, new Map()]]);
  for (const assertion of assertions) {
    const own = alone.get(assertion.path) ?? new Map<string, Assertion>();
    alone.set(assertion.path, own.set(JSON.stringify(assertion.schema), assertion));
  }
  const paths = new Set([...alone.keys(), ...compared]);
  return [...paths].map((path) => {
    const own = alone.get(path);
    return reading(path, compared.has(path) || path === ALWAYS || own === undefined ? undefined : [...own.values()]);
  });
}

function reading(path: FactPath, assertions: readonly Assertion[] | undefined): Reading {
  const [first = '', second, ...deeper] = namesOf(path);
  if (deeper.length > 0) return { path, place: undefined, assertions };
  const place = second === undefined ? { group: undefined, name: first } : { group: first, name: second };
  return { path, place, assertions };
}

/** As readFact(), without making anything. */
function valueAt(facts: object, { path, place }: Reading): unknown {
  if (place === undefined) return readFact(facts, path);
  const groups = facts as Readonly<Record<string, unknown>>;
  const group = place.group === undefined ? groups : groups[place.group];
  if (typeof group !== 'object' || group === null) return readFact(facts, path);
  const value = (group as Readonly<Record<string, unknown>>)[place.name];
  return value === undefined ? readFact(facts, path) : value;
}

/** As text that ends where no other goes on. */
function spell(found: unknown, assertions: readonly Assertion[] | undefined): string {
  if (found === null) return '-\n';
  if (typeof found !== 'object' || !('kind' in found)) return spellKnown(found, assertions);
  const value = found as Value<unknown>;
  const mark = value.kind !== 'absent' && value.sensitive === true ? '!' : '';
  switch (value.kind) {
    case 'absent':
      return '-\n';
    case 'known':
      return mark + spellKnown(value.value, assertions);
    case 'unknown':
      if (value.candidates === undefined && value.identity === undefined) return `${mark}?\n`;
      return `${mark}?${JSON.stringify([value.candidates, value.identity])}\n`;
    default:
      return value satisfies never;
  }
}

const NO_OTHERS: readonly never[] = [];

function spellKnown(value: unknown, assertions: readonly Assertion[] | undefined): string {
  if (typeof value === 'string') return `=${value.length}:${value}\n`;
  if (typeof value === 'boolean') return value ? 'true\n' : 'false\n';
  if (assertions === undefined) return `#${JSON.stringify(value)}\n`;
  // Numbers and lists differ from listener to listener; what is asked of them mostly comes to the same.
  let truths = '';
  for (let at = 0; at < assertions.length; at += 1) {
    truths += compileAssertion(assertions[at] as Assertion)(value, NO_OTHERS) ? 'y' : 'n';
  }
  return `${truths}\n`;
}
