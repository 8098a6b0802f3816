import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  allFacts,
  eitherFacts,
  exampleOf,
  type FactTable,
  rowAt,
  schemaOf,
  sharedFacts,
} from '../../src/model/facts/table.js';
import {
  eitherCertificate,
  eitherTlsPolicy,
  noCertificate,
  noTlsPolicy,
  otherCertificate,
  SUBJECT_FACTS,
  unknownCertificate,
  unknownTlsPolicy,
} from '../../src/model/facts.js';
import { objectOf, property } from '../../src/model/json.js';
import { absent, known, unknown } from '../../src/model/value.js';

/** One row is all that a new fact takes. */
const toy = {
  colour: { type: 'string', values: ['red', 'green'], description: 'Its colour.', example: 'red' },
  size: { type: 'integer', range: [0, 9], description: 'Its size.', unit: 'metres', example: 3 },
  round: { type: 'boolean', description: 'Whether it is round.', example: null },
  names: { type: 'strings', known: 'always', description: 'Its names.', example: ['a'] },
  owner: { type: 'string', known: 'orNull', description: 'Whose it is.', source: 'https://example.com', example: null },
} as const satisfies FactTable;

test('a row makes a blank of each fact that can be unknown', () => {
  assert.equal(allFacts(toy, absent), { colour: absent, size: absent, round: absent });
});

test('a row makes one of several: known where all agree, else unknown with its candidates', () => {
  const one = { colour: known<'red'>('red'), size: known(3), round: known(true) };
  const other = { ...one, size: known(5), round: absent };
  assert.equal(eitherFacts(toy, [one, other], 'one of two'), {
    colour: known('red'),
    size: unknown('one of two', { candidates: [3, 5] }),
    round: unknown('one of two'),
  });
});

test('a row makes an example', () => {
  assert.equal(exampleOf(toy), { colour: known('red'), size: known(3), round: absent, names: ['a'], owner: null });
});

test('an example has the facts of groups, and one entry in each map', () => {
  const byAction = { ...toy.colour };
  const example = exampleOf({
    inner: { description: 'A group.', facts: toy },
    map: { description: 'A map.', byAction },
  });
  assert.equal(example.inner, exampleOf(toy));
  assert.equal(example.map, { 'acm:ListCertificates': known('red') });
});

test('a row makes the schema of what a policy can read', () => {
  assert.equal(schemaOf({ description: 'A toy.', facts: toy }), {
    description: 'A toy.',
    type: 'object',
    additionalProperties: false,
    required: ['colour', 'size', 'round', 'names', 'owner'],
    properties: {
      colour: { description: 'Its colour.', type: ['string', 'null'], enum: ['red', 'green', null] },
      size: { description: 'Its size. Unit: metres.', type: ['integer', 'null'], minimum: 0, maximum: 9 },
      round: { description: 'Whether it is round.', type: ['boolean', 'null'] },
      names: { description: 'Its names.', type: 'array', items: { type: 'string' } },
      owner: { description: 'Whose it is. Source: https://example.com', type: ['string', 'null'] },
    },
  });
});

test('several things share the facts that all of them have, as wide as any of them', () => {
  const text = { type: 'string', description: 'Text.', example: 'a' } as const;
  const one = {
    ...toy,
    place: { description: 'A place.', facts: { address: { ...text, known: 'always' }, zone: text } },
    mixed: text,
    allowed: { description: 'A map.', byAction: text },
  } as const satisfies FactTable;
  const other = {
    colour: { ...toy.colour, values: ['red', 'blue'] },
    names: toy.names,
    owner: { ...text, known: 'always' },
    place: { description: 'Another.', facts: { address: { ...text, known: 'orNull' } } },
    mixed: { type: 'integer', description: 'A number.', example: 1 },
    allowed: { description: 'A map.', byAction: text },
  } as const satisfies FactTable;
  const { facts, description } = sharedFacts([
    { description: 'One.', facts: one },
    { description: 'Other.', facts: other },
  ]);
  assert.is(description, 'One. Other.');
  const { required, properties } = schemaOf({ description, facts });
  assert.equal(required, ['colour', 'names', 'owner', 'place', 'allowed']);
  const schema = (name: string) => objectOf(property(properties, name));
  assert.equal(schema('colour')['enum'], ['red', 'green', 'blue', null]);
  assert.equal(schema('names')['type'], 'array');
  assert.equal(schema('owner')['type'], ['string', 'null']);
  assert.equal(Object.keys(objectOf(schema('place')['properties'])), ['address']);
  assert.equal(property(schema('allowed')['additionalProperties'], 'type'), ['string', 'null']);
});

