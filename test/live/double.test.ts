import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { acmArn } from './double/account.js';
import { ACCESS_KEY_ID, type FaultOf, startDouble } from './double/double.js';
import type { Fault } from './double/faults.js';
import { account, CALLER, ROLE } from './world.js';

/** Debian's: `apt-get install python3-boto3`. */
const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
const JUDGE = fileURLToPath(new URL('double/judge.py', import.meta.url));

interface Judgement {
  readonly caller: Readonly<Record<string, unknown>>;
  readonly default: { readonly CertificateSummaryList: readonly Readonly<Record<string, unknown>>[] };
  readonly pages: readonly (readonly string[])[];
  readonly listed: { readonly CertificateSummaryList: readonly Readonly<Record<string, unknown>>[] };
  readonly described: { readonly Certificate: Readonly<Record<string, unknown>> };
  readonly missing: unknown;
  readonly badToken: unknown;
  readonly server: {
    readonly ServerCertificate: {
      readonly CertificateBody: string;
      readonly ServerCertificateMetadata: Readonly<Record<string, unknown>>;
    };
  };
  readonly noServer: unknown;
  readonly simulated: { readonly EvaluationResults: readonly Readonly<Record<string, unknown>>[] };
  /** How many answers of ACM were held against its model. */
  readonly rawAnswers: number;
  readonly unknownMembers: readonly string[];
}

/** What AWS's own client for Python reads from the double. */
async function judge(faultOf: FaultOf = () => undefined): Promise<Judgement> {
  const double = await startDouble(account, faultOf);
  const env = {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  try {
    const { stdout } = await promisify(execFile)('python3', [JUDGE, double.url, acmArn('4096'), 'site', ROLE], {
      env: env as NodeJS.ProcessEnv,
    });
    return JSON.parse(stdout) as Judgement;
  } finally {
    await double.close();
  }
}

if (hasBoto3) {
  test('the double speaks what boto3 understands', async () => {
    const told = await judge();
    assert.is(told.caller['Arn'], CALLER);
    assert.is(told.caller['Account'], account.id);
    const here = account.certificates.filter(({ arn }) => arn.includes(':eu-west-1:')).map(({ arn }) => arn);
    assert.equal(told.pages.flat(), here);
    assert.equal(
      told.pages.map((page) => page.length),
      [2, 2],
    );
    const hidden = told.listed.CertificateSummaryList.filter(
      ({ CertificateArn }) =>
        !told.default.CertificateSummaryList.some((one) => one['CertificateArn'] === CertificateArn),
    );
    assert.equal(
      hidden.map(({ KeyAlgorithm }) => KeyAlgorithm),
      ['RSA_4096', 'EC_secp384r1'],
    );
    const [, listed] = told.listed.CertificateSummaryList;
    assert.is(listed?.['NotAfter'], '2026-12-01 00:00:00+00:00');
    assert.equal(listed?.['SubjectAlternativeNameSummaries'], ['big.example.com']);
    assert.is(told.described.Certificate['KeyAlgorithm'], 'RSA-4096');
    assert.equal(told.missing, { error: 'ResourceNotFoundException', status: 400 });
    assert.equal(told.badToken, { error: 'InvalidArgsException', status: 400 });
    assert.match(told.server.ServerCertificate.CertificateBody, /^-----BEGIN CERTIFICATE-----\n/);
    assert.is(told.server.ServerCertificate.ServerCertificateMetadata['Path'], '/mail/');
    assert.equal(told.noServer, { error: 'NoSuchEntity', status: 404 });
    assert.is(told.simulated.EvaluationResults[0]?.['EvalDecision'], 'allowed');
    assert.ok(told.rawAnswers >= 5);
    assert.equal(told.unknownMembers, [], 'the service’s published model has every member that the double sends');
  });

  const codes: readonly (readonly [Fault, string])[] = [
    ['denied', 'AccessDeniedException'],
    ['expired', 'ExpiredTokenException'],
    ['unrecognised', 'UnrecognizedClientException'],
    ['badSignature', 'InvalidSignatureException'],
    ['throttled', 'ThrottlingException'],
    ['failing', 'InternalFailure'],
  ];
  for (const [fault, code] of codes) {
    test(`boto3 reads ${code} from a service that is ${fault}`, async () => {
      const told = await judge(({ action }) => (action === 'DescribeCertificate' ? fault : undefined));
      const { error } = told.described as unknown as { readonly error: string };
      assert.is(error, code);
    });
  }
} else {
  test.skip('the double speaks what boto3 understands: SKIPPED, for boto3 is not installed (apt-get install python3-boto3)', () => {});
  console.log(
    'SKIPPED: the double of AWS was not held against boto3, which is not installed (apt-get install python3-boto3)',
  );
}

test.run();
