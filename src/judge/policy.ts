import type { Level, PolicyDescription } from '../model/finding.js';
import type { JsonObject } from '../model/json.js';

/** A fact by the names on the way to it: `certificate.region`, `permissions.acm:ListCertificates`. */
export type FactPath = string;

/** What a schema demands, taken apart so that unknown facts can be judged: connectives are ours, assertions are ajv's. */
export type PolicyCondition =
  | { readonly kind: 'all'; readonly of: readonly PolicyCondition[] }
  | { readonly kind: 'any'; readonly of: readonly PolicyCondition[] }
  | { readonly kind: 'one'; readonly of: readonly PolicyCondition[] }
  | { readonly kind: 'not'; readonly of: PolicyCondition }
  | Assertion;

/** A JSON Schema about one fact, and about the facts that it is compared with. */
export interface Assertion {
  readonly kind: 'assertion';
  readonly path: FactPath;
  /** Each `$data` in it is a pointer into `comparedWith`: `/comparedWith/0`. */
  readonly schema: JsonObject;
  readonly comparedWith: readonly FactPath[];
  /** True where the schema says no more than that the fact equals the one it is compared with. */
  readonly equality: boolean;
}

export const EXAMPLE_GROUPS = ['pass', 'fail', 'open'] as const;
export type ExampleGroup = (typeof EXAMPLE_GROUPS)[number];

export type WhenUnknown = 'report' | 'ignore';

/** What a policy says in place of its own words about some of its subjects: another level, message or fix. */
export interface PolicyVariant {
  /** Which subjects those are, in words: `Elastic Beanstalk`. */
  readonly where: string;
  /** The same as a condition. The first variant of which it surely holds counts. */
  readonly when: PolicyCondition;
  /** The facts that the condition reads. */
  readonly reads: readonly FactPath[];
  readonly level: Level;
  readonly message: string;
  readonly fix: string;
}

export interface Policy extends PolicyDescription {
  readonly variants: readonly PolicyVariant[];
  readonly when: PolicyCondition;
  readonly require: PolicyCondition;
  /** The facts that it reads, in the order in which it names them. */
  readonly reads: readonly FactPath[];
  /** Whether an `open` outcome is shown or counts as not applicable. */
  readonly whenUnknown: WhenUnknown;
  /** Facts documents, of which each says only what matters. */
  readonly examples: Readonly<Record<ExampleGroup, readonly JsonObject[]>>;
  /** The file of the baseline policy that this one replaces. */
  readonly replaces: string | null;
}

/** One thing that is wrong in a policy file: where, what, and what to do. */
export interface Fault {
  /** A JSON pointer; empty for the whole file. */
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

export type ReportFault = (pointer: string, message: string, hint?: string) => void;

/** A JSON pointer one step further. Source: https://www.rfc-editor.org/rfc/rfc6901 */
export function below(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function pointerNames(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
