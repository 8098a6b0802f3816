import { parseAddress } from '../../model/address.js';
import type { Body, Resource } from '../../model/plan.js';
import { known, unknown, type Value } from '../../model/value.js';
import {
  type AttributeOrigin,
  attribute,
  blockOf,
  type Origin,
  type Resolver,
  textAttribute,
} from '../../resolve/index.js';
import {
  type Condition,
  mergeDocuments,
  type Patterns,
  type PolicyDocument,
  type PolicyText,
  parsePolicyDocument,
  type Statement,
  unknownDocument,
} from '../iam/document.js';
import { countAt, originsAt, textsAt } from './texts.js';

const DOCUMENT = 'aws_iam_policy_document';

/** More documents than this inside one another are given up, not followed for ever. */
const MAX_DEPTH = 20;

/** The documents that the text in a resource's attribute may be; nearly always one. */
export function documentsAt(resolver: Resolver, resource: Resource, attribute: string): readonly PolicyDocument[] {
  const origins = originsAt(resolver, resource, attribute);
  return documentsOf(resolver, resource.address, textAttribute(resource, attribute), origins);
}

/** The documents that some text may be, of which is known where it may come from. */
export function documentsOf(
  resolver: Resolver,
  address: string,
  text: Value<string>,
  origins: readonly Origin[],
  depth = 0,
): readonly PolicyDocument[] {
  if (text.kind === 'absent') return [{ address, statements: [], rest: null }];
  if (text.kind === 'known') {
    return [parsePolicyDocument(writtenAt(origins) ?? address, text.value, text.sensitive === true)];
  }
  const possible = origins.filter((origin) => origin.kind !== 'known' || typeof origin.value !== 'boolean');
  const documents = possible.map((origin) => documentFrom(resolver, origin, depth));
  const found = documents.filter((document) => document !== undefined);
  if (found.length > 0 && found.length === possible.length) return found;
  return [unknownDocument(address, `${text.reason}; ${REMEDY}`)];
}

const REMEDY = 'data.aws_iam_policy_document shows its statements in the plan, jsonencode does not';

/** The document that known text was written as, where the text is nothing else. */
function writtenAt(origins: readonly Origin[]): string | undefined {
  const [origin] = origins;
  const last = origins.length === 1 ? origin?.via.at(-1) : undefined;
  const address = last === undefined ? undefined : parseAddress(last);
  return address?.mode === 'data' && address.type === DOCUMENT ? last : undefined;
}

/** Plan JSON does not tell whether anything stands around a reference, so one to a document is taken for that document. */
function documentFrom(resolver: Resolver, origin: Origin, depth: number): PolicyDocument | undefined {
  if (origin.kind === 'attribute') {
    return isDocument(origin) ? readDocument(resolver, origin.resource, depth + 1) : undefined;
  }
  const address = origin.via.at(-1);
  if (origin.kind !== 'known' || typeof origin.value !== 'string' || address === undefined) return undefined;
  const document = parsePolicyDocument(address, origin.value, origin.sensitive);
  return document.statements.length > 0 ? document : undefined;
}

function isDocument(origin: AttributeOrigin): origin is AttributeOrigin & { readonly resource: Resource } {
  return origin.resource !== undefined && origin.mode === 'data' && origin.type === DOCUMENT;
}

function readDocument(resolver: Resolver, resource: Resource, depth: number): PolicyDocument {
  const { address } = resource;
  if (depth > MAX_DEPTH) return unknownDocument(address, `${address} has too many documents inside one another`);
  const json = textAttribute(resource, 'json');
  if (json.kind === 'known') return parsePolicyDocument(address, json.value, json.sensitive === true);
  const inside = (attribute: string) => documentsIn(resolver, resource, attribute, depth);
  return mergeDocuments(address, [
    ...inside('source_json'),
    ...inside('source_policy_documents'),
    statementsOf(resolver, resource),
    ...inside('override_json'),
    ...inside('override_policy_documents'),
  ]);
}

