import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type AcmCertificate, acmArn } from './double/account.js';
import { startDouble } from './double/double.js';
import { certificateOf, outcomes, reported } from './outcomes.js';
import { check, environment, live } from './run-live.js';
import { account, NOW, PLAN } from './world.js';

const JSON_FORMAT = ['--format', 'json'];

test('--live decides what the plan leaves open', async () => {
  const double = await startDouble(account);
  const run = await check(environment(double.url), ...JSON_FORMAT);
  await double.close();
  assert.is(run.status, 1, run.stderr);
  assert.equal(outcomes(run, 'acm-key-algorithm'), {
    'frankfurt:443': 'pass',
    'web:8001': 'pass',
    'web:8002': 'fail',
    'web:8003': 'fail',
    'web:8004': 'open',
    'web:8005': 'open',
    'web:8006': 'pass',
  });
  assert.equal(outcomes(run, 'iam-key-algorithm'), { 'mail:465': 'fail' });
  assert.is(outcomes(run, 'certificate-exists')['web:8004'], 'fail');
  assert.is(outcomes(run, 'certificate-exists')['web:8005'], undefined);
  assert.is(outcomes(run, 'certificate-expiry')['web:8002'], 'fail');
  assert.is(outcomes(run, 'certificate-expiry')['web:8001'], undefined);
  assert.is(outcomes(run, 'acm-certificate-status')['web:8006'], 'fail');
});

test('elbcert check leaves all of it open, and calls nobody, without --live', async () => {
  const double = await startDouble(account);
  const run = await live(['check', '--format', 'json', '--now', NOW, PLAN], environment(double.url));
  await double.close();
  assert.equal(double.calls, []);
  assert.is(run.status, 0);
  assert.equal(new Set(Object.values(outcomes(run, 'acm-key-algorithm'))), new Set(['open']));
  assert.equal(reported(run).deployers, []);
});

test('--live fills every fact that AWS tells', async () => {
  const double = await startDouble(account);
  const run = await live(['facts', '--live', '--now', NOW, PLAN], environment(double.url));
  await double.close();
  const { exists, type, keyAlgorithm, domainNames, notAfter, daysUntilExpiry, renewal, issuance, inUse } =
    certificateOf(run, 8002);
  assert.equal(
    { exists, type, keyAlgorithm, domainNames, notAfter, daysUntilExpiry, renewal, issuance, inUse },
    {
      exists: true,
      type: 'imported',
      keyAlgorithm: 'RSA_4096',
      domainNames: ['big.example.com'],
      notAfter: '2026-12-01T00:00:00Z',
      daysUntilExpiry: 7,
      renewal: 'manual',
      issuance: 'issued',
      inUse: false,
    },
  );
  assert.is(certificateOf(run, 8001)['inUse'], true);
  assert.is(certificateOf(run, 8001)['renewal'], 'automatic');
  assert.is(certificateOf(run, 8004)['exists'], false);
});

test('--live asks for the list once a Region, and describes only what it lacks', async () => {
  const double = await startDouble(account);
  await check(environment(double.url));
  await double.close();
  const acm = double.calls.filter(({ service }) => service === 'acm');
  assert.equal(
    acm
      .filter(({ action }) => action === 'ListCertificates')
      .map(({ region }) => region)
      .sort(),
    ['eu-central-1', 'eu-west-1'],
  );
  const described = acm.filter(({ action }) => action === 'DescribeCertificate');
  assert.equal(
    described.map(({ input }) => input['CertificateArn']),
    [acmArn('dead')],
  );
  const others = double.calls.filter(({ service }) => service !== 'acm').map(({ action }) => action);
  assert.equal(others.sort(), ['GetCallerIdentity', 'GetServerCertificate']);
});

test('--live finds a certificate on the third page', async () => {
  const filler = Array.from(
    { length: 2_100 },
    (_, at): AcmCertificate => ({
      arn: acmArn(`f${at}`),
      keyAlgorithm: 'RSA_2048',
      domainName: `${at}.example.com`,
    }),
  );
  const double = await startDouble({ ...account, certificates: [...filler, ...account.certificates] });
  const run = await check(environment(double.url), ...JSON_FORMAT);
  await double.close();
  assert.is(outcomes(run, 'acm-key-algorithm')['web:8002'], 'fail');
  const pages = double.calls.filter(({ action, region }) => action === 'ListCertificates' && region === 'eu-west-1');
  assert.equal(
    pages.map(({ input }) => input['NextToken']),
    [undefined, '1000', '2000'],
  );
});

test('--live describes what no list shows, and reads RSA-4096 as RSA_4096', async () => {
  const unlisted = account.certificates.map((certificate) => ({ ...certificate, unlisted: true }));
  const double = await startDouble({ ...account, certificates: unlisted });
  const run = await check(environment(double.url), ...JSON_FORMAT);
  await double.close();
  assert.is(certificateOf(run, 8002)['keyAlgorithm'], 'RSA_4096');
  assert.is(outcomes(run, 'acm-key-algorithm')['web:8002'], 'fail');
  assert.is(outcomes(run, 'acm-key-algorithm')['web:8001'], 'pass');
});

test('--live describes a certificate with more names than the list tells', async () => {
  const names = Array.from({ length: 101 }, (_, at) => `${at}.example.com`);
  const certificates = [{ arn: acmArn('2048'), keyAlgorithm: 'RSA_2048', domainName: '0.example.com', names }];
  const double = await startDouble({ ...account, certificates });
  const run = await check(environment(double.url), ...JSON_FORMAT);
  await double.close();
  assert.equal(certificateOf(run, 8001)['domainNames'], names);
});

test('--live takes a server certificate of another path for another certificate', async () => {
  const [mail] = account.serverCertificates ?? [];
  const moved = { body: mail?.body ?? '', arn: `arn:aws:iam::${account.id}:server-certificate/elsewhere/site` };
  const double = await startDouble({ ...account, serverCertificates: [moved] });
  const run = await check(environment(double.url), ...JSON_FORMAT);
  await double.close();
  assert.is(outcomes(run, 'certificate-exists')['mail:465'], 'fail');
});

test('--live does not say that a certificate is missing where the caller’s account is not known', async () => {
  const double = await startDouble(account, ({ service }) => (service === 'sts' ? 'denied' : undefined));
  const run = await check(environment(double.url), ...JSON_FORMAT);
  await double.close();
  assert.is(outcomes(run, 'certificate-exists')['web:8004'], undefined);
  assert.is(outcomes(run, 'certificate-exists')['web:8001'], 'pass');
  assert.match(reported(run).notes.join('\n'), /web listener 8004.*: STS in eu-\w+-1 does not let the caller/);
});

test('--live asks nobody about a plan that has nothing to ask', async () => {
  const double = await startDouble(account);
  const run = await live(['check', '--live', 'test/golden/plain-http/plan.json'], environment(double.url));
  await double.close();
  assert.equal(double.calls, []);
  assert.is(run.stderr, '');
});

test('--live answers in one Region although another fails', async () => {
  const double = await startDouble(account, ({ service, region }) =>
    service === 'acm' && region === 'eu-central-1' ? 'failing' : undefined,
  );
  const run = await check(environment(double.url), ...JSON_FORMAT);
  await double.close();
  const verdicts = outcomes(run, 'acm-key-algorithm');
  assert.equal([verdicts['frankfurt:443'], verdicts['web:8002']], ['open', 'fail']);
  assert.match(run.stderr, /looked up 6 of 8 certificates in AWS/);
});

test.run();
