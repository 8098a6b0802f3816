import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Created, certificateIn, contextOf } from '../collect.js';
import { pem } from '../pem/texts.js';

const UNKNOWN_ARN = { arn: true, id: true };

const requested = (after: object = {}, more: Partial<Created> = {}): Created => ({
  type: 'aws_acm_certificate',
  name: 'c',
  after: { domain_name: 'www.example.com', ...after },
  unknown: UNKNOWN_ARN,
  ...more,
});

const why = (value: unknown) => (value as { readonly unknown?: string }).unknown ?? value;

test('a requested certificate is ACM’s, where its provider is, and not yet used', () => {
  const facts = certificateIn(requested());
  assert.is(facts['source'], 'acm');
  assert.is(facts['region'], 'eu-west-1');
  assert.is(facts['address'], 'aws_acm_certificate.c');
  assert.is(facts['origin'], 'managed');
  assert.is(facts['type'], 'requested');
  assert.is(facts['renewal'], 'automatic');
  assert.is(facts['issuance'], 'notAwaited');
  assert.is(facts['inUse'], false);
  assert.is(facts['action'], 'create');
  assert.is(why(facts['arn']), 'known after apply: aws_acm_certificate.c.arn');
  assert.is(why(facts['notAfter']), 'set when aws_acm_certificate.c is issued');
  assert.equal([facts['keyMatches'], facts['chain'], facts['alternatives']], [null, null, null]);
});

test('its key is what it asks for, or ACM’s default', () => {
  const keyOf = (after: object, more: Partial<Created> = {}) => certificateIn(requested(after, more))['keyAlgorithm'];
  assert.is(keyOf({}), 'RSA_2048');
  assert.is(keyOf({ key_algorithm: 'EC_prime256v1' }), 'EC_prime256v1');
  assert.is(keyOf({ key_algorithm: 'RSA-2048' }), 'RSA_2048');
  assert.is(keyOf({}, { unknown: { ...UNKNOWN_ARN, key_algorithm: true } }), 'RSA_2048');
  const open = { key_algorithm: { references: ['var.key'] } };
  assert.match(why(keyOf({}, { unknown: { key_algorithm: true }, expressions: open })) as string, /known after apply/);
});

test('its names are the domain and the others, each once', () => {
  const namesOf = (after: object, more: Partial<Created> = {}) => certificateIn(requested(after, more))['domainNames'];
  assert.equal(namesOf({}), ['www.example.com']);
  assert.equal(namesOf({ subject_alternative_names: ['www.example.com', 'example.com'] }), [
    'www.example.com',
    'example.com',
  ]);
  assert.equal(namesOf({}, { unknown: { subject_alternative_names: true } }), ['www.example.com']);
  const open = { subject_alternative_names: { references: ['var.names'] } };
  assert.ok(why(namesOf({}, { unknown: { subject_alternative_names: true }, expressions: open })));
});

test('ACM’s own status counts where it is known', () => {
  assert.is(
    certificateIn(requested({ status: 'PENDING_VALIDATION' }, { actions: ['no-op'], before: {} }))['issuance'],
    'pendingValidation',
  );
});

test('a certificate of a private CA is issued at once', () => {
  const facts = certificateIn(
    requested({ certificate_authority_arn: 'arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/x' }),
  );
  assert.equal([facts['type'], facts['issuance'], facts['renewal']], ['privateCa', 'issued', 'automatic']);
});

test('an imported certificate tells what its PEM tells', () => {
  const body = { certificate_body: pem('iam-ec-p224', 'cert'), private_key: pem('iam-ec-p224', 'key') };
  const facts = certificateIn(requested({ domain_name: null, ...body }));
  assert.equal([facts['type'], facts['issuance'], facts['renewal']], ['imported', 'issued', 'manual']);
  assert.equal([facts['keyAlgorithm'], facts['keyMatches'], facts['chain']], ['EC_secp224r1', true, 'none']);
  assert.equal(facts['domainNames'], ['shop.example.com']);
  assert.equal([facts['notAfter'], facts['daysUntilExpiry']], ['2027-11-01T00:00:00Z', 342]);
});

test('one that was imported earlier keeps its dates, and its key is not in the plan', () => {
  const facts = certificateIn(
    requested(
      { type: 'IMPORTED', not_after: '2026-12-24T00:00:00Z', arn: 'arn' },
      { actions: ['no-op'], before: {}, unknown: {} },
    ),
  );
  assert.is(facts['type'], 'imported');
  assert.is(facts['daysUntilExpiry'], 30);
  assert.match(why(facts['keyAlgorithm']) as string, /was imported, and its PEM is not in the plan/);
  assert.match(why(facts['inUse']) as string, /does not tell what uses/);
});

