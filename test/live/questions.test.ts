import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { certificateOfText } from '../../src/facts/certificates/named-certificate.js';
import { distinctQuestions, questionOf, questionsOf } from '../../src/live/questions.js';
import type { CertificateFacts } from '../../src/model/facts.js';
import type { Action } from '../../src/model/plan.js';
import { absent, known, unknown } from '../../src/model/value.js';
import { certificate, listener } from '../report/build.js';
import { acmArn } from './double/account.js';

const literal = certificateOfText(known(acmArn('1')));

test('a question says where AWS keeps the certificate', () => {
  const mail = 'arn:aws-cn:iam::123456789012:server-certificate/mail/site';
  const { source, partition, region, account, name } = questionOf(certificateOfText(known(mail))) ?? {};
  assert.equal([source, partition, region, account, name], ['iam', 'aws-cn', '', '123456789012', 'site']);
  assert.is(questionOf(literal)?.region, 'eu-west-1');
});

test('--live asks about a certificate that the plan leaves as it is, and about none that it changes', () => {
  const managed = (action: Action): CertificateFacts => ({
    ...certificate(),
    keyAlgorithm: unknown('the PEM is not in the plan'),
    action: known(action),
  });
  for (const action of ['no-op', 'import', 'read', 'state'] as const) assert.ok(questionOf(managed(action)), action);
  for (const action of ['create', 'update', 'replace', 'delete', 'forget'] as const) {
    assert.is(questionOf(managed(action)), undefined, action);
  }
});

test('--live asks nothing of what is known, of guesses and of what is no certificate', () => {
  assert.is(questionOf(certificate({ action: known('no-op') })), undefined);
  assert.is(questionOf({ ...literal, arn: unknown('known after apply', { candidates: [acmArn('1')] }) }), undefined);
  assert.is(questionOf(certificateOfText(known('arn:aws:s3:::certificates'))), undefined);
  assert.is(questionOf({ ...literal, source: absent }), undefined);
});

test('a certificate of which only its use is unknown is not essential', () => {
  const used = certificate({ action: known('no-op'), inUse: unknown('x') });
  assert.is(questionOf(used)?.isEssential, false);
  assert.is(questionOf({ ...used, keyAlgorithm: unknown('x') })?.isEssential, true);
});

test('each certificate that a listener may have is asked about', () => {
  const other = certificateOfText(known(acmArn('2')));
  const either = certificate({ alternatives: [literal, certificate(), other] });
  assert.equal(
    questionsOf(listener({ certificate: either }).facts).map(({ arn }) => arn),
    [acmArn('1'), acmArn('2')],
  );
});

test('a certificate of several listeners is one question, essential where any listener needs it', () => {
  const question = questionOf(literal);
  assert.ok(question !== undefined);
  const minor = { ...question, isEssential: false };
  assert.equal(distinctQuestions([minor, question, minor]), [question]);
  assert.equal(distinctQuestions([minor, minor]), [minor]);
});

test.run();
