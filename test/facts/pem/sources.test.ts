import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { toPublicJson } from '../../../src/model/value.js';
import { type Created, contextOf } from '../collect.js';
import { pem } from './texts.js';

/** What is known of the body of a certificate that is uploaded from another resource’s attribute. */
function bodyFrom(reference: string, ...others: readonly Created[]) {
  const { context, first } = contextOf(
    {
      type: 'aws_iam_server_certificate',
      name: 'x',
      after: {},
      unknown: { certificate_body: true },
      expressions: { certificate_body: { references: [reference, reference.split('.').slice(0, 2).join('.')] } },
    },
    ...others,
  );
  const found = context.pem(first, 'certificate_body');
  const facts: Readonly<Record<string, unknown>> = toPublicJson(found ?? {});
  return { facts, keyIdentity: found?.keyIdentity, trace: found?.trace };
}

const key = (after: object): Created => ({
  type: 'tls_private_key',
  name: 'k',
  after,
  unknown: { private_key_pem: true },
});
const ofKey = { references: ['tls_private_key.k.private_key_pem', 'tls_private_key.k'] };
const ofRequest = { references: ['tls_cert_request.r.cert_request_pem', 'tls_cert_request.r'] };

const made = (
  type: string,
  name: string,
  after: object,
  expressions: object = { private_key_pem: ofKey },
): Created => ({
  type,
  name,
  after,
  unknown: { private_key_pem: true, cert_request_pem: true, cert_pem: true },
  expressions,
});

test('tls_private_key makes the key that its algorithm names, whatever the defaults of the others', () => {
  const algorithm = (after: object) => bodyFrom('tls_private_key.k.private_key_pem', key(after)).facts['keyAlgorithm'];
  assert.is(algorithm({ algorithm: 'RSA', rsa_bits: 4096, ecdsa_curve: 'P224' }), 'RSA_4096');
  assert.is(algorithm({ algorithm: 'RSA' }), 'RSA_2048');
  assert.is(algorithm({ algorithm: 'ECDSA', rsa_bits: 2048 }), 'EC_secp224r1');
  assert.is(algorithm({ algorithm: 'ECDSA', ecdsa_curve: 'P224' }), 'EC_secp224r1');
  assert.is(algorithm({ algorithm: 'ECDSA', ecdsa_curve: 'P256' }), 'EC_prime256v1');
  assert.is(algorithm({ algorithm: 'ECDSA', ecdsa_curve: 'P384' }), 'EC_secp384r1');
  assert.is(algorithm({ algorithm: 'ECDSA', ecdsa_curve: 'P521' }), 'EC_secp521r1');
  assert.is(algorithm({ algorithm: 'ED25519' }), 'ED25519');
});

test('tls_self_signed_cert has the key behind it, its own names, and only the length of its life', () => {
  const found = bodyFrom(
    'tls_self_signed_cert.c.cert_pem',
    key({ algorithm: 'ECDSA', ecdsa_curve: 'P256' }),
    made('tls_self_signed_cert', 'c', {
      dns_names: ['a.example.com'],
      validity_period_hours: 25,
      subject: [{ common_name: 'cn' }],
    }),
  );
  assert.is(found.facts['keyAlgorithm'], 'EC_prime256v1');
  assert.equal(found.facts['domainNames'], ['a.example.com']);
  assert.is(found.facts['daysUntilExpiry'], 1);
  assert.equal(found.facts['notAfter'], { unknown: 'set when tls_self_signed_cert.c is made' });
  assert.is(found.keyIdentity, 'made by tls_private_key.k');
  assert.equal(found.trace, ['tls_self_signed_cert.c', 'tls_private_key.k']);
});

test('without other names the common name is the name', () => {
  const names = (after: object) =>
    bodyFrom('tls_self_signed_cert.c.cert_pem', key({ algorithm: 'RSA' }), made('tls_self_signed_cert', 'c', after))
      .facts['domainNames'];
  assert.equal(names({ subject: [{ common_name: 'www.example.com' }] }), ['www.example.com']);
  assert.equal(names({ dns_names: [], subject: [{ common_name: 'www.example.com' }] }), ['www.example.com']);
  assert.equal(names({}), []);
});