test('a fact is found by its path', () => {
  const { listener, deployer } = SUBJECT_FACTS;
  assert.is(rowAt(listener.facts, ['port']), listener.facts.port);
  assert.is(rowAt(listener.facts, ['certificate', 'arn']), listener.facts.certificate.facts.arn);
  assert.is(rowAt(deployer.facts, ['grounds', 'acm:ListCertificates']), deployer.facts.grounds.byAction);
  for (const path of [['toString'], ['certificate'], ['port', 'x'], ['grounds'], ['certificate', 'arn', 'x'], []]) {
    assert.is(rowAt(listener.facts, path), undefined, path.join('.'));
  }
});

test('one thing shares all of its facts', () => {
  assert.is(sharedFacts([SUBJECT_FACTS.listener]), SUBJECT_FACTS.listener);
});

test('every fact of a certificate and of a security policy is in their blanks', () => {
  const { certificate, tlsPolicy } = SUBJECT_FACTS.listener.facts;
  for (const blank of [noCertificate, otherCertificate, unknownCertificate('why'), eitherCertificate([], 'why')]) {
    assert.equal(Object.keys(blank), [...Object.keys(certificate.facts), 'alternatives']);
  }
  for (const blank of [noTlsPolicy, unknownTlsPolicy('why'), eitherTlsPolicy([noTlsPolicy], 'why')]) {
    assert.equal(Object.keys(blank), Object.keys(tlsPolicy.facts));
  }
});

test('a blank says what it is, and why it is unknown', () => {
  assert.equal([noCertificate.source, noCertificate.arn], [known('none'), absent]);
  assert.equal([otherCertificate.source, otherCertificate.arn], [known('other'), absent]);
  assert.equal(unknownCertificate('why', 'do this').chain, unknown('why', { remedy: 'do this' }));
  assert.equal(noTlsPolicy.name, absent);
  assert.equal(unknownTlsPolicy('why', 'do this').name, unknown('why', { remedy: 'do this' }));
});

test('one of no security policies is unknown, and one of one is that one', () => {
  const policy = { ...noTlsPolicy, name: known('a') };
  assert.equal(eitherTlsPolicy([], 'why'), unknownTlsPolicy('why'));
  assert.equal(eitherTlsPolicy([policy], 'why'), policy);
});

const certificates = Array.from({ length: 65 }, (_, at) => ({
  ...unknownCertificate('known after apply'),
  region: known('eu-west-1'),
  keyAlgorithm: known(at % 2 === 0 ? 'RSA_2048' : 'EC_prime256v1'),
}));

test('a few certificates are kept side by side', () => {
  assert.is(eitherCertificate(certificates.slice(0, 64), 'one of many').alternatives?.length, 64);
});

test('of very many, what all agree on and what they can be is kept', () => {
  const either = eitherCertificate(certificates, 'one of many');
  assert.is(either.alternatives, null);
  assert.equal(either.region, known('eu-west-1'));
  assert.equal(either.keyAlgorithm, {
    kind: 'unknown',
    reason: 'one of many',
    candidates: ['RSA_2048', 'EC_prime256v1'],
  });
});

test.run();
