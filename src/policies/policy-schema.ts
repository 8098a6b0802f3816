import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json } from '../model/json.js';
import type { Fault } from './fault.js';
import { POLICIES_FOLDER } from './package-folder.js';
import { faultOf } from './schema-fault.js';

let validate: ValidateFunction | undefined;

/** What `policy.schema.json` finds wrong in a policy file, all of it. */
export function checkAgainstSchema(document: Json): readonly Fault[] {
  validate ??= compile();
  if (validate(document)) return [];
  return (validate.errors ?? []).flatMap(faultOf);
}

function compile(): ValidateFunction {
  // A test checks policy.schema.json itself, once and not at every start.
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, verbose: true, meta: false, validateSchema: false });
  ajvFormats.default(ajv, ['uri']);
  return ajv.compile(JSON.parse(readFileSync(join(POLICIES_FOLDER, 'policy.schema.json'), 'utf8')));
}