const looked = (after: object = {}): Created => ({
  type: 'aws_acm_certificate',
  name: 'c',
  mode: 'data',
  after,
  unknown: UNKNOWN_ARN,
  actions: ['read'],
});

test('a look-up in ACM finds RSA keys up to 2048 unless it names key types', () => {
  const keyOf = (after: object) => certificateIn(looked(after))['keyAlgorithm'];
  assert.equal((keyOf({}) as { candidates: unknown }).candidates, ['RSA_1024', 'RSA_2048']);
  assert.is(keyOf({ key_types: ['EC_prime256v1'] }), 'EC_prime256v1');
  assert.equal((keyOf({ key_types: ['RSA_2048', 'RSA-4096'] }) as { candidates: unknown }).candidates, [
    'RSA_2048',
    'RSA_4096',
  ]);
});

test('it finds issued certificates unless it names statuses', () => {
  const statusOf = (after: object) => certificateIn(looked(after))['issuance'];
  assert.is(statusOf({}), 'issued');
  assert.is(statusOf({ statuses: ['PENDING_VALIDATION'] }), 'pendingValidation');
  assert.is(statusOf({ status: 'EXPIRED', statuses: ['ISSUED', 'EXPIRED'] }), 'expired');
  assert.equal((statusOf({ statuses: ['ISSUED', 'EXPIRED'] }) as { candidates: unknown }).candidates, [
    'issued',
    'expired',
  ]);
});

test('it finds the types that it names, and the domain', () => {
  const facts = certificateIn(looked({ domain: 'www.example.com', types: ['IMPORTED'] }));
  assert.equal([facts['origin'], facts['type'], facts['renewal']], ['data', 'imported', 'manual']);
  assert.match(why(facts['domainNames']) as string, /does not tell all names/);
  assert.equal(facts['knownNames'], ['www.example.com']);
  assert.is(certificateIn(looked({ types: ['PRIVATE'] }))['type'], 'privateCa');
  assert.is(certificateIn(looked({ types: ['AMAZON_ISSUED'] }))['renewal'], 'automatic');
  assert.match(why(certificateIn(looked())['type']) as string, /does not say whether the certificate was imported/);
});

test('what a look-up has read of the certificate wins over its filters', () => {
  const facts = certificateIn(looked({ certificate: pem('iam-ec-p224', 'cert'), key_types: ['RSA_2048'] }));
  assert.is(facts['keyAlgorithm'], 'EC_secp224r1');
  assert.equal(facts['domainNames'], ['shop.example.com']);
});

const uploaded = (after: object, more: Partial<Created> = {}): Created => ({
  type: 'aws_iam_server_certificate',
  name: 'c',
  after,
  unknown: { arn: true },
  ...more,
});

test('an uploaded certificate is IAM’s, of no Region, and nobody renews it', () => {
  const body = { certificate_body: pem('iam-ec-p224', 'cert'), private_key: pem('acm-import-rsa-4096', 'key') };
  const facts = certificateIn(uploaded(body));
  assert.equal(
    [facts['source'], facts['region'], facts['type'], facts['renewal']],
    ['iam', null, 'uploaded', 'manual'],
  );
  assert.equal([facts['issuance'], facts['inUse'], facts['action']], [null, null, 'create']);
  assert.equal([facts['keyAlgorithm'], facts['keyMatches'], facts['chain']], ['EC_secp224r1', false, 'none']);
});

test('IAM’s own date of expiry wins over that in the PEM', () => {
  const body = { certificate_body: pem('iam-ec-p224', 'cert'), expiration: '2026-12-24T00:00:00Z' };
  const facts = certificateIn(uploaded(body, { actions: ['no-op'], before: {} }));
  assert.equal([facts['notAfter'], facts['daysUntilExpiry']], ['2026-12-24T00:00:00Z', 30]);
});

test('a look-up in IAM tells its date under another name, and no key pair', () => {
  const facts = certificateIn(
    uploaded({ expiration_date: '2026-12-24T00:00:00Z' }, { mode: 'data', actions: ['read'] }),
  );
  assert.equal([facts['origin'], facts['daysUntilExpiry']], ['data', 30]);
  assert.equal([facts['keyMatches'], facts['chain'], facts['action']], [null, null, null]);
  assert.match(why(facts['keyAlgorithm']) as string, /PEM of data.aws_iam_server_certificate.c is not in the plan/);
});

test('a validation is no certificate itself, and a certificate is described once', () => {
  const validation = contextOf({ type: 'aws_acm_certificate_validation', name: 'v', after: {} });
  assert.is(validation.context.certificate(validation.first), undefined);
  const { context, first } = contextOf(requested());
  assert.is(context.certificate(first), context.certificate(first));
});

test.run();