test('tls_locally_signed_cert has the key and the names of its request', () => {
  const found = bodyFrom(
    'tls_locally_signed_cert.c.cert_pem',
    key({ algorithm: 'RSA', rsa_bits: 3072 }),
    made('tls_cert_request', 'r', { dns_names: ['r.example.com'] }),
    made('tls_locally_signed_cert', 'c', {}, { cert_request_pem: ofRequest }),
  );
  assert.is(found.facts['keyAlgorithm'], 'RSA_3072');
  assert.equal(found.facts['domainNames'], ['r.example.com']);
  assert.equal(found.trace, ['tls_locally_signed_cert.c', 'tls_cert_request.r', 'tls_private_key.k']);
});

test('a request that is not in the plan tells neither key nor names', () => {
  const signed = made('tls_locally_signed_cert', 'c', {}, { cert_request_pem: { references: ['var.request'] } });
  const found = bodyFrom('tls_locally_signed_cert.c.cert_pem', signed);
  assert.equal(found.facts['domainNames'], {
    unknown: 'the request behind tls_locally_signed_cert.c is not in the plan',
  });
  assert.ok(Object.hasOwn(Object(found.facts['keyAlgorithm']), 'unknown'));
});

test('a certificate that is signed by itself through others is unknown', () => {
  const one = made(
    'tls_self_signed_cert',
    'c',
    {},
    { private_key_pem: { references: ['tls_self_signed_cert.c.cert_pem', 'tls_self_signed_cert.c'] } },
  );
  const found = bodyFrom('tls_self_signed_cert.c.cert_pem', one);
  assert.match(JSON.stringify(found.facts['keyAlgorithm']), /leads back to itself/);
});

const acme = (after: object): Created => ({
  type: 'acme_certificate',
  name: 'c',
  after,
  unknown: { certificate_pem: true, issuer_pem: true },
});

test('acme_certificate has the key type that it asks for, RSA 2048 where it asks for none', () => {
  const algorithm = (after: object) =>
    bodyFrom('acme_certificate.c.certificate_pem', acme(after)).facts['keyAlgorithm'];
  assert.is(algorithm({}), 'RSA_2048');
  assert.is(algorithm({ key_type: '4096' }), 'RSA_4096');
  assert.is(algorithm({ key_type: 'P256' }), 'EC_prime256v1');
  assert.is(algorithm({ key_type: 'P384' }), 'EC_secp384r1');
});

test('acme_certificate is for its common name and the others, each once', () => {
  const after = { common_name: 'example.com', subject_alternative_names: ['example.com', 'www.example.com'] };
  const found = bodyFrom('acme_certificate.c.certificate_pem', acme(after));
  assert.equal(found.facts['domainNames'], ['example.com', 'www.example.com']);
  assert.is(found.keyIdentity, 'made by acme_certificate.c');
});

test('the issuer of an acme_certificate has another key, of which the plan tells nothing', () => {
  const found = bodyFrom('acme_certificate.c.issuer_pem', acme({ key_type: 'P256' }));
  assert.match(JSON.stringify(found.facts['keyAlgorithm']), /the issuer of acme_certificate.c is not in the plan/);
  assert.is(found.keyIdentity, 'made by an ACME issuer');
});

test('an attribute that holds no PEM of the type tells nothing', () => {
  const found = bodyFrom('tls_private_key.k.id', key({ algorithm: 'RSA' }));
  assert.match(JSON.stringify(found.facts['keyAlgorithm']), /known after apply/);
});

test('known text is read where it stands', () => {
  const { context, first } = contextOf({
    type: 'aws_iam_server_certificate',
    name: 'x',
    after: { certificate_body: pem('iam-ec-p224', 'cert'), private_key: pem('iam-ec-p224', 'key'), path: 'text' },
  });
  const found = context.pem(first, 'certificate_body');
  assert.equal(toPublicJson(found ?? {})['notAfter'], '2027-11-01T00:00:00Z');
  assert.equal(toPublicJson(found ?? {})['daysUntilExpiry'], 342);
  assert.is(context.pem(first, 'private_key')?.keyIdentity, found?.keyIdentity);
  assert.match(JSON.stringify(context.pem(first, 'path')), /holds no PEM that can be read/);
  assert.is(context.pem(first, 'certificate_chain'), undefined);
});

test('the names in a text that is marked sensitive are not shown', () => {
  const { context, first } = contextOf({
    type: 'aws_iam_server_certificate',
    name: 'x',
    after: { certificate_body: pem('iam-ec-p224', 'cert') },
    sensitive: { certificate_body: true },
  });
  assert.equal(toPublicJson(context.pem(first, 'certificate_body') ?? {})['domainNames'], { sensitive: true });
});

test.run();
