import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eitherCertificate, unknownCertificate } from '../../src/facts/certificates/certificate.js';
import { known } from '../../src/model/value.js';

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
