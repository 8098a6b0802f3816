import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { JsonObject } from '../model/json.js';
import { compilePattern } from './pattern.js';

let ajv: Ajv2020 | undefined;

/** An assertion's schema as a function of `value` and `comparedWith`. */
export function compileSchema(schema: JsonObject): (facts: unknown) => unknown {
  ajv ??= assertionCompiler({ code: { regExp: Object.assign(linear, { code: 'linear' }) } });
  return ajv.compile(assertionSchema(schema));
}

/** The schema of an assertion's document. */
export function assertionSchema(schema: JsonObject): JsonObject {
  return { properties: { value: schema } };
}

/** ajv, with the formats that policies may ask for. */
export function assertionCompiler(options: Options): Ajv2020 {
  // The schemas are made by parse-condition.ts; checking them against JSON Schema's own takes longer than everything else.
  const made = new Ajv2020({
    $data: true,
    meta: false,
    validateSchema: false,
    strict: true,
    strictTypes: false,
    ...options,
  });
  ajvFormats.default(made, { formats: ['date-time', 'date', 'hostname', 'uri'], keywords: true });
  return made;
}

/** A pattern as ajv wants it: ajv keeps patterns by what `toString` says, and takes those that say the same for one. */
function linear(source: string) {
  return { ...compilePattern(source), toString: () => source };
}
