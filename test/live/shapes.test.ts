import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { certificateOfText } from '../../src/facts/certificates/named-certificate.js';
import { isFailure } from '../../src/live/answers.js';
import { inquire } from '../../src/live/inquiry.js';
import { questionOf } from '../../src/live/questions.js';
import { known } from '../../src/model/value.js';
import { ACCOUNT, acmArn } from './double/account.js';
import { queryAnswer, type WireAnswer } from './double/answer.js';
import { withDouble } from './in-process.js';
import { ROLE } from './world.js';

const LISTED = acmArn('2048');
const SERVER = `arn:aws:iam::${ACCOUNT}:server-certificate/mail/site`;

/** Everything that elbcert can ask in one run, where one action is answered by a body of another shape. */
async function ask(action: string, wrong: WireAnswer) {
  const questions = [LISTED, SERVER].flatMap((arn) => questionOf(certificateOfText(known(arn))) ?? []);
  const inquiry = { questions, regions: ['eu-west-1'], sensitiveRegions: [], role: ROLE, timeoutMs: 10_000 };
  return withDouble(
    () => inquire(inquiry),
    (call) => {
      // ACM is asked to describe what it does not list.
      if (action === 'DescribeCertificate' && call.action === 'ListCertificates')
        return json('{"CertificateSummaryList":[]}');
      return call.action === action ? wrong : undefined;
    },
  );
}

const json = (body: string, status = 200): WireAnswer => ({ status, type: 'application/x-amz-json-1.1', body });
const xml = (body: string, status = 200): WireAnswer => ({ status, type: 'text/xml', body });
const PAGE = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>';

/** What nothing of AWS ever answers. */
const NOWHERE: readonly WireAnswer[] = [
  json(''),
  json('', 204),
  json('null'),
  json('true'),
  json('7'),
  json('"text"'),
  json('[]'),
  json('{}'),
  json('{"message":"ok"}', 201),
  { status: 200, type: 'text/html', body: PAGE },
  { status: 200, type: 'text/html', body: '' },
  { status: 302, type: 'text/html', body: PAGE },
  { status: 403, type: 'text/html', body: PAGE },
  { status: 403, type: 'application/json', body: '{"message":"Forbidden"}' },
  { status: 404, type: 'text/plain', body: 'not found' },
  xml('<html><body>Sign in</body></html>'),
  xml('<Response/>'),
];

const LISTS: readonly WireAnswer[] = [
  '{"CertificateSummaryList":null}',
  '{"CertificateSummaryList":{}}',
  '{"CertificateSummaryList":"text"}',
  '{"CertificateSummaryList":7}',
  '{"CertificateSummaryList":[null]}',
  '{"CertificateSummaryList":["text"]}',
  '{"CertificateSummaryList":[[]]}',
  '{"CertificateSummaryList":[{}]}',
  '{"CertificateSummaryList":[{"CertificateArn":7}]}',
  '{"CertificateSummaryList":[{"CertificateArn":"text"}]}',
  '{"CertificateSummaryList":[],"NextToken":{}}',
].map((body) => json(body));

for (const answer of [...NOWHERE, ...LISTS]) {
  test(`nobody may list certificates by the answer ${answer.status} ${answer.type} ${answer.body}`, async () => {
    const answers = await ask('ListCertificates', answer);
    const caller = answers.caller.get('eu-west-1');
    assert.ok(caller !== undefined && isFailure(caller), JSON.stringify(caller));
    assert.match(caller.reason, 'what answered is not ACM in eu-west-1');
    assert.is(answers.certificates.get(LISTED)?.kind, 'unanswered');
  });
}

const DESCRIPTIONS: readonly WireAnswer[] = [
  '{"Certificate":null}',
  '{"Certificate":{}}',
  '{"Certificate":[]}',
  '{"Certificate":"text"}',
  `{"Certificate":{"CertificateArn":"${acmArn('4096')}","KeyAlgorithm":"RSA-2048"}}`,
].map((body) => json(body));

