import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { certificateOfText } from '../../src/facts/certificates/named-certificate.js';
import { evaluateStrictly, loadPolicies } from '../../src/judge/index.js';
import type { Answer, LiveCertificate } from '../../src/live/answers.js';
import { fillListener } from '../../src/live/fill.js';
import { FILLABLE, questionsOf } from '../../src/live/questions.js';
import type { CertificateFacts } from '../../src/model/facts.js';
import { known, unknown, type Value } from '../../src/model/value.js';
import { certificate, listener } from '../report/build.js';
import { acmArn } from './double/account.js';

const policies = loadPolicies({ policyPaths: [], disable: [] }).filter(({ subjects }) => subjects.includes('listener'));
const literal = certificateOfText(known(acmArn('1')));
const facts = (of: CertificateFacts) => listener({ certificate: of }).facts;

const told: fc.Arbitrary<LiveCertificate> = fc.record({
  keyAlgorithm: fc.constantFrom('RSA_2048', 'RSA_4096', 'EC_prime256v1', undefined),
  type: fc.constantFrom('requested', 'imported', 'privateCa', undefined),
  domainNames: fc.constantFrom(['www.example.com'], [], undefined),
  notBefore: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
  notAfter: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
  issuance: fc.constantFrom('issued', 'expired', undefined),
  inUse: fc.constantFrom(true, false, undefined),
});
const answer: fc.Arbitrary<Answer> = fc.oneof(
  told.map((found): Answer => ({ kind: 'found', certificate: found })),
  fc.constant<Answer>({ kind: 'missing' }),
  fc.constant<Answer>({ kind: 'unanswered', failure: { kind: 'cut', reason: 'cut', remedy: '' } }),
);

/** A literal certificate of which some facts are known all the same. */
const partlyKnown = fc.subarray([...FILLABLE]).map(
  (names): CertificateFacts => ({
    ...literal,
    ...Object.fromEntries(names.map((name) => [name, certificate()[name]])),
  }),
);

test('what AWS tells never turns a pass into a fail, nor a fail into a pass', () => {
  fc.assert(
    fc.property(partlyKnown, answer, (before, given) => {
      const after = fillListener(facts(before), new Map([[acmArn('1'), given]]));
      for (const policy of policies) {
        const [was, is] = [evaluateStrictly(policy, facts(before)).outcome, evaluateStrictly(policy, after).outcome];
        if (was === 'pass') assert.not.equal(is, 'fail', policy.id);
        if (was === 'fail') assert.is(is, 'fail', policy.id);
      }
    }),
  );
});

test('what the plan knows stays as the plan knows it', () => {
  fc.assert(
    fc.property(partlyKnown, answer, (before, given) => {
      const after = fillListener(facts(before), new Map([[acmArn('1'), given]])).certificate;
      for (const name of FILLABLE) if (before[name].kind === 'known') assert.equal(after[name], before[name]);
    }),
  );
});

function reasonOf(value: Value<unknown>): string | undefined {
  return value.kind === 'unknown' ? value.reason : undefined;
}

function remedyOf(value: Value<unknown>): string | undefined {
  return value.kind === 'unknown' ? value.remedy : undefined;
}

test('a failed look-up decides nothing, and no longer proposes --live', () => {
  const failed: Answer = { kind: 'unanswered', failure: { kind: 'cut', reason: 'cut', remedy: '' } };
  const { keyAlgorithm, exists } = fillListener(facts(literal), new Map([[acmArn('1'), failed]])).certificate;
  assert.is(reasonOf(keyAlgorithm), 'the plan has only the ARN of the certificate, and AWS did not answer');
  assert.is(remedyOf(keyAlgorithm), undefined);
  assert.is(exists.kind, 'unknown');
});

test('--live fills the one of several certificates that AWS knows', () => {
  const other = certificate();
  const either: CertificateFacts = {
    ...literal,
    arn: unknown('one of two'),
    keyAlgorithm: unknown('one of two'),
    alternatives: [literal, other],
  };
  const found: Answer = {
    kind: 'found',
    certificate: {
      keyAlgorithm: 'RSA_2048',
      type: 'imported',
      domainNames: undefined,
      notBefore: undefined,
      notAfter: undefined,
      issuance: undefined,
      inUse: undefined,
    },
  };
  assert.equal(
    questionsOf(facts(either)).map(({ arn }) => arn),
    [acmArn('1')],
  );
  const filled = fillListener(facts(either), new Map([[acmArn('1'), found]])).certificate;
  assert.equal(filled.keyAlgorithm, known('RSA_2048'));
});

test('a certificate that AWS does not have is missing, and its other facts stay unknown', () => {
  const after = fillListener(facts(literal), new Map([[acmArn('1'), { kind: 'missing' }]])).certificate;
  assert.equal(after.exists, known(false));
  assert.is(reasonOf(after.keyAlgorithm), 'AWS has no such certificate to look at');
});

test('a certificate that is elsewhere is unknown for that reason', () => {
  const failure = { kind: 'elsewhere', reason: 'it is in another account', remedy: 'x' } as const;
  const after = fillListener(facts(literal), new Map([[acmArn('1'), { kind: 'unanswered', failure }]])).certificate;
  assert.equal(after.exists, unknown('it is in another account'));
});

test('what AWS says decides dates, renewal and use', () => {
  const certificate: LiveCertificate = {
    keyAlgorithm: undefined,
    type: 'imported',
    domainNames: ['a.example.com'],
    notBefore: undefined,
    notAfter: new Date('2026-01-11T00:00:00Z'),
    issuance: 'issued',
    inUse: false,
  };
  const after = fillListener(facts(literal), new Map([[acmArn('1'), { kind: 'found', certificate }]])).certificate;
  assert.equal(after.exists, known(true));
  assert.equal(after.notAfter, known('2026-01-11T00:00:00Z'));
  assert.equal(after.daysUntilExpiry, known(10));
  assert.equal(after.renewal, known('manual'));
  assert.equal(after.inUse, known(false));
  assert.equal(after.keyAlgorithm, unknown('AWS was asked, and does not tell'));
});

test.run();
