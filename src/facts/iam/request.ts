import type { Value } from '../../model/value.js';
import { matchesEverything } from './glob.js';
import type { PolicyText } from './policy-document.js';
import { maybe, no, type Truth, yes } from './truth.js';

/** Whether a pattern of a policy's `Resource` covers the resource of a request. */
export type ResourceTest = (pattern: PolicyText) => Truth;

/** What a principal asks AWS to do. */
export interface Request {
  /** In IAM's spelling: `acm:ListCertificates`. */
  readonly action: string;
  readonly resource: ResourceTest;
  readonly region: Value<string>;
}

/**
 * An action without resource types takes every resource or none: a statement that names some grants nothing.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html
 */
export const noResource: ResourceTest = (pattern) => {
  if (pattern.kind === 'unknown') return pattern.arnOf !== undefined ? no : maybe(pattern.reason);
  return matchesEverything(pattern.value) ? yes : no;
};
