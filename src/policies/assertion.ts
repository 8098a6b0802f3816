import { compileSchema } from './compile-schema.js';
import type { Assertion } from './policy.js';
import { PRECOMPILED } from './precompiled.js';

type Holds = (value: unknown, comparedWith: readonly unknown[]) => boolean;

const found = new WeakMap<Assertion, Holds>();

/** Assertions that say the same are compiled once: most policies ask whether the listener is secure. */
const compiled = new Map<string, Holds>();

/** The assertion as a function of the fact's value and of the values that it is compared with. */
export function compileAssertion(assertion: Assertion): Holds {
  const known = found.get(assertion);
  if (known !== undefined) return known;
  const key = JSON.stringify(assertion.schema);
  const holds = compiled.get(key) ?? compile(assertion, PRECOMPILED?.assertions[key]);
  compiled.set(key, holds);
  found.set(assertion, holds);
  return holds;
}

function compile(assertion: Assertion, precompiled: ((facts: unknown) => boolean) | undefined): Holds {
  const validate = precompiled ?? compileSchema(assertion.schema);
  return (value, comparedWith) => validate({ value, comparedWith }) === true;
}
