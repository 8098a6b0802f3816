import { parseAddress } from '../../model/address.js';
import type { Resource } from '../../model/plan.js';
import { known, type Value } from '../../model/value.js';
import { type Origin, type Resolver, textAttribute } from '../../resolve/index.js';
import { mergeDocuments, type PolicyDocument, parsePolicyDocument, unknownDocument } from '../iam/document.js';
import { originsAt, sortedTexts } from './argument-texts.js';
import { statementsOf } from './document-statements.js';

/** The resource type that is a policy document. */
export const documentType = {
  mode: 'data',
  type: 'aws_iam_policy_document',
  nestedBlocks: {
    statement: 'list',
    'statement.condition': 'set',
    'statement.not_principals': 'set',
    'statement.principals': 'set',
  },
} as const;

/** More documents than this inside one another are given up, not followed for ever. */
const MAX_DEPTH = 20;

/** The documents that the text in a resource's attribute may be; nearly always one. */
export function documentsAt(resolver: Resolver, resource: Resource, attribute: string): readonly PolicyDocument[] {
  const origins = originsAt(resolver, resource, attribute);
  return documentsFrom(resolver, resource.address, textAttribute(resource, attribute), origins);
}

/** The documents that some text may be, of which is known where it may come from. */
export function documentsFrom(
  resolver: Resolver,
  address: string,
  text: Value<string>,
  origins: readonly Origin[],
): readonly PolicyDocument[] {
  if (text.kind === 'absent') return [{ address, statements: [], incomplete: null }];
  if (text.kind === 'known') return [parsePolicyDocument(writtenAt(origins) ?? address, text)];
  const possible = origins.filter((origin) => origin.kind !== 'known' || typeof origin.value !== 'boolean');
  return documentsOf(resolver, possible, 0) ?? [unknownDocument(address, `${text.reason}; ${REMEDY}`)];
}

/** A document for each origin; undefined where one is anything else, or where there is no origin. */
function documentsOf(
  resolver: Resolver,
  origins: readonly Origin[],
  depth: number,
): readonly PolicyDocument[] | undefined {
  const documents = origins.map((origin) => documentFrom(resolver, origin, depth));
  const found = documents.filter((document) => document !== undefined);
  return found.length > 0 && found.length === origins.length ? found : undefined;
}

const REMEDY = 'data.aws_iam_policy_document shows its statements in the plan, jsonencode does not';

/** The document that known text was written as, where the text is nothing else. */
function writtenAt(origins: readonly Origin[]): string | undefined {
  const [origin] = origins;
  const last = origins.length === 1 ? origin?.via.at(-1) : undefined;
  const address = last === undefined ? undefined : parseAddress(last);
  return address !== undefined && isDocument(address) ? last : undefined;
}

/** Plan JSON does not tell whether anything stands around a reference, so one to a document is taken for that document. */
function documentFrom(resolver: Resolver, origin: Origin, depth: number): PolicyDocument | undefined {
  if (origin.kind === 'attribute') {
    const { resource } = origin;
    return resource !== undefined && isDocument(origin) ? readDocument(resolver, resource, depth + 1) : undefined;
  }
  const address = origin.via.at(-1);
  if (origin.kind !== 'known' || typeof origin.value !== 'string' || address === undefined) return undefined;
  const document = parsePolicyDocument(address, known(origin.value, origin.sensitive));
  return document.statements.length > 0 ? document : undefined;
}

function isDocument({ mode, type }: { readonly mode: string; readonly type: string }): boolean {
  return mode === documentType.mode && type === documentType.type;
}

function readDocument(resolver: Resolver, resource: Resource, depth: number): PolicyDocument {
  const { address } = resource;
  if (depth > MAX_DEPTH) return unknownDocument(address, `${address} has too many documents inside one another`);
  const json = textAttribute(resource, 'json');
  if (json.kind === 'known') return parsePolicyDocument(address, json);
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
  const { known, missing, reason } = sortedTexts(resource, attribute);
  const parsed = known.map((text) => parsePolicyDocument(resource.address, text));
  if (missing === 0) return parsed;
  const origins = originsAt(resolver, resource, attribute).filter((origin) => origin.kind !== 'known');
  const found = documentsOf(resolver, origins, depth);
  const isSettled = found !== undefined && found.length <= missing;
  return [...parsed, ...(isSettled ? found : [unknownDocument(resource.address, reason)])];
}
