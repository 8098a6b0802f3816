import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { compilePattern } from './pattern.js';
import type { Assertion } from './policy.js';

// The schemas are made by parse-condition.ts; checking them against JSON Schema's own takes longer than everything else.
const ajv = new Ajv2020({
  $data: true,
  meta: false,
  validateSchema: false,
  strict: true,
  strictTypes: false,
  code: { regExp: Object.assign(linear, { code: 'linear' }) },
});
ajvFormats.default(ajv, { formats: ['date-time', 'date', 'hostname', 'uri'], keywords: true });

/** A pattern as ajv wants it: ajv keeps patterns by what `toString` says, and takes those that say the same for one. */
function linear(source: string) {
  return { ...compilePattern(source), toString: () => source };
}

type Holds = (value: unknown, comparedWith: readonly unknown[]) => boolean;

/** Assertions that say the same are compiled once: most policies ask whether the listener is secure. */
const compiled = new Map<string, Holds>();

/** The assertion as a function of the fact's value and of the values that it is compared with. */
export function compileAssertion(assertion: Assertion): Holds {
  const key = JSON.stringify(assertion.schema);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const validate = ajv.compile({ properties: { value: assertion.schema } });
  const holds: Holds = (value, comparedWith) => validate({ value, comparedWith }) === true;
  compiled.set(key, holds);
  return holds;
}
