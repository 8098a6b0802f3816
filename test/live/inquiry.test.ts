import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { certificateOfText } from '../../src/facts/certificates/named-certificate.js';
import { firstRegion, inquire } from '../../src/live/inquiry.js';
import { distinctQuestions, type Inquiry, questionOf } from '../../src/live/questions.js';
import { known } from '../../src/model/value.js';
import { acmArn } from './double/account.js';
import { jsonAnswer } from './double/answer.js';
import { withDouble } from './in-process.js';
import { CALLER, ROLE } from './world.js';

const question = (arn: string) => distinctQuestions([questionOf(certificateOfText(known(arn))) ?? []].flat());
const inquiry = (more: Partial<Inquiry> = {}): Inquiry => ({
  questions: [],
  regions: [],
  sensitiveRegions: [],
  role: undefined,
  timeoutMs: 5_000,
  ...more,
});

test('what no Region decides is asked in a Region that is asked anyway, of the same partition', () => {
  assert.is(firstRegion(inquiry({ regions: ['eu-west-1'] })), 'eu-west-1');
  const iam = question('arn:aws:iam::123456789012:server-certificate/site');
  assert.is(firstRegion(inquiry({ questions: iam })), 'us-east-1');
  assert.is(firstRegion(inquiry({ questions: iam, regions: ['cn-north-1', 'eu-west-1'] })), 'eu-west-1');
  assert.is(firstRegion(inquiry({ role: 'arn:aws-us-gov:iam::123456789012:role/ci' })), 'us-gov-west-1');
  assert.is(firstRegion(inquiry({ regions: ['nonsense'] })), 'us-east-1');
});

test('an inquiry answers every question, each Region and the role', async () => {
  await withDouble(async () => {
    const questions = [acmArn('2048'), acmArn('gone')].flatMap(question);
    const answers = await inquire(inquiry({ questions, regions: ['eu-west-1', 'Europe'], role: ROLE }));
    assert.equal(
      [...answers.certificates].map(([arn, { kind }]) => [arn, kind]),
      [
        [acmArn('2048'), 'found'],
        [acmArn('gone'), 'missing'],
      ],
    );
    assert.is(answers.caller.get('eu-west-1'), 'allowed');
    assert.match(JSON.stringify(answers.caller.get('Europe')), 'is not a Region that can be asked');
    assert.equal([...answers.role], [['eu-west-1', 'allowed']]);
    assert.is(answers.identity?.arn, CALLER);
  });
});

test('a denied list is a permission that is not granted, and certificates are described one by one', async () => {
  await withDouble(
    async (calls) => {
      const answers = await inquire(inquiry({ questions: question(acmArn('2048')), regions: ['eu-west-1'] }));
      assert.is(answers.certificates.get(acmArn('2048'))?.kind, 'found');
      assert.is(answers.caller.get('eu-west-1'), 'notGranted');
      assert.ok(calls().includes('acm DescribeCertificate eu-west-1'));
    },
    ({ action }) => (action === 'ListCertificates' ? 'denied' : undefined),
  );
});

for (const [what, more] of [
  ['without any names', {}],
  [
    'with no more than its first names',
    { SubjectAlternativeNameSummaries: ['www.example.com'], HasAdditionalSubjectAlternativeNames: true },
  ],
  ['without a word on further names', { SubjectAlternativeNameSummaries: ['www.example.com'] }],
] as const) {
  test(`a certificate that the list shows ${what} is described`, async () => {
    const CertificateSummaryList = [
      { CertificateArn: acmArn('2048'), KeyAlgorithm: 'RSA_2048', DomainName: 'common.example.com', ...more },
    ];
    await withDouble(
      async (calls) => {
        const answers = await inquire(inquiry({ questions: question(acmArn('2048')), regions: ['eu-west-1'] }));
        const answer = answers.certificates.get(acmArn('2048'));
        assert.equal(answer?.kind === 'found' && answer.certificate.domainNames, ['www.example.com']);
        assert.ok(calls().includes('acm DescribeCertificate eu-west-1'));
      },
      ({ action }) => (action === 'ListCertificates' ? jsonAnswer({ CertificateSummaryList }) : undefined),
    );
  });
}

test('names are open where the list has none and nobody may describe', async () => {
  const CertificateSummaryList = [{ CertificateArn: acmArn('2048'), DomainName: 'common.example.com' }];
  await withDouble(
    async () => {
      const answers = await inquire(inquiry({ questions: question(acmArn('2048')), regions: ['eu-west-1'] }));
      const answer = answers.certificates.get(acmArn('2048'));
      assert.is(answer?.kind === 'found' && answer.certificate.domainNames, undefined);
    },
    ({ action }) => {
      if (action === 'ListCertificates') return jsonAnswer({ CertificateSummaryList });
      return action === 'DescribeCertificate' ? 'denied' : undefined;
    },
  );
});

test('after any other failure of the list nothing is described', async () => {
  await withDouble(
    async (calls) => {
      const answers = await inquire(inquiry({ questions: question(acmArn('2048')), regions: ['eu-west-1'] }));
      assert.match(JSON.stringify(answers.certificates.get(acmArn('2048'))), 'the AWS session has expired');
      assert.not.ok(calls().includes('acm DescribeCertificate eu-west-1'));
    },
    ({ action }) => (action === 'ListCertificates' ? 'expired' : undefined),
  );
});

test.run();
