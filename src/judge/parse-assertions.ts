import { arrayOf, type Json, type JsonObject, objectOf, property } from '../model/json.js';
import { checkAssertion, comparedFact } from './check-assertion.js';
import { type ConditionContext, type ConditionPlace, countPart, definitionAt } from './condition-place.js';
import { KEYWORDS } from './conditions.js';
import { isGroup } from './fact-schema.js';
import { type Assertion, below, type FactPath } from './policy.js';

/** The assertions of a schema; a group of facts has none, so they are reported there. */
export function parseAssertions(context: ConditionContext, place: ConditionPlace): readonly Assertion[] {
  const { schema, names } = place;
  const used = Object.keys(KEYWORDS).filter((keyword) => Object.hasOwn(schema, keyword));
  if (isGroup(place.fact)) {
    reportOnGroup(context, place, used);
    return [];
  }
  return used
    .filter((keyword) => KEYWORDS[keyword]?.beside === undefined)
    .map((keyword) => {
      const together = [keyword, ...used.filter((other) => KEYWORDS[other]?.beside === keyword)];
      const comparedWith: FactPath[] = [];
      const kept = together.map((one) => [one, assertionValue(context, one, place, comparedWith)] as const);
      const equality = keyword === 'const' && comparedWith.length > 0;
      return { kind: 'assertion', path: names.join('.'), schema: Object.fromEntries(kept), comparedWith, equality };
    });
}

function reportOnGroup(
  { report }: ConditionContext,
  { schema, pointer, names }: ConditionPlace,
  used: readonly string[],
) {
  const group = names.length === 0 ? 'the facts together' : names.join('.');
  for (const keyword of used) {
    if (keyword === 'type' && property(schema, 'type') === 'object') continue;
    report(below(pointer, keyword), `${group} cannot be weighed as one, name a fact under "properties"`);
  }
}

/** The keyword's value as ajv gets it: references written out, other facts as pointers into `comparedWith`. */
function assertionValue(
  context: ConditionContext,
  keyword: string,
  place: ConditionPlace,
  comparedWith: FactPath[],
): Json {
  const { schema, fact } = place;
  const value = property(schema, keyword) ?? null;
  const pointer = below(place.pointer, keyword);
  checkAssertion({ keyword, value, beside: schema, fact, facts: context.facts, pointer, report: context.report });
  if (keyword === 'items' || keyword === 'contains') {
    const element = objectOf(property(fact, 'items'));
    return elementSchema(context, { ...place, schema: objectOf(value), pointer, fact: element }, comparedWith);
  }
  const other = comparedFact(value);
  if (other === undefined || KEYWORDS[keyword]?.data !== true) return value;
  comparedWith.push(other.join('.'));
  return { $data: `/comparedWith/${comparedWith.length - 1}` };
}

/** A condition on the elements of a list: the list is known as a whole or not at all, so ajv judges it as a whole. */
function elementSchema(context: ConditionContext, place: ConditionPlace, comparedWith: FactPath[]): JsonObject {
  if (!countPart(context)) return {};
  const { schema, pointer } = place;
  const result: Record<string, Json> = {};
  const inner = (value: Json, where: string) =>
    elementSchema(context, { ...place, schema: objectOf(value), pointer: where }, comparedWith);
  for (const [keyword, value] of Object.entries(schema)) {
    const where = below(pointer, keyword);
    if (Object.hasOwn(KEYWORDS, keyword)) {
      result[keyword] = assertionValue(context, keyword, place, comparedWith);
    } else if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf') {
      result[keyword] = arrayOf(value).map((one, index) => inner(one, below(where, index)));
    } else if (keyword === 'not' || keyword === 'if' || keyword === 'then' || keyword === 'else') {
      result[keyword] = inner(value, where);
    } else if (keyword === 'properties' || keyword === 'required' || keyword === '$defs') {
      context.report(where, 'has no meaning here: the elements of this list have no parts');
    }
  }
  const referred = definitionAt(context, place);
  return referred === undefined ? result : { allOf: [result, elementSchema(context, referred, comparedWith)] };
}
