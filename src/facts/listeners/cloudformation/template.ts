import type { LoadBalancerFacts } from '../../../model/facts.js';
import {
  arrayOf,
  isDeeper,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  parseJson,
  property,
  stringProperty,
} from '../../../model/json.js';
import { repeatedMember } from '../../../model/json-members.js';
import type { Resource } from '../../../model/plan.js';
import { absent, flatMapValue, known, mapValue, unknown, type Value } from '../../../model/value.js';
import { yaml } from '../../../packages.js';

import { attribute, textAttribute } from '../../../resolve/index.js';
import { conditionsOf, sectionOf, spelled, type TemplateScope } from './evaluate.js';

/**
 * Unit: bytes. CloudFormation takes no larger template in a request.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const LARGEST = 51_200;

/** Deeper than any template; what nests deeper was made to exhaust the stack. */
const MAX_DEPTH = 100;

/** More nodes than a template of that size has; aliases that refer to aliases could make it any number. */
const MAX_NODES = 200_000;

/** A template, and whether its text names a member of an object twice: CloudFormation does not say which one counts. */
export interface StackTemplate {
  readonly template: JsonObject;
  readonly isAmbiguous: boolean;
}

/**
 * The template in a text, JSON or YAML, its short forms (`!Ref`) written out (`{"Ref": …}`); undefined for a text that
 * is neither.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function parseStackTemplate(text: string): StackTemplate | undefined {
  if (text.length > LARGEST || Buffer.byteLength(text) > LARGEST) return undefined;
  const json = parseJson(text);
  if (json === undefined) return parseYaml(text);
  if (!isObject(json) || isDeeper(json, MAX_DEPTH)) return undefined;
  return { template: json, isAmbiguous: repeatedMember(text) !== undefined };
}

/** The parser is recursive and throws where a text nests too deep for it, as it does where aliases repeat too much. */
function parseYaml(text: string): StackTemplate | undefined {
  try {
    const { isAlias, isMap, isScalar, isSeq, parseDocument } = yaml();
    const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
    if (document.errors.length > 0) return undefined;
    let nodes = 0;
    let isAmbiguous = false;
    const toJson = (node: unknown, depth: number): Json => {
      nodes += 1;
      if (depth > MAX_DEPTH || nodes > MAX_NODES) throw new RangeError('too deep');
      if (isAlias(node)) return toJson(node.resolve(document), depth + 1);
      if (isSeq(node))
        return written(
          node.tag,
          node.items.map((item) => toJson(item, depth + 1)),
        );
      if (isScalar(node)) return written(node.tag, scalarJson(node.value));
      if (!isMap(node)) return null;
      const members = new Map<string, Json>();
      for (const { key, value } of node.items) {
        const name = spelled(toJson(key, depth + 1));
        const json = toJson(value, depth + 1);
        if (name === '<<') for (const [other, inherited] of mergedMembers(json)) members.set(other, inherited);
        else {
          isAmbiguous ||= members.has(name);
          members.set(name, json);
        }
      }
      return written(node.tag, Object.fromEntries(members) as JsonObject);
    };
    const template = toJson(document.contents, 0);
    return isObject(template) ? { template, isAmbiguous } : undefined;
  } catch {
    return undefined;
  }
}

/** What a merge key adds to a map. Source: https://yaml.org/type/merge.html */
function mergedMembers(json: Json): readonly (readonly [string, Json])[] {
  return (Array.isArray(json) ? arrayOf(json) : [json]).flatMap((map) => Object.entries(objectOf(map)));
}

function scalarJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return typeof value === 'bigint' ? String(value) : null;
}

/** A short form written out. */
function written(tag: string | undefined, value: Json): Json {
  if (tag === undefined || !tag.startsWith('!') || tag.startsWith('!!')) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name !== 'GetAtt' || typeof value !== 'string') return { [`Fn::${name}`]: value };
  const dot = value.indexOf('.');
  return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
}

/**
 * What the template of an `aws_cloudformation_stack` can read: its parameters, and where the stack is. A stack that
 * `hasDefaults` is given no parameters; what the plan shows as known after apply is what the provider reads back.
 */
export function stackScope(
  stack: Resource,
  template: JsonObject,
  where: Pick<LoadBalancerFacts, 'region' | 'partition' | 'account'>,
  hasDefaults: boolean,
): TemplateScope {
  const scope: TemplateScope = {
    template,
    parameter: (name) => parameterOf(stack, template, name, hasDefaults),
    pseudoParameter: (name) => pseudoParameterOf(stack, where, name),
    condition: conditionsOf(() => scope),
  };
  return scope;
}

/** Whether CloudFormation looks the value of a parameter up by the name that the stack gives. */
export function isLookedUp(parameter: Json | undefined): boolean {
  return stringProperty(parameter, 'Type')?.startsWith('AWS::SSM::') === true;
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
function parameterOf(stack: Resource, template: JsonObject, name: string, hasDefaults: boolean): Value<Json> {
  const declared = sectionOf(template, 'Parameters', name);
  if (isLookedUp(declared)) return unknown(`parameter ${name} of the template is looked up in Systems Manager`);
  const text = parameterText(stack, declared, name, hasDefaults);
  const isList = /^(?:CommaDelimitedList$|List<)/.test(stringProperty(declared, 'Type') ?? '');
  return isList ? mapValue(text, (list) => list.split(',').map((item) => item.trim())) : text;
}

function parameterText(
  stack: Resource,
  declared: JsonObject | undefined,
  name: string,
  hasDefaults: boolean,
): Value<string> {
  const given = flatMapValue(attribute(stack, ['parameters', name]), (value): Value<string> => {
    return value === null || typeof value === 'object' ? absent : known(String(value));
  });
  const fallback = property(declared, 'Default');
  const noEcho = property(declared, 'NoEcho');
  const hidden = noEcho === true || noEcho === 'true';
  // An empty value takes the place of the default, too.
  if (given.kind === 'known') {
    return given.value === '' ? absent : known(given.value, hidden || given.sensitive === true);
  }
  const isOpen = given.kind === 'unknown' && !hasDefaults;
  if (isOpen || fallback === undefined || fallback === null) {
    return isOpen ? given : unknown(`parameter ${name} of the template has no value`);
  }
  const text = spelled(fallback);
  return text === '' ? absent : known(text, hidden);
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function pseudoParameterOf(
  stack: Resource,
  { region, partition, account }: Pick<LoadBalancerFacts, 'region' | 'partition' | 'account'>,
  name: string,
): Value<string> | undefined {
  switch (name) {
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partition;
    case 'AWS::AccountId':
      return account;
    case 'AWS::StackName':
      return textAttribute(stack, 'name');
    case 'AWS::NoValue':
      return absent;
    default:
      return name.startsWith('AWS::') ? unknown(`${name} of the template is known after apply`) : undefined;
  }
}
