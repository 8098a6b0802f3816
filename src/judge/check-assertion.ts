import { arrayOf, isObject, type Json, type JsonObject, objectOf, property } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import { joinWords } from '../model/words.js';
import { compilePattern, UnsupportedPattern } from './compile.js';
import { KEYWORDS } from './conditions.js';
import { admits, describe, findFact, isGroup, member, memberNames, typesOf, valuesOf } from './fact-schema.js';
import { below, pointerNames, type ReportFault } from './policy.js';

/** One assertion of a policy, and where it stands. */
export interface AssertionPlace {
  readonly keyword: string;
  readonly value: Json;
  /** The schema that it stands in. */
  readonly beside: JsonObject;
  /** What the fact can be. */
  readonly fact: JsonObject;
  /** What all facts can be. */
  readonly facts: JsonObject;
  readonly pointer: string;
  readonly report: ReportFault;
}

/** Reports an assertion that would always hold or never hold, whatever the fact: a policy that demands nothing. */
export function checkAssertion(place: AssertionPlace): void {
  const { keyword, value, pointer, report } = place;
  const compared = comparedFact(value);
  if (!fitsType(place)) return;
  if (compared !== undefined && KEYWORDS[keyword]?.data === true) checkCompared(place, compared);
  else if (keyword === 'const') checkValue(place, value, pointer);
  else if (keyword === 'enum') {
    arrayOf(value).forEach((one, index) => {
      checkValue(place, one, `${pointer}/${index}`);
    });
  } else if (keyword === 'type') checkType(place);
  else if (keyword === 'pattern') checkPattern(place);
  else if (keyword.startsWith('format') && keyword !== 'format') checkDateLimit(place);
  else if (keyword === 'format' && value !== 'date' && value !== 'date-time' && hasDateLimit(place.beside)) {
    report(pointer, 'only "date-time" and "date" can be compared');
  }
}

/** The names on the way to the fact that `{ $data: /loadBalancer/region }` stands for. */
export function comparedFact(value: Json): readonly string[] | undefined {
  return isObject(value) && typeof value['$data'] === 'string' ? pointerNames(value['$data']) : undefined;
}

function fitsType({ keyword, beside, fact, pointer, report }: AssertionPlace): boolean {
  const about = KEYWORDS[keyword]?.types ?? [];
  if (about.length === 0) return true;
  const can = typesOf(fact);
  if (!can.some((type) => about.includes(type))) {
    report(pointer, `says nothing of a fact that is ${describe(fact)}`);
    return false;
  }
  if (can.some((type) => !about.includes(type)) && !Object.hasOwn(beside, 'type')) {
    const type = can.find((one) => about.includes(one));
    const hint = `add type: ${type} beside it, or type: [${type}, 'null'] where null may hold too`;
    report(pointer, 'would hold for null, which is what a thing does not have', hint);
  }
  return true;
}

function checkCompared({ keyword, fact, facts, pointer, report }: AssertionPlace, names: readonly string[]): void {
  const where = `${pointer}/$data`;
  const found = findFact(facts, names);
  if ('missing' in found) {
    report(where, `no such fact: "${names.join('.')}"${didYouMean(found.missing, found.allowed)}`);
    return;
  }
  if (isGroup(found.schema)) {
    report(where, `"${names.join('.')}" is a group of facts, name one of them`);
    return;
  }
  const comparable = comparableTypes(keyword, fact);
  if (keyword === 'enum') {
    const elements = objectOf(property(found.schema, 'items'));
    if (typesOf(elements).some((type) => typesOf(fact).includes(type))) return;
    report(where, `"${names.join('.')}" is no list of what this fact can be`);
    return;
  }
  if (!typesOf(found.schema).some((type) => comparable.includes(type))) {
    report(where, `"${names.join('.')}" is ${describe(found.schema)}, not ${joinWords(comparable, 'or')}`);
  }
}

function comparableTypes(keyword: string, fact: JsonObject): readonly string[] {
  if (keyword === 'const') return typesOf(fact).filter((type) => type !== 'null');
  if (keyword.startsWith('format')) return ['string'];
  return ['integer', 'number'];
}

function checkValue({ fact, report }: AssertionPlace, value: Json, pointer: string): void {
  if (admits(fact, value)) return;
  const words = (valuesOf(fact) ?? []).filter((word) => typeof word === 'string');
  const guess = typeof value === 'string' ? didYouMean(value, words) : '';
  report(pointer, `${JSON.stringify(value)} is not a value of this fact${guess}`, `it is ${describe(fact)}`);
}

function checkType({ value, fact, pointer, report }: AssertionPlace): void {
  const can = new Set(typesOf(fact).flatMap((type) => (type === 'integer' ? ['integer', 'number'] : [type])));
  for (const type of typeof value === 'string' ? [value] : arrayOf(value)) {
    if (typeof type === 'string' && !can.has(type)) {
      report(pointer, `this fact is never of type ${type}`, `it is ${describe(fact)}`);
    }
  }
}

function checkPattern({ value, pointer, report }: AssertionPlace): void {
  if (typeof value !== 'string') return;
  try {
    compilePattern(value);
  } catch (error) {
    if (!(error instanceof UnsupportedPattern)) throw error;
    report(pointer, `cannot be used as a pattern: ${error.message}`);
  }
}

function checkDateLimit({ value, pointer, report }: AssertionPlace): void {
  if (typeof value === 'string' && Number.isNaN(Date.parse(value))) {
    report(pointer, `${JSON.stringify(value)} is not a date`, 'write it as 2026-01-31T00:00:00Z');
  }
}

function hasDateLimit(schema: JsonObject): boolean {
  return Object.keys(schema).some((keyword) => KEYWORDS[keyword]?.beside === 'format');
}

/** Reports a name that no fact of a group has; `names` lead to the group. */
export function reportMissingFact(
  name: string,
  names: readonly string[],
  group: JsonObject,
  pointer: string,
  report: ReportFault,
): void {
  const own = memberNames(group);
  if (!isGroup(group)) report(pointer, `no such fact, ${names.join('.')} has no parts`);
  else {
    const guess = didYouMean(name, own);
    const whose = names.length === 0 ? 'there are' : `${names.join('.')} has`;
    report(
      pointer,
      `no such fact${guess}`,
      guess === '' && own.length > 0 ? `${whose} ${joinWords(own, 'and')}` : undefined,
    );
  }
}

/** Reports names under `required` that no fact has, and those that it would demand nothing of. */
export function checkRequired(schema: JsonObject, pointer: string, group: JsonObject, report: ReportFault): void {
  const where = below(pointer, 'required');
  const demanded = objectOf(property(schema, 'properties'));
  for (const name of arrayOf(property(schema, 'required'))) {
    if (typeof name !== 'string') continue;
    if (member(group, name) === undefined) {
      report(where, `no such fact: "${name}"${didYouMean(name, memberNames(group))}`);
    } else if (!Object.hasOwn(demanded, name)) {
      const hint = `say properties: { ${name}: { not: { const: null } } } to demand that there is one`;
      report(where, `demands nothing: every fact is always there, "${name}" too`, hint);
    }
  }
}
