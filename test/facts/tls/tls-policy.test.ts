import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  DEFAULT_POLICY,
  isPredefinedName,
  negotiationPolicy,
  predefinedTlsPolicy,
  withMarkOf,
} from '../../../src/facts/tls/tls-policy.js';
import type { TlsPolicyFacts } from '../../../src/model/facts.js';
import { known, toPublicJson, unknown } from '../../../src/model/value.js';

/** The versions of the guide's table. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html */
const GUIDE = {
  'ELBSecurityPolicy-TLS-1-2-2017-01': 'TLSv1.2',
  'ELBSecurityPolicy-TLS-1-1-2017-01': 'TLSv1.1',
  'ELBSecurityPolicy-2016-08': 'TLSv1',
  'ELBSecurityPolicy-2015-05': 'TLSv1',
  'ELBSecurityPolicy-2015-03': 'TLSv1',
  'ELBSecurityPolicy-2015-02': 'TLSv1',
  'ELBSecurityPolicy-2014-10': 'TLSv1',
};

const NO_LONGER_LISTED = [
  'ELBSecurityPolicy-2014-01',
  'ELBSecurityPolicy-2011-08',
  'ELBSample-ELBDefaultNegotiationPolicy',
  'ELBSample-ELBDefaultCipherPolicy',
  'ELBSample-OpenSSLDefaultNegotiationPolicy',
  'ELBSample-OpenSSLDefaultCipherPolicy',
];

/** What a policy says; what becomes of it is the word of what attaches it. */
const shown = (facts: TlsPolicyFacts) => {
  const { attachment, ...said } = toPublicJson(facts);
  assert.is(attachment, null);
  return said;
};

for (const [name, minimumVersion] of Object.entries(GUIDE)) {
  test(`${name} takes ${minimumVersion} and later, with keys of both kinds`, () => {
    assert.equal(shown(predefinedTlsPolicy(name)), { name, minimumVersion, rsaCiphers: true, ecdsaCiphers: true });
  });
}

for (const name of NO_LONGER_LISTED) {
  test(`of ${name} it is known only that it has RSA ciphers`, () => {
    const reason = 'the guide no longer lists what this policy has';
    assert.equal(shown(predefinedTlsPolicy(name)), {
      name,
      minimumVersion: { unknown: reason, candidates: ['SSLv3', 'TLSv1'] },
      rsaCiphers: true,
      ecdsaCiphers: { unknown: reason },
    });
  });
}

test('a name that only looks predefined tells nothing', () => {
  for (const name of ['ELBSecurityPolicy-2099-01', 'toString']) {
    const { rsaCiphers, minimumVersion } = predefinedTlsPolicy(name);
    assert.equal([rsaCiphers.kind, minimumVersion.kind], ['unknown', 'unknown']);
  }
});

test('the default is a policy of the table', () => {
  assert.is(DEFAULT_POLICY, 'ELBSecurityPolicy-2016-08');
});

test('the names that AWS keeps for itself are known by how they begin', () => {
  for (const name of [...Object.keys(GUIDE), ...NO_LONGER_LISTED]) assert.ok(isPredefinedName(name));
  for (const name of ['mine', 'my-ELBSecurityPolicy-2016-08', 'ELBSecurityPolicy']) assert.not(isPredefinedName(name));
});

const on = (...names: readonly string[]) => names.map((name) => ({ name, value: 'true' }));

test('what the attributes of a policy enable counts, the oldest protocol first', () => {
  const attributes = [
    ...on('Protocol-TLSv1.2', 'Protocol-TLSv1.1', 'AES128-SHA'),
    { name: 'Protocol-TLSv1', value: 'false' },
  ];
  assert.equal(shown(negotiationPolicy('mine', attributes)), {
    name: 'mine',
    minimumVersion: 'TLSv1.1',
    rsaCiphers: true,
    ecdsaCiphers: false,
  });
  assert.equal(negotiationPolicy('mine', on('Protocol-SSLv3', 'Protocol-TLSv1.2')).minimumVersion, known('SSLv3'));
  assert.equal(
    negotiationPolicy('mine', [{ name: 'Protocol-TLSv1.2', value: 'TRUE' }]).minimumVersion,
    known('TLSv1.2'),
  );
});

test('the key that a cipher wants is told from its name', () => {
  const keys = (...ciphers: readonly string[]) => {
    const { rsaCiphers, ecdsaCiphers } = negotiationPolicy('mine', on('Protocol-TLSv1.2', ...ciphers));
    return [rsaCiphers, ecdsaCiphers].map((value) => value.kind === 'known' && value.value);
  };
  assert.equal(keys('ECDHE-RSA-AES128-GCM-SHA256'), [true, false]);
  assert.equal(keys('AES256-SHA'), [true, false]);
  assert.equal(keys('ECDHE-ECDSA-AES128-GCM-SHA256'), [false, true]);
  assert.equal(keys('DHE-DSS-AES128-SHA', 'ADH-AES128-SHA', 'PSK-AES256-CBC-SHA', 'KRB5-RC4-SHA'), [false, false]);
  assert.equal(keys('Server-Defined-Cipher-Order'), [false, false]);
});

test('a policy that refers to a predefined one is that one, whatever else it says', () => {
  const attributes = [
    { name: 'Reference-Security-Policy', value: 'ELBSecurityPolicy-TLS-1-2-2017-01' },
    ...on('Protocol-SSLv3'),
  ];
  assert.equal(negotiationPolicy('mine', attributes), predefinedTlsPolicy('ELBSecurityPolicy-TLS-1-2-2017-01'));
});

test('a policy without a protocol tells no version', () => {
  assert.equal(negotiationPolicy('mine', on('AES128-SHA')).minimumVersion, unknown('the policy enables no protocol'));
});

test('a name that comes from something sensitive is weighed but not shown', () => {
  const facts = predefinedTlsPolicy(DEFAULT_POLICY);
  assert.equal(withMarkOf(known('x', true), facts).name, known(DEFAULT_POLICY, true));
  assert.equal(withMarkOf(known('x', true), facts).minimumVersion, facts.minimumVersion);
  assert.is(withMarkOf(known('x'), facts), facts);
  assert.is(withMarkOf(unknown('why', { sensitive: true }), facts), facts);
});

test.run();