/** The documents in a list. Unknown ones are those that the references lead to, where there are as many of each. */
function documentsIn(
  resolver: Resolver,
  resource: Resource,
  attribute: string,
  depth: number,
): readonly PolicyDocument[] {
  const texts = textsAt(resource, attribute) ?? [];
  const open = texts.find((text) => text.kind === 'unknown');
  const parsed = texts.flatMap((text) => {
    return text.kind === 'known' ? [parsePolicyDocument(resource.address, text.value, text.sensitive === true)] : [];
  });
  if (open === undefined) return parsed;
  const unsettled = originsAt(resolver, resource, attribute).filter((origin) => origin.kind !== 'known');
  const documents = unsettled.map((origin) => documentFrom(resolver, origin, depth));
  const found = documents.filter((document) => document !== undefined);
  const settled = found.length === unsettled.length && found.length > 0 && found.length <= texts.length - parsed.length;
  return [...parsed, ...(settled ? found : [unknownDocument(resource.address, open.reason)])];
}

/** The statements of a document that is read at apply: its arguments are in the plan all the same. */
export function statementsOf(resolver: Resolver, resource: Resource): PolicyDocument {
  const { address } = resource;
  const count = countAt(resource, ['statement']);
  const whole = attribute(resource, ['statement']);
  const rest = count === 0 && whole.kind === 'unknown' ? whole.reason : null;
  const blocks = blockOf(resolver.plan, resource)?.block.body.blocks('statement') ?? [];
  const statements = Array.from({ length: count }, (_, at) =>
    statementAt(resolver, resource, at, blocks.length === count ? blocks[at] : undefined),
  );
  return { address, statements, rest };
}

function statementAt(resolver: Resolver, resource: Resource, at: number, block: Body | undefined): Statement {
  const path = ['statement', at] as const;
  const text = (name: string) => textAttribute(resource, ...path, name);
  const sid = text('sid');
  const sensitive = attribute(resource, path);
  const effect = text('effect');
  const hidden = sensitive.kind !== 'absent' && sensitive.sensitive === true;
  return {
    place: {
      address: resource.address,
      sid: sid.kind === 'known' && !hidden ? sid.value : null,
      number: at + 1,
      sensitive: hidden,
    },
    effect: effect.kind === 'unknown' ? unknown(effect.reason) : known(isDeny(effect) ? 'Deny' : 'Allow'),
    actions: patternsAt(resource, path, 'actions', 'not_actions'),
    resources: withArns(resolver, resource, block, patternsAt(resource, path, 'resources', 'not_resources')),
    conditions: conditionsAt(resource, path),
    uncertain: null,
  };
}

function isDeny(effect: ReturnType<typeof textAttribute>): boolean {
  return effect.kind === 'known' && effect.value === 'Deny';
}

function patternsAt(resource: Resource, path: readonly (string | number)[], only: string, except: string): Patterns {
  const excluded = textsAt(resource, ...path, except);
  if (excluded !== undefined) return { kind: 'except', of: excluded };
  return { kind: 'only', of: textsAt(resource, ...path, only) ?? [] };
}

/** What comes from an attribute `arn` will be an ARN, or begin with one. */
function withArns(resolver: Resolver, resource: Resource, block: Body | undefined, patterns: Patterns): Patterns {
  const expression = block?.expression(patterns.kind === 'only' ? 'resources' : 'not_resources');
  const origins = expression === undefined ? [] : resolver.traceExpression(resource, expression);
  const unsettled = origins.filter((origin) => origin.kind !== 'known');
  const arns = unsettled.every((origin) => origin.kind === 'attribute' && origin.attribute === 'arn');
  if (unsettled.length === 0 || !arns) return patterns;
  const arnOf = [...new Set(unsettled.flatMap(({ via }) => via.at(-1) ?? []))].join(' or ');
  return {
    ...patterns,
    of: patterns.of.map((text): PolicyText => (text.kind === 'unknown' ? { ...text, arnOf } : text)),
  };
}

function conditionsAt(resource: Resource, path: readonly (string | number)[]): readonly Condition[] {
  const conditions = [...path, 'condition'];
  const count = countAt(resource, conditions);
  const whole = attribute(resource, conditions);
  if (count === 0)
    return whole.kind === 'unknown' ? [{ operator: '', key: 'that is known after apply', values: [] }] : [];
  return Array.from({ length: count }, (_, at) => ({
    operator: shownText(resource, ...conditions, at, 'test'),
    key: shownText(resource, ...conditions, at, 'variable'),
    values: textsAt(resource, ...conditions, at, 'values') ?? [],
  }));
}

function shownText(resource: Resource, ...path: readonly (string | number)[]): string {
  const text = textAttribute(resource, ...path);
  return text.kind === 'known' ? text.value : 'known after apply';
}
