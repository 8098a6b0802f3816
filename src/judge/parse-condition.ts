import { arrayOf, isObject, type Json, type JsonObject, objectOf, property } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import { checkAssertion, checkRequired, comparedFact, reportMissingFact } from './check-assertion.js';
import { KEYWORDS } from './conditions.js';
import { isGroup, member } from './fact-schema.js';
import {
  type Assertion,
  below,
  type FactPath,
  type PolicyCondition,
  pointerNames,
  type ReportFault,
} from './policy.js';

/** How much a condition may demand, its references written out: enough for people, too little to hang a pipeline. */
const MOST_PARTS = 2000;

/** A schema in a policy, and the fact or group of facts that it is about. */
interface Place {
  readonly schema: JsonObject;
  readonly pointer: string;
  /** On the way to the fact. */
  readonly names: readonly string[];
  /** The schema of what the fact can be. */
  readonly fact: JsonObject;
  /** The definitions that the schema is part of: one that refers to any of these would never end. */
  readonly within: readonly string[];
}

/**
 * Takes `when` or `require` apart, and reports what could never have an effect: a name that no fact has, a value that
 * a fact never takes, a keyword that does not fit the fact. What is reported holds in the condition that is returned.
 */
export function parseCondition(root: JsonObject, at: string, facts: JsonObject, report: ReportFault): PolicyCondition {
  const definitions = objectOf(property(root, '$defs'));
  let parts = 0;

  function parse(place: Place): PolicyCondition {
    const { schema, pointer, fact } = place;
    parts += 1;
    if (parts === MOST_PARTS + 1) report(at, `demands more than ${MOST_PARTS} things`);
    if (parts > MOST_PARTS) return { kind: 'all', of: [] };
    const inner = (value: unknown, where: string) => parse({ ...place, schema: objectOf(value), pointer: where });
    const list = (keyword: string) =>
      arrayOf(property(schema, keyword)).map((one, index) => inner(one, below(below(pointer, keyword), index)));
    const keyed = (keyword: string) => inner(property(schema, keyword), below(pointer, keyword));

    const all: PolicyCondition[] = [];
    const referred = has(schema, '$ref') ? definition(place) : undefined;
    if (referred !== undefined) all.push(parse(referred));
    all.push(...properties(place));
    if (has(schema, 'required')) checkRequired(schema, pointer, fact, report);
    if (has(schema, '$defs') && schema !== root) report(below(pointer, '$defs'), `belongs directly under ${at}`);
    all.push(...assertions(place));
    all.push(...list('allOf'));
    if (has(schema, 'anyOf')) all.push({ kind: 'any', of: list('anyOf') });
    if (has(schema, 'oneOf')) all.push({ kind: 'one', of: list('oneOf') });
    if (has(schema, 'not')) all.push({ kind: 'not', of: keyed('not') });
    if (has(schema, 'if')) {
      if (!has(schema, 'then') && !has(schema, 'else'))
        report(below(pointer, 'if'), 'needs "then" or "else" beside it');
      const test = keyed('if');
      if (has(schema, 'then')) all.push({ kind: 'any', of: [{ kind: 'not', of: test }, keyed('then')] });
      if (has(schema, 'else')) all.push({ kind: 'any', of: [test, keyed('else')] });
    }
    const [only] = all;
    return only !== undefined && all.length === 1 ? only : { kind: 'all', of: all };
  }

  function properties({ schema, pointer, names, fact, within }: Place): readonly PolicyCondition[] {
    return Object.entries(objectOf(property(schema, 'properties'))).flatMap(([name, value]) => {
      const where = below(below(pointer, 'properties'), name);
      const next = member(fact, name);
      if (next === undefined) {
        reportMissingFact(name, names, fact, where, report);
        return [];
      }
      return [parse({ schema: objectOf(value), pointer: where, names: [...names, name], fact: next, within })];
    });
  }

  /** The definition that a `$ref` stands for, about the same fact. */
  function definition(place: Place): Place | undefined {
    const target = property(place.schema, '$ref');
    if (typeof target !== 'string' || !target.startsWith('#/$defs/')) return undefined;
    const name = pointerNames(target.slice(1))[1] ?? '';
    const schema = property(definitions, name);
    const where = below(place.pointer, '$ref');
    if (!isObject(schema)) {
      report(where, `no such definition under ${at}/$defs${didYouMean(name, Object.keys(definitions))}`);
      return undefined;
    }
    if (place.within.includes(name)) {
      report(where, 'refers to itself');
      return undefined;
    }
    return { ...place, schema, pointer: below(below(at, '$defs'), name), within: [...place.within, name] };
  }

  function assertions(place: Place): readonly Assertion[] {
    const { schema, pointer, names, fact } = place;
    const used = Object.keys(KEYWORDS).filter((keyword) => has(schema, keyword));
    if (isGroup(fact)) {
      for (const keyword of used) {
        if (keyword === 'type' && property(schema, 'type') === 'object') continue;
        const group = names.length === 0 ? 'the facts together' : names.join('.');
        report(below(pointer, keyword), `${group} cannot be weighed as one, name a fact under "properties"`);
      }
      return [];
    }
    return used
      .filter((keyword) => KEYWORDS[keyword]?.beside === undefined)
      .map((keyword) => {
        const together = [keyword, ...used.filter((other) => KEYWORDS[other]?.beside === keyword)];
        const comparedWith: FactPath[] = [];
        const kept = together.map((one) => [one, assertionValue(one, place, comparedWith)] as const);
        const equality = keyword === 'const' && comparedWith.length > 0;
        return { kind: 'assertion', path: names.join('.'), schema: Object.fromEntries(kept), comparedWith, equality };
      });
  }

  /** The keyword's value as ajv gets it: references written out, other facts as pointers into `comparedWith`. */
  function assertionValue(keyword: string, place: Place, comparedWith: FactPath[]): Json {
    const { schema, fact } = place;
    const value = property(schema, keyword) ?? null;
    const pointer = below(place.pointer, keyword);
    checkAssertion({ keyword, value, beside: schema, fact, facts, pointer, report });
    if (keyword === 'items' || keyword === 'contains') {
      const element = objectOf(property(fact, 'items'));
      return elementSchema({ ...place, schema: objectOf(value), pointer, fact: element }, comparedWith);
    }
    const other = comparedFact(value);
    if (other === undefined || KEYWORDS[keyword]?.data !== true) return value;
    comparedWith.push(other.join('.'));
    return { $data: `/comparedWith/${comparedWith.length - 1}` };
  }

  /** A condition on the elements of a list: the list is known as a whole or not at all, so ajv judges it as a whole. */
  function elementSchema(place: Place, comparedWith: FactPath[]): JsonObject {
    const { schema, pointer } = place;
    parts += 1;
    if (parts > MOST_PARTS) return {};
    const result: Record<string, Json> = {};
    const inner = (value: Json, where: string) =>
      elementSchema({ ...place, schema: objectOf(value), pointer: where }, comparedWith);
    for (const [keyword, value] of Object.entries(schema)) {
      const where = below(pointer, keyword);
      if (Object.hasOwn(KEYWORDS, keyword)) {
        result[keyword] = assertionValue(keyword, place, comparedWith);
      } else if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf') {
        result[keyword] = arrayOf(value).map((one, index) => inner(one, below(where, index)));
      } else if (keyword === 'not' || keyword === 'if' || keyword === 'then' || keyword === 'else') {
        result[keyword] = inner(value, where);
      } else if (keyword === 'properties' || keyword === 'required' || keyword === '$defs') {
        report(where, 'has no meaning here: the elements of this list have no parts');
      }
    }
    const referred = has(schema, '$ref') ? definition(place) : undefined;
    return referred === undefined ? result : { allOf: [result, elementSchema(referred, comparedWith)] };
  }

  return parse({ schema: root, pointer: at, names: [], fact: facts, within: [] });
}

function has(schema: JsonObject, keyword: string): boolean {
  return Object.hasOwn(schema, keyword);
}
