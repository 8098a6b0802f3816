import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json } from '../model/json.js';
import { PACKAGE_ROOT } from '../model/package-root.js';
import type { Fault } from '../policies/fault.js';
import { faultOf } from '../policies/schema-fault.js';

const SCHEMA = join(PACKAGE_ROOT, 'schemas/config.schema.json');

let validate: ValidateFunction | undefined;

/** Everything that `config.schema.json` finds wrong in a configuration. */
export function checkConfig(document: Json): readonly Fault[] {
  validate ??= compile();
  if (validate(document)) return [];
  return (validate.errors ?? []).flatMap((error) =>
    error.keyword === 'pattern' || error.keyword === 'format' ? [notMatched(error)] : faultOf(error),
  );
}

function compile(): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, meta: false, validateSchema: false });
  ajvFormats.default(ajv, ['date']);
  return ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
}

function notMatched({ instancePath, data }: { readonly instancePath: string; readonly data?: unknown }): Fault {
  if (instancePath.endsWith('/reason'))
    return { pointer: instancePath, message: 'is blank', hint: 'say why it is accepted' };
  const found = JSON.stringify(data);
  return instancePath.endsWith('/expires')
    ? { pointer: instancePath, message: `${found} is not a date`, hint: 'write it as 2027-03-31' }
    : { pointer: instancePath, message: `${found} is not a Region`, hint: 'write it as eu-west-1' };
}
