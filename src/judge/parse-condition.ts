import { arrayOf, isObject, type Json, type JsonObject, objectOf, property } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import { checkAssertion, checkRequired, comparedFact, reportMissingFact } from './check-assertion.js';
import { KEYWORDS } from './conditions.js';
import { isGroup, member } from './fact-schema.js';
import { type Assertion, below, type Condition, type FactPath, pointerNames, type ReportFault } from './policy.js';

/** How much a condition may demand, its references written out: enough for people, too little to hang a pipeline. */
const MOST_PARTS = 2000;

/**
 * Takes `when` or `require` apart, and reports what could never have an effect: a name that no fact has, a value that
 * a fact never takes, a keyword that does not fit the fact. What is reported holds in the condition that is returned.
 */
export function parseCondition(root: JsonObject, at: string, facts: JsonObject, report: ReportFault): Condition {
  const definitions = objectOf(property(root, '$defs'));
  let parts = 0;

  function parse(
    schema: JsonObject,
    pointer: string,
    names: readonly string[],
    fact: JsonObject,
    open: Open,
  ): Condition {
    parts += 1;
    if (parts === MOST_PARTS + 1) report(at, `demands more than ${MOST_PARTS} things`);
    if (parts > MOST_PARTS) return { kind: 'all', of: [] };
    const inner = (value: unknown, where: string) => parse(objectOf(value), where, names, fact, open);
    const list = (keyword: string) =>
      arrayOf(property(schema, keyword)).map((one, index) => inner(one, below(below(pointer, keyword), index)));
    const keyed = (keyword: string) => inner(property(schema, keyword), below(pointer, keyword));

    const all: Condition[] = [];
    if (has(schema, '$ref')) all.push(reference(schema, pointer, names, fact, open));
    if (has(schema, 'properties')) all.push(...properties(schema, pointer, names, fact, open));
    if (has(schema, 'required')) checkRequired(schema, pointer, fact, report);
    if (has(schema, '$defs') && schema !== root) report(below(pointer, '$defs'), `belongs directly under ${at}`);
    all.push(...assertions(schema, pointer, names, fact, open));
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

  function properties(
    schema: JsonObject,
    pointer: string,
    names: readonly string[],
    fact: JsonObject,
    open: Open,
  ): readonly Condition[] {
    const conditions: Condition[] = [];
    for (const [name, value] of Object.entries(objectOf(property(schema, 'properties')))) {
      const where = below(below(pointer, 'properties'), name);
      const next = member(fact, name);
      if (next !== undefined) conditions.push(parse(objectOf(value), where, [...names, name], next, open));
      else reportMissingFact(name, names, fact, where, report);
    }
    return conditions;
  }

  function reference(
    schema: JsonObject,
    pointer: string,
    names: readonly string[],
    fact: JsonObject,
    open: Open,
  ): Condition {
    const found = definition(schema, pointer, open);
    if (found === undefined) return { kind: 'all', of: [] };
    return parse(found.schema, found.pointer, names, fact, [...open, found.name]);
  }

  function definition(
    schema: JsonObject,
    pointer: string,
    open: Open,
  ): { readonly schema: JsonObject; readonly pointer: string; readonly name: string } | undefined {
    const target = property(schema, '$ref');
    if (typeof target !== 'string' || !target.startsWith('#/$defs/')) return undefined;
    const name = pointerNames(target.slice(1))[1] ?? '';
    const found = property(definitions, name);
    const where = below(pointer, '$ref');
    if (!isObject(found)) {
      report(where, `no such definition under ${at}/$defs${didYouMean(name, Object.keys(definitions))}`);
      return undefined;
    }
    if (open.includes(name)) {
      report(where, 'refers to itself');
      return undefined;
    }
    return { schema: found, pointer: below(below(at, '$defs'), name), name };
  }

  function assertions(
    schema: JsonObject,
    pointer: string,
    names: readonly string[],
    fact: JsonObject,
    open: Open,
  ): readonly Assertion[] {
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
        const kept = together.map(
          (one) => [one, assertionValue(schema, one, pointer, fact, open, comparedWith)] as const,
        );
        const equality = keyword === 'const' && comparedWith.length > 0;
        return { kind: 'assertion', path: names.join('.'), schema: Object.fromEntries(kept), comparedWith, equality };
      });
  }

  /** The keyword's value as ajv gets it: references written out, other facts as pointers into `comparedWith`. */
  function assertionValue(
    schema: JsonObject,
    keyword: string,
    pointer: string,
    fact: JsonObject,
    open: Open,
    comparedWith: FactPath[],
  ): Json {
    const value = property(schema, keyword) ?? null;
    const where = below(pointer, keyword);
    checkAssertion({ keyword, value, beside: schema, fact, facts, pointer: where, report });
    if (keyword === 'items' || keyword === 'contains') {
      return elementSchema(objectOf(value), where, objectOf(property(fact, 'items')), open, comparedWith);
    }
    const other = comparedFact(value);
    if (other === undefined || KEYWORDS[keyword]?.data !== true) return value;
    comparedWith.push(other.join('.'));
    return { $data: `/comparedWith/${comparedWith.length - 1}` };
  }

  /** A condition on the elements of a list: the list is known as a whole or not at all, so ajv judges it as a whole. */
  function elementSchema(
    schema: JsonObject,
    pointer: string,
    element: JsonObject,
    open: Open,
    comparedWith: FactPath[],
  ): JsonObject {
    parts += 1;
    if (parts > MOST_PARTS) return {};
    const result: Record<string, Json> = {};
    const inner = (value: Json, where: string) => elementSchema(objectOf(value), where, element, open, comparedWith);
    for (const [keyword, value] of Object.entries(schema)) {
      const where = below(pointer, keyword);
      if (Object.hasOwn(KEYWORDS, keyword)) {
        result[keyword] = assertionValue(schema, keyword, pointer, element, open, comparedWith);
      } else if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf') {
        result[keyword] = arrayOf(value).map((one, index) => inner(one, below(where, index)));
      } else if (keyword === 'not' || keyword === 'if' || keyword === 'then' || keyword === 'else') {
        result[keyword] = inner(value, where);
      } else if (keyword === 'properties' || keyword === 'required' || keyword === '$defs') {
        report(where, 'has no meaning here: the elements of this list have no parts');
      }
    }
    const found = has(schema, '$ref') ? definition(schema, pointer, open) : undefined;
    if (found === undefined) return result;
    const referred = elementSchema(found.schema, found.pointer, element, [...open, found.name], comparedWith);
    return { allOf: [result, referred] };
  }

  return parse(root, at, [], facts, []);
}

/** The definitions that are being written out. */
type Open = readonly string[];

function has(schema: JsonObject, keyword: string): boolean {
  return Object.hasOwn(schema, keyword);
}
