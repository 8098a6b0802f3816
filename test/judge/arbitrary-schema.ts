import fc from 'fast-check';
import { exampleFacts } from '../../src/judge/examples.js';
import { factSchema, findFact, typesOf } from '../../src/judge/fact-schema.js';
import type { Json, JsonObject } from '../../src/model/json.js';
import { at, domainOf, PATHS } from './arbitrary-facts.js';

const GROUPS = ['certificate', 'loadBalancer'];

/** A few facts of every kind; all of them would make two assertions on one fact too rare. */
const USED = [
  'secure',
  'port',
  'certificate.source',
  'certificate.region',
  'certificate.keyAlgorithm',
  'certificate.domainNames',
  'certificate.notAfter',
  'certificate.daysUntilExpiry',
  'loadBalancer.region',
  'loadBalancer.action',
].filter((path) => PATHS.includes(path) && at(exampleFacts('listener', {}), path) !== undefined);

/** Conditions that a policy may have as `when` or `require`. */
export function schemas(): fc.Arbitrary<JsonObject> {
  return fc
    .record({ top: group(''), defined: group('') })
    .chain(({ top, defined }) =>
      fc.constantFrom<JsonObject>(top, { allOf: [top, { $ref: '#/$defs/named' }], $defs: { named: defined } }),
    );
}

function group(name: string): fc.Arbitrary<JsonObject> {
  return fc.letrec<{ schema: JsonObject }>((tie) => ({
    schema: fc.oneof({ depthSize: 'small' }, members(name), connected(tie('schema'))),
  })).schema;
}

function members(name: string): fc.Arbitrary<JsonObject> {
  const prefix = name === '' ? '' : `${name}.`;
  const own = USED.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const facts = own.filter((path) => !path.includes('.')).map((fact) => [fact, leaf(`${prefix}${fact}`)] as const);
  const groups = name === '' ? GROUPS.map((one) => [one, group(one)] as const) : [];
  const all = Object.fromEntries<fc.Arbitrary<JsonObject>>([...facts, ...groups]);
  return fc
    .subarray(Object.keys(all), { minLength: 1, maxLength: Math.min(3, Object.keys(all).length) })
    .chain((names) => fc.record(Object.fromEntries(names.map((one) => [one, all[one] ?? fc.constant({})]))))
    .map((properties) => ({ properties }));
}

function connected(schema: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  const several = fc.array(schema, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    several.map((allOf): JsonObject => ({ allOf })),
    several.map((anyOf): JsonObject => ({ anyOf })),
    several.map((oneOf): JsonObject => ({ oneOf })),
    schema.map((not): JsonObject => ({ not })),
    fc.tuple(schema, schema, schema).map(([test, then, other]): JsonObject => ({ if: test, then, else: other })),
    fc.tuple(schema, schema).map(([test, then]): JsonObject => ({ if: test, then })),
  );
}

function leaf(path: string): fc.Arbitrary<JsonObject> {
  return fc.letrec<{ schema: JsonObject }>((tie) => ({
    schema: fc.oneof({ depthSize: 'small' }, assertion(path), assertion(path), connected(tie('schema'))),
  })).schema;
}

function assertion(path: string): fc.Arbitrary<JsonObject> {
  const found = findFact(factSchema('listener'), path.split('.'));
  const types = 'missing' in found ? [] : typesOf(found.schema);
  const domain = domainOf(path).filter((one) => one !== null || types.includes('null')) as readonly Json[];
  const value = fc.constantFrom(...domain);
  const type = fc.constantFrom<Json>(...types, types.slice());
  return fc.oneof(
    value.map((one): JsonObject => ({ const: one })),
    fc.uniqueArray(value, { minLength: 1, maxLength: 3 }).map((all): JsonObject => ({ enum: all })),
    type.map((one): JsonObject => ({ type: one })),
    ...(path.endsWith('.region')
      ? [
          fc
            .constantFrom('/loadBalancer/region', '/certificate/region')
            .map((to): JsonObject => ({ const: { $data: to } })),
        ]
      : []),
    ...(types.includes('string') ? [texts(type)] : []),
    ...(types.includes('integer') ? [numbers(type)] : []),
    ...(types.includes('array') ? [lists(type)] : []),
  );
}

function texts(type: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      type,
      keyword: fc.constantFrom<JsonObject>(
        { pattern: '^RSA_[0-9]+$' },
        { pattern: 'east|acm' },
        { minLength: 8 },
        { format: 'date-time', formatMinimum: { $data: '/now' } },
        { format: 'date-time', formatMaximum: '2030-01-01T00:00:00Z' },
      ),
    })
    .map(({ type, keyword }) => ({ type, ...keyword }));
}

function numbers(type: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      type,
      keyword: fc.constantFrom<JsonObject>(
        { minimum: 30 },
        { exclusiveMaximum: 443 },
        { minimum: { $data: '/instancePort' } },
        { multipleOf: 2 },
      ),
    })
    .map(({ type, keyword }) => ({ type, ...keyword }));
}

function lists(type: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      type,
      keyword: fc.constantFrom<JsonObject>(
        { minItems: 1 },
        { contains: { pattern: '^\\*' } },
        { items: { not: { pattern: '^\\*' } } },
        {
          contains: { anyOf: [{ const: 'example.com' }, { const: { $data: '/certificate/region' } }] },
          maxContains: 1,
        },
      ),
    })
    .map(({ type, keyword }) => ({ type, ...keyword }));
}
