import { equals } from './equality.js';
import { type Budget, EvaluationError } from './evaluation.js';
import { ANY, sameType, type Type } from './types.js';
import {
  isNotNull,
  type Refinement,
  reasonOf,
  type TerraformValue,
  typeOf,
  type UnknownValue,
  unknownValue,
  withoutSensitive,
  withSensitive,
} from './value.js';

/** More possibilities than this are not followed. */
const MAX_CANDIDATES = 16;

/** The value that turns out to be one of several: that value where all are one, otherwise unknown. */
export function oneOfValues(reason: string, values: readonly TerraformValue[], budget: Budget): TerraformValue {
  const sensitive = values.some((value) => value.sensitive === true);
  const candidates: TerraformValue[] = [];
  for (const value of values.flatMap(possibilitiesOf)) {
    const plain = withoutSensitive(value);
    // Beyond that only what they share counts, which the same value twice does not change.
    if (candidates.length > MAX_CANDIDATES || !candidates.some((other) => isSame(other, plain))) candidates.push(plain);
  }
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) {
    budget.inferred += 1;
    return withSensitive(only, sensitive);
  }
  const shared = commonRefinement(candidates);
  const refinement = candidates.length > MAX_CANDIDATES ? shared : { ...shared, candidates };
  return withSensitive(unknownValue(reason, commonType(candidates), refinement), sensitive);
}

/** Items of which it is not known which comes first: each place may have any of them. */
export function inAnyOrder(items: readonly TerraformValue[], budget: Budget): readonly TerraformValue[] {
  if (items.length < 2) return items;
  const any = oneOfValues(items.map(reasonOf).find((reason) => reason !== undefined) ?? '', items, budget);
  return items.map(() => any);
}

function possibilitiesOf(value: TerraformValue): readonly TerraformValue[] {
  if (value.kind !== 'unknown' || value.candidates === undefined || value.origin !== undefined) return [value];
  return value.candidates.map((candidate) => withSensitive(candidate, value.sensitive === true));
}

/** True where two values are one: equal, and known to the caller by the same origin. */
function isSame(a: TerraformValue, b: TerraformValue): boolean {
  if (a === b) return true;
  if (a.origin !== b.origin) return false;
  if (a.kind === 'unknown' || b.kind === 'unknown') return a.origin !== undefined && a.kind === b.kind;
  return sameType(typeOf(a), typeOf(b)) && equals(a, b) === true;
}

function commonType(values: readonly TerraformValue[]): Type {
  const [first = ANY, ...rest] = values.map(typeOf);
  return rest.every((type) => sameType(type, first)) ? first : ANY;
}

/** What holds of every one of the values. */
function commonRefinement(values: readonly TerraformValue[]): Refinement {
  const prefixes = values.map(prefixOf);
  const lengths = values.map(lengthOf);
  const prefix = prefixes.reduce(commonPrefix, prefixes[0]);
  const min = lengths.reduce((least, length) => Math.min(least, length?.min ?? Number.NaN), Number.POSITIVE_INFINITY);
  const max = lengths.reduce((most, length) => Math.max(most, length?.max ?? Number.NaN), Number.NEGATIVE_INFINITY);
  return {
    ...(values.every(isNotNull) ? { notNull: true } : {}),
    ...(prefix === undefined || prefix === '' ? {} : { prefix }),
    ...(Number.isNaN(min) || Number.isNaN(max) ? {} : { length: { min, max } }),
  };
}

function prefixOf(value: TerraformValue): string | undefined {
  if (value.kind === 'string') return value.value;
  return value.kind === 'unknown' ? value.prefix : undefined;
}

function lengthOf(value: TerraformValue): Refinement['length'] {
  if (value.kind === 'unknown') return value.length;
  if (value.kind === 'list') return { min: value.items.length, max: value.items.length };
  return value.kind === 'map' ? { min: value.entries.size, max: value.entries.size } : undefined;
}

function commonPrefix(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return undefined;
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/**
 * The operation done on every combination of what its operands may turn out to be. Undefined where no operand has
 * candidates, where there are too many combinations, or where one of them is an error.
 */
export function overCandidates(
  operands: readonly TerraformValue[],
  budget: Budget,
  operation: (operands: readonly TerraformValue[]) => TerraformValue,
): TerraformValue | undefined {
  const open = operands.filter(hasCandidates);
  const [first] = open;
  if (first === undefined) return undefined;
  const count = open.reduce((product, { candidates }) => product * candidates.length, 1);
  if (count > MAX_CANDIDATES) return undefined;
  let combinations: readonly (readonly TerraformValue[])[] = [[]];
  for (const operand of operands) {
    combinations = combinations.flatMap((chosen) => possibilitiesOf(operand).map((value) => [...chosen, value]));
  }
  const sensitive = open.some((value) => value.sensitive === true);
  try {
    return withSensitive(oneOfValues(first.reason, combinations.map(operation), budget), sensitive);
  } catch (thrown) {
    if (thrown instanceof EvaluationError) return undefined;
    throw thrown;
  }
}

function hasCandidates(
  value: TerraformValue,
): value is UnknownValue & { readonly candidates: readonly TerraformValue[] } {
  return value.kind === 'unknown' && value.candidates !== undefined && value.origin === undefined;
}