for (const answer of [...NOWHERE, ...DESCRIPTIONS]) {
  test(`no certificate of ACM is described by the answer ${answer.status} ${answer.type} ${answer.body}`, async () => {
    const { certificates } = await ask('DescribeCertificate', answer);
    assert.match(JSON.stringify(certificates.get(LISTED)), 'what answered is not ACM in eu-west-1');
  });
}

const metadata = (arn: string) => `<ServerCertificateMetadata><Arn>${arn}</Arn></ServerCertificateMetadata>`;
const PEM = '<CertificateBody>-----BEGIN CERTIFICATE-----</CertificateBody>';
const SERVER_CERTIFICATES: readonly WireAnswer[] = [
  '',
  '<ServerCertificate/>',
  `<ServerCertificate>${PEM}</ServerCertificate>`,
  `<ServerCertificate>${metadata('')}${PEM}</ServerCertificate>`,
  `<ServerCertificate>${metadata(SERVER)}</ServerCertificate>`,
  `<ServerCertificate>${metadata(SERVER)}<CertificateBody>text</CertificateBody></ServerCertificate>`,
  `<ServerCertificate>${metadata(`${SERVER}-2`)}${PEM}</ServerCertificate>`,
  `<ServerCertificate>${metadata(`arn:aws:iam::${ACCOUNT}:role/site`)}${PEM}</ServerCertificate>`,
].map((body) => queryAnswer('iam', 'GetServerCertificate', body));

for (const answer of [...NOWHERE, ...SERVER_CERTIFICATES]) {
  test(`no server certificate is told, or missed, by the answer ${answer.status} ${answer.type} ${answer.body}`, async () => {
    const { certificates } = await ask('GetServerCertificate', answer);
    assert.match(JSON.stringify(certificates.get(SERVER)), 'what answered is not IAM');
  });
}

const result = (decision: string, action = 'acm:ListCertificates') =>
  `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision></member>`;
const SIMULATIONS: readonly WireAnswer[] = [
  '',
  '<EvaluationResults/>',
  '<EvaluationResults><member/></EvaluationResults>',
  `<EvaluationResults>${result('')}</EvaluationResults>`,
  `<EvaluationResults>${result('constructor')}</EvaluationResults>`,
  `<EvaluationResults>${result('allowed', 's3:GetObject')}</EvaluationResults>`,
  `<EvaluationResults>${result('allowed')}${result('explicitDeny')}</EvaluationResults>`,
].map((body) => queryAnswer('iam', 'SimulatePrincipalPolicy', body));

for (const answer of [...NOWHERE, ...SIMULATIONS]) {
  test(`no role may list certificates by the answer ${answer.status} ${answer.type} ${answer.body}`, async () => {
    const { role } = await ask('SimulatePrincipalPolicy', answer);
    assert.match(JSON.stringify(role.get('eu-west-1')), 'what answered is not IAM');
  });
}

const CALLERS: readonly WireAnswer[] = [
  '',
  `<Arn>arn:aws:iam::${ACCOUNT}:user/ci</Arn>`,
  `<Account>${ACCOUNT}</Account>`,
  `<Arn>text</Arn><Account>${ACCOUNT}</Account>`,
  `<Arn>arn:aws:iam::210987654321:user/ci</Arn><Account>${ACCOUNT}</Account>`,
  '<Arn>arn:aws:iam::1:user/ci</Arn><Account>1</Account>',
].map((body) => queryAnswer('sts', 'GetCallerIdentity', body));

for (const answer of [...NOWHERE, ...CALLERS]) {
  test(`nobody is the caller by the answer ${answer.status} ${answer.type} ${answer.body}`, async () => {
    const { identity, certificates } = await ask('GetCallerIdentity', answer);
    assert.is(identity, undefined);
    assert.is(certificates.get(LISTED)?.kind, 'found');
  });
}

test.run();
