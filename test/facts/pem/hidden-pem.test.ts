import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createContexts, FACT_SOURCES } from '../../../src/facts/index.js';
import { couldHoldPem } from '../../../src/facts/possible-text.js';
import { type Created, certificateIn, planOf } from '../collect.js';

const refs = (...references: readonly string[]) => ({
  references: references.flatMap((one) => [one, one.split('.').slice(0, -1).join('.')]),
});

const key = (name: string, curve = 'P256'): Created => ({
  type: 'tls_private_key',
  name,
  after: { algorithm: 'ECDSA', ecdsa_curve: curve },
  unknown: { private_key_pem: true, id: true },
});

const selfSigned = (name: string, references: object = refs(`tls_private_key.${name}.private_key_pem`)): Created => ({
  type: 'tls_self_signed_cert',
  name,
  after: { dns_names: [`${name}.example.com`] },
  unknown: { cert_pem: true, private_key_pem: true },
  expressions: { private_key_pem: references },
});

/** A certificate whose PEM comes through a local. */
const imported = (body = 'local.pem', privateKey = 'tls_private_key.a.private_key_pem'): Created => ({
  type: 'aws_acm_certificate',
  name: 'site',
  after: {},
  unknown: { arn: true, id: true, certificate_body: true, private_key: true },
  expressions: { certificate_body: { references: [body] }, private_key: refs(privateKey) },
});

const found = (...resources: readonly Created[]) => {
  const { keyAlgorithm, assuming } = certificateIn(...resources);
  return typeof keyAlgorithm === 'string' ? [keyAlgorithm, assuming] : ['unknown', assuming];
};

test('the only PEM that a local can be is taken for it, under an assumption', () => {
  const assuming = 'local.pem yields tls_self_signed_cert.a.cert_pem';
  assert.equal(found(imported(), key('a'), selfSigned('a')), ['EC_prime256v1', assuming]);
});

test('of several PEMs that a local can be, what they have in common is known', () => {
  const assuming = 'local.pem yields one of tls_self_signed_cert.a.cert_pem, tls_self_signed_cert.b.cert_pem';
  const certificates = [selfSigned('a'), selfSigned('b')];
  assert.equal(found(imported(), key('a'), key('b'), ...certificates), ['EC_prime256v1', assuming]);
  assert.equal(found(imported(), key('a'), key('b', 'P384'), ...certificates), ['unknown', assuming]);
});

test('the PEM is open where something else may stand behind the local', () => {
  const others: readonly Created[] = [
    { type: 'aws_ssm_parameter', name: 'p', after: {}, unknown: { value: true } },
    { type: 'aws_acmpca_certificate', name: 'p', after: {}, unknown: { certificate: true } },
    { type: 'tls_certificate', mode: 'data', name: 'p', after: {}, unknown: { certificates: true } },
    { type: 'vault_pki_secret_backend_cert', name: 'p', after: {}, unknown: { certificate: true } },
  ];
  for (const other of others) {
    assert.equal(found(imported(), key('a'), selfSigned('a'), other), ['unknown', null], other.type);
  }
  assert.equal(found(imported('var.pem'), key('a'), selfSigned('a')), ['unknown', null]);
  assert.equal(found(imported(), key('a')), ['unknown', null]);
});

test('what cannot be PEM, or is made after the certificate, does not stand behind the local', () => {
  const assuming = 'local.pem yields tls_self_signed_cert.a.cert_pem';
  const others: readonly Created[] = [
    { type: 'random_id', name: 'r', after: {}, unknown: { hex: true } },
    { type: 'aws_vpc', name: 'v', after: {}, unknown: { id: true } },
    {
      type: 'aws_ssm_parameter',
      name: 'p',
      after: {},
      unknown: { value: true },
      expressions: { value: refs('aws_acm_certificate.site.arn') },
    },
  ];
  for (const other of others) {
    assert.equal(found(imported(), key('a'), selfSigned('a'), other), ['EC_prime256v1', assuming], other.type);
  }
});

/** The same beside what the plan calls relevant. */
const foundBeside = (relevant: readonly string[], ...resources: readonly Created[]) => {
  const plan = planOf(resources);
  const relevantAttributes = relevant.map((text) => {
    const [type, name, attribute = ''] = text.split('.');
    return { address: `${type}.${name}`, path: [attribute] };
  });
  const context = createContexts(FACT_SOURCES, { now: new Date(), regions: new Map() })({
    ...plan,
    relevantAttributes,
  });
  const [first] = plan.resources;
  return first && context.certificate(first)?.facts.keyAlgorithm.kind;
};

test('the PEM is open where a hidden expression refers to more than PEM of its kind', () => {
  const others: readonly Created[] = [
    { type: 'random_id', name: 'r', after: {}, unknown: { hex: true } },
    { type: 'aws_acm_certificate', name: 'other', after: {}, unknown: { arn: true, status: true } },
  ];
  const beside = (relevant: string, privateKey?: object) => {
    const own = imported();
    const expressions = { certificate_body: { references: ['local.pem'] }, private_key: privateKey };
    return foundBeside(
      ['tls_self_signed_cert.a.cert_pem', relevant],
      privateKey === undefined ? own : { ...own, expressions },
      ...[key('a'), key('b'), selfSigned('a'), ...others],
    );
  };
  assert.is(beside('random_id.r.hex'), 'unknown');
  assert.is(beside('tls_private_key.b.private_key_pem'), 'unknown');
  // What another argument of the certificate comes through, or a listener, is explained.
  assert.is(beside('tls_private_key.b.private_key_pem', { references: ['local.key'] }), 'known');
  assert.is(beside('aws_acm_certificate.other.arn'), 'known');
  assert.is(beside('aws_acm_certificate.other.status'), 'unknown');
});

test('a private key behind a local is the only one that there is', () => {
  const byLocal = selfSigned('a', { references: ['local.key'] });
  const direct = imported('tls_self_signed_cert.a.cert_pem');
  assert.equal(found(direct, key('a'), byLocal), [
    'EC_prime256v1',
    'local.key yields tls_private_key.a.private_key_pem',
  ]);
});

test('an expression that refers to two PEMs may choose something else, too', () => {
  const chosen: Created = {
    ...imported(),
    expressions: { certificate_body: refs('tls_self_signed_cert.a.cert_pem', 'tls_self_signed_cert.b.cert_pem') },
  };
  const assuming = 'aws_acm_certificate.site.certificate_body yields one of the texts that its expression refers to';
  const made = [key('a'), key('b'), selfSigned('a'), selfSigned('b')];
  assert.equal(found(chosen, ...made), ['EC_prime256v1', assuming]);
});

test('types that make PEM, or repeat text, could hold one; sources of PEM tell themselves', () => {
  const could = (mode: 'managed' | 'data', type: string) => couldHoldPem(FACT_SOURCES, { mode, type });
  assert.ok(could('managed', 'aws_acmpca_certificate') && could('data', 'tls_certificate') && could('data', 'http'));
  assert.not(could('managed', 'aws_vpc') || could('managed', 'tls_private_key') || could('managed', 'random_id'));
});

test.run();
