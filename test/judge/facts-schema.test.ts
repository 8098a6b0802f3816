import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ANNOTATIONS, CONNECTIVES, KEYWORDS } from '../../src/judge/conditions.js';
import { factSchema, findFact, memberNames, typesOf, valuesOf } from '../../src/judge/fact-schema.js';
import {
  type CertificateFacts,
  type DeployerFacts,
  type ListenerFacts,
  type LoadBalancerFacts,
  PROTOCOLS,
  TLS_VERSIONS,
  type TlsPolicyFacts,
} from '../../src/model/facts.js';
import { objectOf, property } from '../../src/model/json.js';
import type { Action } from '../../src/model/plan.js';

/** The JSON type of each fact; a trailing `?` where it may be null. The compiler holds the names to the model. */
const CERTIFICATE = {
  source: 'string?',
  arn: 'string?',
  region: 'string?',
  partition: 'string?',
  account: 'string?',
  address: 'string?',
  origin: 'string?',
  exists: 'boolean?',
  type: 'string?',
  keyAlgorithm: 'string?',
  domainNames: 'array?',
  notBefore: 'string?',
  notAfter: 'string?',
  daysUntilExpiry: 'integer?',
  renewal: 'string?',
  issuance: 'string?',
  inUse: 'boolean?',
  keyMatches: 'boolean?',
  chain: 'string?',
  action: 'string?',
} satisfies Record<Exclude<keyof CertificateFacts, 'alternatives'>, string>;

const LOAD_BALANCER = {
  address: 'string',
  type: 'string',
  name: 'string?',
  region: 'string?',
  partition: 'string?',
  account: 'string?',
  action: 'string',
} satisfies Record<keyof LoadBalancerFacts, string>;

const TLS_POLICY = {
  name: 'string?',
  minimumVersion: 'string?',
  rsaCiphers: 'boolean?',
  ecdsaCiphers: 'boolean?',
} satisfies Record<keyof TlsPolicyFacts, string>;

const LISTENER = {
  address: 'string',
  constructPath: 'string?',
  port: 'integer?',
  protocol: 'string?',
  secure: 'boolean?',
  instancePort: 'integer?',
  instanceProtocol: 'string?',
  instancePortSecurity: 'string?',
  loadBalancer: 'object',
  certificate: 'object',
  tlsPolicy: 'object',
  certainty: 'string',
  doubt: 'string?',
  now: 'string',
  trace: 'array',
} satisfies Record<keyof ListenerFacts, string>;

const DEPLOYER = {
  address: 'string?',
  arn: 'string?',
  file: 'string?',
  kind: 'string',
  why: 'string',
  permissions: 'object',
  grounds: 'object',
  additions: 'object',
  usesAcm: 'boolean?',
  trace: 'array',
} satisfies Record<keyof DeployerFacts, string>;

type ValueOf<T> = T extends { readonly value: infer V } ? V : never;

/** Closed facts; the compiler holds the values to the model. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  protocol: [...PROTOCOLS],
  instanceProtocol: [...PROTOCOLS],
  instancePortSecurity: words<ValueOf<ListenerFacts['instancePortSecurity']>>({ consistent: 1, mixed: 1 }),
  'tlsPolicy.minimumVersion': [...TLS_VERSIONS],
  certainty: words<ListenerFacts['certainty']>({ certain: 1, possible: 1 }),
  'loadBalancer.action': actions(),
  'certificate.source': words<ValueOf<CertificateFacts['source']>>({ acm: 1, iam: 1, other: 1, none: 1 }),
  'certificate.origin': words<ValueOf<CertificateFacts['origin']>>({ managed: 1, data: 1, literal: 1 }),
  'certificate.type': words<ValueOf<CertificateFacts['type']>>({
    requested: 1,
    imported: 1,
    privateCa: 1,
    uploaded: 1,
  }),
  'certificate.renewal': words<ValueOf<CertificateFacts['renewal']>>({ automatic: 1, manual: 1 }),
  'certificate.chain': words<ValueOf<CertificateFacts['chain']>>({
    ordered: 1,
    misordered: 1,
    containsLeaf: 1,
    none: 1,
  }),
  'certificate.action': actions(),
};

function words<T extends string>(all: Record<T, 1>): readonly string[] {
  return Object.keys(all);
}

function actions(): readonly string[] {
  return words<Action>({
    create: 1,
    update: 1,
    replace: 1,
    delete: 1,
    'no-op': 1,
    import: 1,
    read: 1,
    forget: 1,
    state: 1,
    declared: 1,
  });
}

function schemaAt(...names: readonly string[]) {
  const found = findFact(factSchema('listener'), names);
  if ('missing' in found) throw new Error(`no fact ${names.join('.')}`);
  return found.schema;
}

function typesIn(schema: ReturnType<typeof factSchema>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    memberNames(schema).map((name) => {
      const types = typesOf(objectOf(property(property(schema, 'properties'), name)));
      return [name, `${types[0]}${types.includes('null') ? '?' : ''}`];
    }),
  );
}

test('the facts schema has every fact of the model, of the type that it has there', () => {
  assert.equal(typesIn(factSchema('listener')), LISTENER);
  assert.equal(typesIn(schemaAt('certificate')), CERTIFICATE);
  assert.equal(typesIn(schemaAt('loadBalancer')), LOAD_BALANCER);
  assert.equal(typesIn(schemaAt('tlsPolicy')), TLS_POLICY);
  assert.equal(typesIn(factSchema('deployer')), DEPLOYER);
});

test('the facts schema demands every fact and allows no other', () => {
  for (const schema of [
    factSchema('listener'),
    factSchema('deployer'),
    schemaAt('certificate'),
    schemaAt('loadBalancer'),
    schemaAt('tlsPolicy'),
  ]) {
    assert.equal(property(schema, 'required'), memberNames(schema));
    assert.is(property(schema, 'additionalProperties'), false);
  }
});

test('the facts schema closes the facts that the model closes, with the same values', () => {
  const listed = Object.fromEntries(
    [...memberPaths()].flatMap((path) => {
      const values = valuesOf(schemaAt(...path.split('.')));
      return values === undefined ? [] : [[path, values.filter((value) => value !== null)]];
    }),
  );
  assert.equal(listed, CLOSED);
});

test('every fact is described', () => {
  for (const path of memberPaths()) {
    assert.type(property(schemaAt(...path.split('.')), 'description'), 'string', path);
  }
});

test('both schemas are JSON Schema 2020-12', () => {
  for (const name of ['facts', 'policy']) {
    const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
    ajvFormats.default(ajv);
    assert.ok(ajv.compile(readSchema(name)));
  }
});

test('the policy schema allows the keywords that the evaluator knows, and no others', () => {
  const condition = property(property(readSchema('policy'), '$defs'), 'condition');
  const allowed = Object.keys(objectOf(property(condition, 'properties')));
  assert.equal(allowed.sort(), [...Object.keys(KEYWORDS), ...CONNECTIVES, ...ANNOTATIONS].sort());
});

function memberPaths(): readonly string[] {
  const groups = ['certificate', 'loadBalancer', 'tlsPolicy'];
  const top = memberNames(factSchema('listener')).filter((name) => !groups.includes(name));
  return [...top, ...groups.flatMap((group) => memberNames(schemaAt(group)).map((name) => `${group}.${name}`))];
}

function readSchema(name: string) {
  return objectOf(JSON.parse(readFileSync(new URL(`../../policies/${name}.schema.json`, import.meta.url), 'utf8')));
}

test.run();
