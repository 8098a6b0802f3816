import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { arrayOf, type Json, objectOf, property } from '../model/json.js';
import { joinWords } from './fact-schema.js';
import { below, type Fault } from './fault.js';
import { POLICIES_FOLDER } from './package-folder.js';
import { didYouMean } from './suggest.js';

const require = createRequire(import.meta.url);

let validate: ValidateFunction | undefined;

/** What `policy.schema.json` finds wrong in a policy file, all of it. */
export function checkAgainstSchema(document: Json): readonly Fault[] {
  validate ??= compile();
  if (validate(document)) return [];
  return (validate.errors ?? []).flatMap(faultOf);
}

function compile(): ValidateFunction {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const formats = require('ajv-formats') as typeof import('ajv-formats');
  // A test checks policy.schema.json itself, once and not at every start.
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, verbose: true, meta: false, validateSchema: false });
  formats.default(ajv, ['uri']);
  return ajv.compile(JSON.parse(readFileSync(join(POLICIES_FOLDER, 'policy.schema.json'), 'utf8')));
}

function faultOf(error: ErrorObject): readonly Fault[] {
  const { instancePath: pointer, keyword, params } = error;
  switch (keyword) {
    case 'if':
      return []; // says only that the error beside it stands in a branch
    case 'additionalProperties':
      return [unknownKey(error)];
    case 'required':
      return [{ pointer, message: `"${params['missingProperty']}" is missing` }];
    case 'dependentRequired':
      return [
        { pointer: below(pointer, params['property']), message: `needs "${params['missingProperty']}" beside it` },
      ];
    case 'enum':
      return [notAllowed(error)];
    case 'type':
      return [{ pointer, message: `must be ${joinWords([params['type']].flat(), 'or')}` }];
    case 'minProperties':
      return [{ pointer, message: 'demands nothing' }];
    default:
      return [{ pointer, message: error.message ?? `breaks "${keyword}"` }];
  }
}

function unknownKey({ instancePath, params, parentSchema }: ErrorObject): Fault {
  const key: string = params['additionalProperty'];
  const allowed = Object.keys(objectOf(property(parentSchema, 'properties')));
  return {
    pointer: below(instancePath, key),
    message: `no such key${didYouMean(key, allowed)}`,
    hint: `allowed are ${joinWords(allowed, 'and')}`,
  };
}

function notAllowed({ instancePath, data, params }: ErrorObject): Fault {
  const allowed = arrayOf(params['allowedValues']).map(String);
  const guess = typeof data === 'string' ? didYouMean(data, allowed) : '';
  return {
    pointer: instancePath,
    message: `${JSON.stringify(data)} is not allowed${guess}`,
    hint: `allowed are ${joinWords(allowed, 'and')}`,
  };
}
