import { type Known, known, type Unknown, unknown } from '../../model/value.js';

/** Whether something holds, or why that cannot be told. */
export type Truth = Known<boolean> | Unknown<boolean>;

export const yes: Truth = known(true);
export const no: Truth = known(false);

export function maybe(reason: string): Truth {
  return unknown(reason);
}

export function holds(truth: Truth): boolean {
  return truth.kind === 'known' && truth.value;
}

export function fails(truth: Truth): boolean {
  return truth.kind === 'known' && !truth.value;
}

/** One that fails decides; without one, one that cannot be told leaves it untold. */
export function all(truths: readonly Truth[]): Truth {
  return truths.find(fails) ?? truths.find(isOpen) ?? yes;
}

/** One that holds decides; without one, one that cannot be told leaves it untold. */
export function any(truths: readonly Truth[]): Truth {
  return truths.find(holds) ?? truths.find(isOpen) ?? no;
}

export function not(truth: Truth): Truth {
  return truth.kind === 'known' ? known(!truth.value) : truth;
}

function isOpen(truth: Truth): boolean {
  return truth.kind === 'unknown';
}
