import type { ErrorObject } from 'ajv/dist/2020.js';
import type { FormatName } from 'ajv-formats';
import { once } from '../model/collections.js';
import { arrayOf, objectOf, property } from '../model/json.js';
import { type PackageFile, packageFile } from '../model/package.js';
import { didYouMean, notAllowed } from '../model/suggest.js';
import { joinWords } from '../model/words.js';
import { ajv } from '../packages.js';
import { below, type Fault } from './policy.js';

/** Everything that is wrong in a document, by its JSON schema. */
export type SchemaChecker = (document: unknown) => readonly Fault[];

/**
 * Checks files that people write against one of this package's schemas, which is compiled when it is first needed. Where
 * `ownWords` says nothing of an error, it is told in the words that fit every file.
 */
export function schemaChecker(
  schema: PackageFile,
  formats: readonly FormatName[] = [],
  ownWords: (error: ErrorObject) => Fault | undefined = () => undefined,
): SchemaChecker {
  const compiled = once(() => {
    // A test checks the schemas themselves, once and not at every start.
    const { Ajv2020, addFormats } = ajv();
    const compiler = new Ajv2020({
      allErrors: true,
      strictTypes: false,
      verbose: true,
      meta: false,
      validateSchema: false,
    });
    addFormats.default(compiler, [...formats]);
    return compiler.compile(JSON.parse(packageFile(schema).toString()));
  });
  return (document) => {
    const validate = compiled();
    if (validate(document)) return [];
    return (validate.errors ?? []).flatMap((error) => ownWords(error) ?? faultOf(error));
  };
}

/** What ajv finds wrong, in the words of people who write such a file. */
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
      return [{ pointer, ...notAllowed(error.data, arrayOf(params['allowedValues']).map(String)) }];
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
