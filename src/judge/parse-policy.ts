import { distinctBy } from '../model/collections.js';
import { LEVELS, SUBJECTS } from '../model/finding.js';
import { arrayOf, isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../model/json.js';
import { compileAssertion } from './compile.js';
import { assertionsIn, factsRead } from './conditions.js';
import { anyFactSchema, factSchema } from './fact-schema.js';
import { checkTemplate } from './message.js';
import { parseCondition } from './parse-condition.js';
import type { ExampleGroup, Fault, Policy, PolicyCondition, PolicyVariant } from './policy.js';
import { schemaChecker } from './schema-faults.js';

/** A policy, and everything that is wrong in its document. Only without faults is it fit for use. */
export interface ParsedPolicy {
  readonly policy: Policy;
  readonly faults: readonly Fault[];
}

/** The policy that a user's document describes, checked in every way. */
export function checkPolicy(document: Json, file: string): ParsedPolicy {
  const { policy, faults } = parsePolicy(document, file);
  const all = [...checkAgainstSchema(document), ...faults];
  return { policy, faults: all.length === 0 ? compileFaults(policy) : all };
}

/**
 * The policy that a document describes; its keys are taken to be right. Good enough for built-in policies, whose files the
 * tests check: doing so at every start would take longer than to judge a plan.
 */
export function parsePolicy(document: Json, file: string): ParsedPolicy {
  const faults: Fault[] = [];
  const report = (pointer: string, message: string, hint?: string) => {
    faults.push({ pointer, message, ...(hint === undefined ? {} : { hint }) });
  };
  const named = property(document, 'subject');
  const known = SUBJECTS.filter((one) => one === named || arrayOf(named).includes(one));
  const subjects = known.length > 0 ? known : (['listener'] as const);
  const facts = factSchema(...subjects);
  const text = (key: string) => (stringProperty(document, key) ?? '').trim();
  const condition = (key: string) => parseCondition(objectOf(property(document, key)), `/${key}`, facts, report);
  const examples = objectOf(property(document, 'examples'));

  const [when, require] = [condition('when'), condition('require')];
  const own = {
    level: LEVELS.find((one) => one === property(document, 'level')) ?? ('error' as const),
    message: text('message'),
    fix: text('fix'),
  };
  // A variant speaks to some of the subjects, and may use what only those have.
  const anyFacts = anyFactSchema(...subjects);
  const variants = arrayOf(property(document, 'variants')).map((one, at): PolicyVariant => {
    const said = (key: 'message' | 'fix') => stringProperty(one, key)?.trim() ?? own[key];
    const when = parseCondition(objectOf(property(one, 'when')), `/variants/${at}/when`, anyFacts, report);
    return {
      where: stringProperty(one, 'where') ?? '',
      when,
      reads: factsRead([when]),
      level: LEVELS.find((level) => level === property(one, 'level')) ?? own.level,
      message: said('message'),
      fix: said('fix'),
    };
  });
  const policy: Policy = {
    id: text('id'),
    title: text('title'),
    ...own,
    variants,
    subjects,
    when,
    require,
    reads: factsRead([when, require]),
    whenUnknown: property(document, 'whenUnknown') === 'ignore' ? 'ignore' : 'report',
    why: text('why'),
    source: arrayOf(property(document, 'source')).filter((url) => typeof url === 'string'),
    examples: { pass: group(examples, 'pass'), fail: group(examples, 'fail'), open: group(examples, 'open') },
    file,
    replaces: null,
  };
  checkTemplate(policy.message, facts, report, '/message');
  for (const [at, { message }] of variants.entries()) {
    checkTemplate(message, anyFacts, report, `/variants/${at}/message`);
  }
  return { policy, faults: distinctBy(faults, (fault) => JSON.stringify(fault)) };
}

function group(examples: JsonObject, name: ExampleGroup): readonly JsonObject[] {
  return arrayOf(property(examples, name)).filter(isObject);
}

/** Every condition of a policy. */
export function conditionsIn({ when, require, variants }: Policy): readonly PolicyCondition[] {
  return [when, require, ...variants.map((variant) => variant.when)];
}

/** What ajv itself refuses, such as a format that its keyword cannot compare: told now, not in the middle of a check. */
function compileFaults(policy: Policy): readonly Fault[] {
  try {
    for (const assertion of conditionsIn(policy).flatMap(assertionsIn)) compileAssertion(assertion);
    return [];
  } catch (error) {
    return [{ pointer: '', message: error instanceof Error ? error.message : 'cannot be compiled' }];
  }
}

/** What `policy.schema.json` finds wrong in a policy file, all of it. */
const checkAgainstSchema = schemaChecker('policies/policy.schema.json', ['uri']);
