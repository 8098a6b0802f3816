import { arrayOf, type JsonObject, objectOf, property } from '../model/json.js';
import { checkRequired, reportMissingFact } from './check-assertion.js';
import { type ConditionContext, type ConditionPlace, countPart, definitionAt } from './condition-place.js';
import { member } from './fact-schema.js';
import { parseAssertions } from './parse-assertions.js';
import { below, type PolicyCondition, type ReportFault } from './policy.js';

/**
 * Takes `when` or `require` apart, and reports what could never have an effect: a name that no fact has, a value that
 * a fact never takes, a keyword that does not fit the fact. What is reported holds in the condition that is returned.
 */
export function parseCondition(root: JsonObject, at: string, facts: JsonObject, report: ReportFault): PolicyCondition {
  const context = { at, definitions: objectOf(property(root, '$defs')), facts, report, parts: 0 };
  return parseSchema(context, { schema: root, pointer: at, names: [], fact: facts, within: [] });
}

/** A schema holds where all of its parts hold. */
function parseSchema(context: ConditionContext, place: ConditionPlace): PolicyCondition {
  if (!countPart(context)) return { kind: 'all', of: [] };
  const { at, report } = context;
  const { schema, pointer, fact } = place;
  const referred = definitionAt(context, place);
  const all = [...(referred === undefined ? [] : [parseSchema(context, referred)]), ...parseProperties(context, place)];
  if (has(schema, 'required')) checkRequired(schema, pointer, fact, report);
  if (has(schema, '$defs') && pointer !== at) report(below(pointer, '$defs'), `belongs directly under ${at}`);
  all.push(...parseAssertions(context, place), ...parseConnectives(context, place));
  const [only] = all;
  return only !== undefined && all.length === 1 ? only : { kind: 'all', of: all };
}

/** The conditions on the facts that `properties` names. */
function parseProperties(context: ConditionContext, place: ConditionPlace): readonly PolicyCondition[] {
  const { schema, pointer, names, fact } = place;
  return Object.entries(objectOf(property(schema, 'properties'))).flatMap(([name, value]) => {
    const where = below(below(pointer, 'properties'), name);
    const next = member(fact, name);
    if (next === undefined) {
      reportMissingFact(name, names, fact, where, context.report);
      return [];
    }
    return [
      parseSchema(context, { ...place, schema: objectOf(value), pointer: where, names: [...names, name], fact: next }),
    ];
  });
}

/** What `allOf`, `anyOf`, `oneOf`, `not` and `if` make of the conditions in them. */
function parseConnectives(context: ConditionContext, place: ConditionPlace): readonly PolicyCondition[] {
  const { schema, pointer } = place;
  const inner = (value: unknown, where: string) =>
    parseSchema(context, { ...place, schema: objectOf(value), pointer: where });
  const list = (keyword: string) =>
    arrayOf(property(schema, keyword)).map((one, index) => inner(one, below(below(pointer, keyword), index)));
  const keyed = (keyword: string) => inner(property(schema, keyword), below(pointer, keyword));

  const all = list('allOf');
  if (has(schema, 'anyOf')) all.push({ kind: 'any', of: list('anyOf') });
  if (has(schema, 'oneOf')) all.push({ kind: 'one', of: list('oneOf') });
  if (has(schema, 'not')) all.push({ kind: 'not', of: keyed('not') });
  if (has(schema, 'if')) {
    if (!has(schema, 'then') && !has(schema, 'else'))
      context.report(below(pointer, 'if'), 'needs "then" or "else" beside it');
    const test = keyed('if');
    if (has(schema, 'then')) all.push({ kind: 'any', of: [{ kind: 'not', of: test }, keyed('then')] });
    if (has(schema, 'else')) all.push({ kind: 'any', of: [test, keyed('else')] });
  }
  return all;
}

function has(schema: JsonObject, keyword: string): boolean {
  return Object.hasOwn(schema, keyword);
}
