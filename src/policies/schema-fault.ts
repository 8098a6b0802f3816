import type { ErrorObject } from 'ajv/dist/2020.js';
import { arrayOf, objectOf, property } from '../model/json.js';
import { joinWords } from './fact-schema.js';
import { below, type Fault } from './fault.js';
import { didYouMean } from './suggest.js';

/** What ajv finds wrong in a file that people write, in their words; the schema must be compiled with `verbose`. */
export function faultOf(error: ErrorObject): readonly Fault[] {
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
