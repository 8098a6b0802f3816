import type { Assertion, FactPath, PolicyCondition } from './policy.js';

/** What an assertion keyword of JSON Schema is about. */
export interface Keyword {
  /** The JSON types it says something of; it holds for every other type. Empty: for none. */
  readonly types: readonly string[];
  /** Whether its value may be another fact: `{ $data: /loadBalancer/region }`. */
  readonly data: boolean;
  /** The keyword that it only makes sense beside; both go into one assertion. */
  readonly beside?: string;
}

/** The assertions that a policy may use; a copy of what `policy.schema.json` allows, held to it by a test. */
export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  const: { types: [], data: true },
  enum: { types: [], data: true },
  type: { types: [], data: false },
  pattern: { types: ['string'], data: false },
  minLength: { types: ['string'], data: true },
  maxLength: { types: ['string'], data: true },
  format: { types: ['string'], data: false },
  formatMinimum: { types: ['string'], data: true, beside: 'format' },
  formatMaximum: { types: ['string'], data: true, beside: 'format' },
  formatExclusiveMinimum: { types: ['string'], data: true, beside: 'format' },
  formatExclusiveMaximum: { types: ['string'], data: true, beside: 'format' },
  minimum: { types: ['integer', 'number'], data: true },
  maximum: { types: ['integer', 'number'], data: true },
  exclusiveMinimum: { types: ['integer', 'number'], data: true },
  exclusiveMaximum: { types: ['integer', 'number'], data: true },
  multipleOf: { types: ['integer', 'number'], data: false },
  minItems: { types: ['array'], data: true },
  maxItems: { types: ['array'], data: true },
  uniqueItems: { types: ['array'], data: false },
  items: { types: ['array'], data: false },
  contains: { types: ['array'], data: false },
  minContains: { types: ['array'], data: false, beside: 'contains' },
  maxContains: { types: ['array'], data: false, beside: 'contains' },
};

/** Keywords that combine conditions. */
export const CONNECTIVES = [
  'properties',
  'required',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  '$ref',
] as const;

/** Keywords that demand nothing. */
export const ANNOTATIONS = ['$defs', '$comment', 'description'] as const;

/** The assertions that a condition is made of, in the order in which it names them. */
export function assertionsIn(condition: PolicyCondition): readonly Assertion[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'one':
      return condition.of.flatMap(assertionsIn);
    case 'not':
      return assertionsIn(condition.of);
    case 'assertion':
      return [condition];
    default:
      return condition satisfies never;
  }
}

/** The facts that conditions read, in the order in which they name them. */
export function factsRead(conditions: readonly PolicyCondition[]): readonly FactPath[] {
  const assertions = conditions.flatMap(assertionsIn);
  return [...new Set(assertions.flatMap(({ path, comparedWith }) => [path, ...comparedWith]))];
}
