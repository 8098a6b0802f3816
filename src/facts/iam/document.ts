import { arrayOf, isObject, type Json, parseJson, property, scalarText, stringProperty } from '../../model/json.js';
import { type Known, known, type Unknown } from '../../model/value.js';

export type Effect = 'Allow' | 'Deny';

/** Text in a policy, which may be unknown while the text around it is known. */
export type PolicyText = Known<string> | UnknownText;

export interface UnknownText extends Unknown<string> {
  /** What it is the ARN of, or begins with: such text is never `*`. */
  readonly arnOf?: string;
}

/** What `Action` and `NotAction`, `Resource` and `NotResource` hold. */
export interface Patterns {
  /** `except` for the two that begin with Not. */
  readonly kind: 'only' | 'except';
  readonly of: readonly PolicyText[];
}

/** One key of one operator in a `Condition`. */
export interface StatementCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly PolicyText[];
}

/** Where a statement stands, as the reader finds it. */
export interface StatementPlace {
  /** The resource or the file. */
  readonly address: string;
  /** Null where it has none, and in a document that Terraform marks sensitive. */
  readonly sid: string | null;
  /** From 1. */
  readonly number: number;
  /** True where no text of it may be shown. */
  readonly sensitive: boolean;
}

export interface Statement {
  readonly place: StatementPlace;
  readonly effect: Known<Effect> | Unknown<Effect>;
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: readonly StatementCondition[];
  /** Why the statement may turn out not to be there; null where it surely is. */
  readonly uncertain: string | null;
}

/** A policy's text, as far as it is known. */
export interface PolicyDocument {
  /** The resource or the file that one edits to change it. */
  readonly address: string;
  readonly statements: readonly Statement[];
  /** Why there may be statements besides these; null where there are none. */
  readonly incomplete: string | null;
}

/** A document of which nothing is known, for a reason. */
export function unknownDocument(address: string, reason: string): PolicyDocument {
  return { address, statements: [], incomplete: reason };
}

/** A statement by what the reader finds it by: `aws_iam_policy.ci statement "Deploy"`. */
export function describePlace({ address, sid, number }: StatementPlace): string {
  return `${address} statement ${sid === null ? number : JSON.stringify(sid)}`;
}

/**
 * The document that a policy's JSON text spells. One that AWS would refuse is a document of which nothing is known.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicyDocument(address: string, { value, sensitive }: Known<string>): PolicyDocument {
  const json = parseJson(value);
  if (json === undefined) return unknownDocument(address, `the policy of ${address} is not JSON`);
  return readPolicyDocument(address, json, sensitive);
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
    incomplete: broken < 0 ? null : `statement ${broken + 1} of ${address} is not one that AWS accepts`,
  };
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
  if (included !== undefined) return excluded === undefined ? { kind: 'only', of: included } : undefined;
  return excluded === undefined ? undefined : { kind: 'except', of: excluded };
}

/** Undefined for what is neither text nor a list of texts. */
function textsOf(json: Json | undefined): readonly PolicyText[] | undefined {
  const list = typeof json === 'string' ? [json] : json;
  if (!Array.isArray(list) || !list.every((text) => typeof text === 'string')) return undefined;
  return list.map((text) => known(text));
}

/** A condition that is none leaves open whether it holds. */
function readConditions(json: Json | undefined): readonly StatementCondition[] {
  if (json === undefined) return [];
  if (!isObject(json)) return [UNREADABLE];
  return Object.entries(json).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator,
          key,
          values: (Array.isArray(values) ? arrayOf(values) : [values]).map((value) => known(scalarText(value))),
        }))
      : [{ ...UNREADABLE, operator }],
  );
}

const UNREADABLE: StatementCondition = { operator: '', key: 'that AWS would not accept', values: [] };

/**
 * Documents laid over one another, as `source_policy_documents`, the document's own statements and
 * `override_policy_documents` are: a statement takes the place of an earlier one that has its Sid.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function mergeDocuments(address: string, documents: readonly PolicyDocument[]): PolicyDocument {
  let statements: readonly Statement[] = [];
  let incomplete: string | null = null;
  for (const document of documents) {
    const sids = new Set(document.statements.flatMap(({ place }) => place.sid ?? []));
    const sensitive = document.statements.find(({ place }) => place.sensitive);
    const uncertain = document.incomplete ?? sensitive?.place.address ?? null;
    const kept = statements.filter(({ place }) => place.sid === null || !sids.has(place.sid));
    const mayBeReplaced = ({ place }: Statement) => uncertain !== null && (place.sid !== null || place.sensitive);
    statements = [
      ...kept.map((statement) => (mayBeReplaced(statement) ? { ...statement, uncertain } : statement)),
      ...document.statements,
    ];
    incomplete ??= document.incomplete;
  }
  return { address, statements, incomplete };
}
