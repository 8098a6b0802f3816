import { generateKeyPairSync } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  chainFacts,
  chainOf,
  keyMatches,
  readCertificatePem,
  readPrivateKeyPem,
} from '../../../src/facts/pem/pem-text.js';
import { absent, known } from '../../../src/model/value.js';
import { contextOf } from '../collect.js';
import { pem } from './texts.js';

const P224 = pem('iam-ec-p224', 'cert');
const ORDERED = pem('chain-in-order', 'cert');

test('a certificate tells its key, its names and its dates', () => {
  const { keyIdentity, ...certificate } = readCertificatePem(P224) ?? {};
  assert.equal(certificate, {
    keyAlgorithm: 'EC_secp224r1',
    domainNames: ['shop.example.com'],
    selfSigned: true,
    notBefore: new Date('2026-11-01T00:00:00Z'),
    notAfter: new Date('2027-11-01T00:00:00Z'),
  });
  assert.is(readCertificatePem(pem('acm-import-rsa-4096', 'cert'))?.keyAlgorithm, 'RSA_4096');
  assert.match(keyIdentity ?? '', /^[0-9a-f]{64}$/);
});

test('the first certificate in a text is the one that counts', () => {
  const [first, second] = [P224, pem('acm-import-rsa-4096', 'cert')];
  assert.is(readCertificatePem(`${first}\n${second}`)?.keyAlgorithm, 'EC_secp224r1');
  assert.is(readCertificatePem(`Bag Attributes\n${second}${first}`)?.keyAlgorithm, 'RSA_4096');
});

test('a text without a certificate that can be read is none', () => {
  const garbage = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  for (const text of ['', 'text', garbage, pem('iam-ec-p224', 'key')]) assert.is(readCertificatePem(text), undefined);
  assert.is(readCertificatePem(`${P224}${garbage}`), undefined);
});

test('a certificate and its private key have one identity, two keys have two', () => {
  const own = readPrivateKeyPem(pem('iam-ec-p224', 'key'));
  assert.is(own?.keyIdentity, readCertificatePem(P224)?.keyIdentity);
  assert.is(own?.keyAlgorithm, 'EC_secp224r1');
  assert.is.not(readPrivateKeyPem(pem('acm-import-rsa-4096', 'key'))?.keyIdentity, own?.keyIdentity);
});

test('keys are spelled as ACM spells them', () => {
  const spelled = (key: ReturnType<typeof generateKeyPairSync>['privateKey']) =>
    readPrivateKeyPem(key.export({ type: 'pkcs8', format: 'pem' }).toString())?.keyAlgorithm;
  assert.is(spelled(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), 'RSA_1024');
  assert.is(spelled(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey), 'EC_prime256v1');
  assert.is(spelled(generateKeyPairSync('ed25519').privateKey), 'ED25519');
});

test('an encrypted key, or a text that is none, tells nothing', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  assert.is(readPrivateKeyPem(privateKey.export(locked).toString()), undefined);
  assert.is(readPrivateKeyPem('text'), undefined);
});

test('a chain leads from the certificate to its issuers, in order', () => {
  const chain = pem('chain-in-order', 'chain');
  assert.is(chainOf(ORDERED, chain), 'ordered');
  assert.is(chainOf(pem('chain-misordered', 'cert'), pem('chain-misordered', 'chain')), 'misordered');
  assert.is(chainOf(P224, chain), 'misordered');
  assert.is(chainOf(ORDERED, `${chain}${ORDERED}`), 'containsLeaf');
  assert.is(chainOf(ORDERED, ' \n'), 'none');
  assert.is(chainOf(ORDERED, 'text'), undefined);
  assert.is(chainOf('text', chain), undefined);
});

const upload = (after: object, unknown: object = {}) =>
  contextOf({ type: 'aws_iam_server_certificate', name: 'x', after, unknown });

test('the chain of a resource is none where there is none, and unknown before apply', () => {
  const body = { certificate_body: ORDERED };
  const chainIn = (...args: Parameters<typeof upload>) => {
    const { context, first } = upload(...args);
    return chainFacts(context, first);
  };
  assert.equal(chainIn(body), known('none'));
  assert.equal(chainIn({ ...body, certificate_chain: pem('chain-in-order', 'chain') }), known('ordered'));
  assert.is(chainIn(body, { certificate_chain: true }).kind, 'unknown');
  assert.is(chainIn({ ...body, certificate_chain: 'text' }).kind, 'unknown');
});

