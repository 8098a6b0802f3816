import type { PolicyDocument, Statement } from './policy-document.js';

/**
 * Documents laid over one another, as `source_policy_documents`, the document's own statements and
 * `override_policy_documents` are: a statement takes the place of an earlier one that has its Sid.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function mergeDocuments(address: string, documents: readonly PolicyDocument[]): PolicyDocument {
  let statements: readonly Statement[] = [];
  let rest: string | null = null;
  for (const document of documents) {
    const sids = new Set(document.statements.flatMap(({ place }) => place.sid ?? []));
    const mayReplace = document.rest ?? document.statements.find(({ place }) => place.sensitive)?.place.address ?? null;
    const kept = statements.filter(({ place }) => place.sid === null || !sids.has(place.sid));
    statements = [
      ...kept.map((statement) =>
        mayReplace === null || (statement.place.sid === null && !statement.place.sensitive)
          ? statement
          : { ...statement, uncertain: mayReplace },
      ),
      ...document.statements,
    ];
    rest ??= document.rest;
  }
  return { address, statements, rest };
}
