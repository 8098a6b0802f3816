import { arrayOf, isObject, type Json, property, stringProperty } from '../../model/json.js';
import { known } from '../../model/value.js';
import {
  type Condition,
  type Patterns,
  type PolicyDocument,
  type Statement,
  type StatementPlace,
  unknownDocument,
} from './policy-document.js';

/**
 * The document that a policy's JSON text spells. One that AWS would refuse is a document of which nothing is known.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicyDocument(address: string, text: string, sensitive: boolean): PolicyDocument {
  const json = parsed(text);
  return json === undefined
    ? unknownDocument(address, `the policy of ${address} is not JSON`)
    : readPolicyDocument(address, json, sensitive);
}

/** The document in JSON that was parsed already. */
export function readPolicyDocument(address: string, json: Json, sensitive = false): PolicyDocument {
  const written = property(json, 'Statement');
  const statements = Array.isArray(written) ? written : [written];
  const read = statements.map((statement: Json | undefined, at) =>
    readStatement(statement, placeOf(address, statement, at, sensitive)),
  );
  const found = read.filter((statement) => statement !== undefined);
  const broken = read.indexOf(undefined);
  return {
    address,
    statements: found,
    rest: broken < 0 ? null : `statement ${broken + 1} of ${address} is not one that AWS accepts`,
  };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function placeOf(address: string, statement: Json | undefined, at: number, sensitive: boolean): StatementPlace {
  const sid = stringProperty(statement, 'Sid');
  return { address, sid: sensitive || sid === undefined || sid === '' ? null : sid, number: at + 1, sensitive };
}

function readStatement(json: Json | undefined, place: StatementPlace): Statement | undefined {
  const effect = property(json, 'Effect');
  const actions = readPatterns(json, 'Action', 'NotAction');
  const resources = readPatterns(json, 'Resource', 'NotResource');
  if ((effect !== 'Allow' && effect !== 'Deny') || actions === undefined || resources === undefined) return undefined;
  return {
    place,
    effect: known(effect),
    actions,
    resources,
    conditions: readConditions(property(json, 'Condition')),
    uncertain: null,
  };
}

function readPatterns(json: Json | undefined, only: string, except: string): Patterns | undefined {
  const [included, excluded] = [textsOf(property(json, only)), textsOf(property(json, except))];
  if (included !== undefined && excluded === undefined)
    return { kind: 'only', of: included.map((text) => known(text)) };
  if (excluded !== undefined && included === undefined)
    return { kind: 'except', of: excluded.map((text) => known(text)) };
  return undefined;
}

function textsOf(json: Json | undefined): readonly string[] | undefined {
  const list = typeof json === 'string' ? [json] : arrayOf(json);
  const texts = list.filter((text) => typeof text === 'string');
  return json === undefined || texts.length < list.length || (list.length === 0 && !Array.isArray(json))
    ? undefined
    : texts;
}

/** A condition that is none leaves open whether it holds. */
function readConditions(json: Json | undefined): readonly Condition[] {
  if (json === undefined) return [];
  if (!isObject(json)) return [UNREADABLE];
  return Object.entries(json).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator,
          key,
          values: (Array.isArray(values) ? arrayOf(values) : [values]).map((value) => known(String(value))),
        }))
      : [{ ...UNREADABLE, operator }],
  );
}

const UNREADABLE: Condition = { operator: '', key: 'that AWS would not accept', values: [] };
