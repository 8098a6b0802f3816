import type { Known, Unknown } from '../../model/value.js';

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
export interface Condition {
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
  readonly conditions: readonly Condition[];
  /** Why the statement may turn out not to be there; null where it surely is. */
  readonly uncertain: string | null;
}

/** A policy's text, as far as it is known. */
export interface PolicyDocument {
  /** The resource or the file that one edits to change it. */
  readonly address: string;
  readonly statements: readonly Statement[];
  /** Why there may be statements besides these; null where there are none. */
  readonly rest: string | null;
}

/** A document of which nothing is known, for a reason. */
export function unknownDocument(address: string, reason: string): PolicyDocument {
  return { address, statements: [], rest: reason };
}

/** A statement by what the reader finds it by: `aws_iam_policy.ci statement "Deploy"`. */
export function describePlace({ address, sid, number }: StatementPlace): string {
  return `${address} statement ${sid === null ? number : JSON.stringify(sid)}`;
}