test('the chain of a certificate that apply makes is its issuer’s, or begins with itself', () => {
  const refers = (attribute: string) => ({ references: [attribute, attribute.split('.').slice(0, 2).join('.')] });
  const chainOfMade = (body: string, chain: string) => {
    const { context, first } = contextOf(
      {
        type: 'aws_iam_server_certificate',
        name: 'x',
        after: {},
        unknown: { certificate_body: true, certificate_chain: true },
        expressions: { certificate_body: refers(body), certificate_chain: refers(chain) },
      },
      {
        type: 'tls_locally_signed_cert',
        name: 'leaf',
        after: {},
        unknown: { cert_pem: true, ca_cert_pem: true, ca_private_key_pem: true },
        expressions: {
          ca_cert_pem: refers('tls_self_signed_cert.ca.cert_pem'),
          ca_private_key_pem: refers('tls_private_key.ca.private_key_pem'),
        },
      },
      ...['ca', 'other'].map((type) => ({
        type: 'tls_private_key',
        name: type,
        after: { algorithm: 'RSA' },
        unknown: { private_key_pem: true },
      })),
      ...[
        ['ca', 'ca'],
        ['renewed', 'ca'],
        ['other', 'other'],
      ].map(([name = '', key]) => ({
        type: 'tls_self_signed_cert',
        name,
        after: {},
        unknown: { cert_pem: true, private_key_pem: true },
        expressions: { private_key_pem: refers(`tls_private_key.${key}.private_key_pem`) },
      })),
      ...['c', 'd'].map((name) => ({
        type: 'acme_certificate',
        name,
        after: {},
        unknown: { certificate_pem: true, issuer_pem: true },
      })),
    );
    const found = chainFacts(context, first);
    return found.kind === 'known' ? found.value : found.kind;
  };
  const leaf = 'tls_locally_signed_cert.leaf.cert_pem';
  assert.is(chainOfMade(leaf, 'tls_self_signed_cert.ca.cert_pem'), 'ordered');
  assert.is(chainOfMade(leaf, 'tls_locally_signed_cert.leaf.ca_cert_pem'), 'ordered');
  assert.is(chainOfMade(leaf, leaf), 'containsLeaf');
  assert.is(chainOfMade(leaf, 'tls_self_signed_cert.other.cert_pem'), 'misordered');
  assert.is(chainOfMade(leaf, 'tls_self_signed_cert.renewed.cert_pem'), 'unknown');
  assert.is(chainOfMade('tls_self_signed_cert.ca.cert_pem', 'tls_self_signed_cert.other.cert_pem'), 'misordered');
  assert.is(chainOfMade('acme_certificate.c.certificate_pem', 'tls_self_signed_cert.ca.cert_pem'), 'misordered');
  assert.is(chainOfMade(leaf, 'tls_private_key.other.private_key_pem'), 'unknown');
  assert.is(chainOfMade('acme_certificate.c.certificate_pem', 'acme_certificate.c.issuer_pem'), 'ordered');
  assert.is(chainOfMade('acme_certificate.c.certificate_pem', 'acme_certificate.d.issuer_pem'), 'unknown');
  assert.is(chainOfMade('acme_certificate.c.certificate_pem', 'acme_certificate.c.certificate_pem'), 'containsLeaf');
});

test('a private key is the certificate’s, another one, or not known', () => {
  const matches = (key: object, body: object = { certificate_body: P224 }) => {
    const { context, first } = upload({ ...body, ...key });
    return keyMatches(context, first, context.pem(first, 'certificate_body'));
  };
  assert.equal(matches({ private_key: pem('iam-ec-p224', 'key') }), known(true));
  assert.equal(matches({ private_key: pem('acm-import-rsa-4096', 'key') }), known(false));
  assert.equal(matches({}), absent);
  assert.is(matches({ private_key: 'text' }).kind, 'unknown');
  assert.is(matches({ private_key: pem('iam-ec-p224', 'key') }, {}).kind, 'unknown');
});

test('a key that a resource will make has no text to hold against a certificate’s', () => {
  const { context, first } = contextOf(
    {
      type: 'aws_iam_server_certificate',
      name: 'x',
      after: { certificate_body: P224 },
      unknown: { private_key: true },
      expressions: { private_key: { references: ['tls_private_key.k.private_key_pem', 'tls_private_key.k'] } },
    },
    { type: 'tls_private_key', name: 'k', after: { algorithm: 'RSA' }, unknown: { private_key_pem: true } },
  );
  assert.is(keyMatches(context, first, context.pem(first, 'certificate_body')).kind, 'unknown');
});

test('a certificate whose dates cannot be read is none, and no fault', () => {
  const der = Buffer.from(pem('acm-import-rsa-2048', 'cert').replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const time = der.indexOf(Buffer.from([0x17, 0x0d]));
  assert.ok(time > 0);
  der.write('99', time + 4, 'latin1');
  const text = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
  assert.is(readCertificatePem(text), undefined);
});

test.run();
