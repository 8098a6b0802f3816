import { generateKeyPairSync } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contentOf } from '../../../src/facts/pem/pem-content.js';
import { known } from '../../../src/model/value.js';
import { pem } from './texts.js';

const block = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;
const content = (text: string) => contentOf(text, 'private_key');

test('the label of a block tells what it holds', () => {
  assert.equal(content(pem('iam-ec-p224', 'cert')), known('certificate'));
  assert.equal(content(pem('iam-ec-p224', 'key')), known('privateKey'));
  assert.equal(content(block('CERTIFICATE REQUEST')), known('request'));
  assert.equal(content(block('RSA PUBLIC KEY')), known('publicKey'));
  assert.equal(content(block('OPENSSH PRIVATE KEY')), known('openSshKey'));
  assert.equal(content('certs/site.key'), known('nothing'));
});

test('several certificates are several, and parameters before a key are none of it', () => {
  assert.equal(content(block('CERTIFICATE') + block('CERTIFICATE')), known('certificates'));
  assert.equal(content(block('EC PARAMETERS') + block('EC PRIVATE KEY')), known('privateKey'));
});

test('a key with a passphrase is encrypted, in either format', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const lock = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  assert.equal(content(privateKey.export({ ...lock, type: 'pkcs8' }).toString()), known('encryptedKey'));
  assert.equal(content(privateKey.export({ ...lock, type: 'sec1' }).toString()), known('encryptedKey'));
});

test('PEM of several kinds, and a digest in the place of the text, tell nothing', () => {
  assert.is(content(block('CERTIFICATE') + block('PRIVATE KEY')).kind, 'unknown');
  assert.is(content('da39a3ee5e6b4b0d3255bfef95601890afd80709').kind, 'unknown');
});

test.run();
