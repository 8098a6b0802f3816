import type { Ajv2020, Options } from 'ajv/dist/2020.js';
import type { JsonObject } from '../model/json.js';
import { ajv, re2 } from '../packages.js';
import type { Assertion } from './policy.js';
import { PRECOMPILED } from './precompiled.js';

let compiler: Ajv2020 | undefined;

/** An assertion's schema as a function of `value` and `comparedWith`. */
function compileSchema(schema: JsonObject): (facts: unknown) => unknown {
  compiler ??= assertionCompiler({ code: { regExp: Object.assign(linear, { code: 'linear' }) } });
  return compiler.compile(assertionSchema(schema));
}

/** The schema of an assertion's document. */
export function assertionSchema(schema: JsonObject): JsonObject {
  return { properties: { value: schema } };
}

/** ajv, with the formats that policies may ask for. */
export function assertionCompiler(options: Options): Ajv2020 {
  const packages = ajv();
  // The schemas are made by parse-condition.ts; checking them against JSON Schema's own takes longer than everything else.
  const made = new packages.Ajv2020({
    $data: true,
    meta: false,
    validateSchema: false,
    strict: true,
    strictTypes: false,
    ...options,
  });
  packages.addFormats.default(made, { formats: ['date-time', 'date', 'hostname', 'uri'], keywords: true });
  return made;
}

/** A pattern as ajv wants it: ajv keeps patterns by what `toString` says, and takes those that say the same for one. */
function linear(source: string) {
  return { ...compilePattern(source), toString: () => source };
}

type Holds = (value: unknown, comparedWith: readonly unknown[]) => boolean;

const compiled = new WeakMap<Assertion, Holds>();

/** The assertion as a function of the fact's value and of the values that it is compared with; compiled once. */
export function compileAssertion(assertion: Assertion): Holds {
  const known = compiled.get(assertion);
  if (known !== undefined) return known;
  const validate = PRECOMPILED?.assertions[JSON.stringify(assertion.schema)] ?? compileSchema(assertion.schema);
  const holds: Holds = (value, comparedWith) => validate({ value, comparedWith }) === true;
  compiled.set(assertion, holds);
  return holds;
}

/** A pattern that cannot be matched in time linear in the text, or is none. */
export class UnsupportedPattern extends Error {}

/**
 * A regular expression that takes time linear in the text, so that no policy can hang a pipeline: no back references
 * and no look-around.
 * Source: https://github.com/google/re2/wiki/Syntax
 */
export interface Pattern {
  test(text: string): boolean;
}

/** Longer patterns are made to exhaust somebody. */
const LONGEST_PATTERN = 1000;

/** Throws: UnsupportedPattern. */
export function compilePattern(source: string): Pattern {
  if (source.length > LONGEST_PATTERN) throw new UnsupportedPattern('is too long');
  try {
    const { RE2JS } = re2();
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    return { test: (text) => compiled.matcher(text).find() };
  } catch (error) {
    throw new UnsupportedPattern(error instanceof Error ? error.message : 'is not a regular expression');
  }
}
