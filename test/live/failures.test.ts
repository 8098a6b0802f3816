import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Double, startDouble } from './double/double.js';
import { FAULTS, type Fault } from './double/faults.js';
import { outcomes, reported } from './outcomes.js';
import { check, environment, type LiveRun, SECRET, TOKEN } from './run-live.js';
import { account } from './world.js';

/** What is said of each fault; nothing of the one that the AWS client overcomes. */
const SENTENCES: Readonly<Record<Fault, RegExp | undefined>> = {
  denied:
    /ACM in eu-west-1 does not let the caller call acm:ListCertificates; allow acm:ListCertificates on Resource "\*"/,
  deniedExplicitly: /ACM in eu-west-1 does not let the caller call acm:ListCertificates; allow/,
  expired: /the AWS session has expired; log in again/,
  unrecognised: /ACM in eu-west-1 does not accept the AWS credentials; check that they are whole/,
  badSignature: /ACM in eu-west-1 does not accept the AWS credentials; check that they are whole/,
  throttled: /ACM in eu-west-1 throttled the request; retry later/,
  failing: /ACM in eu-west-1 failed \(HTTP 500\); retry later/,
  html: /what answered is not ACM in eu-west-1 \(HTTP 200\), but perhaps a proxy or a login page; check HTTPS_PROXY/,
  proxyLogin:
    /what answered is not ACM in eu-west-1 \(HTTP 407\), but perhaps a proxy or a login page; check HTTPS_PROXY/,
  truncated: /what answered is not ACM in eu-west-1 \(HTTP 200\)/,
  nonsense: /what answered is not ACM in eu-west-1, but/,
  notJson: /what answered is not ACM in eu-west-1, but/,
  endless: /what answered is not ACM in eu-west-1 \(HTTP 200\)/,
  hang: /ACM in eu-west-1 did not answer within 4 s; check the network and HTTPS_PROXY, or give a longer --live-timeout/,
  hangInBody: /ACM in eu-west-1 did not answer within 4 s/,
  reset: /the connection to ACM in eu-west-1 was cut; check the network/,
  skewed: undefined,
};

async function withFault(fault: Fault, ...args: readonly string[]): Promise<LiveRun> {
  const double: Double = await startDouble(account, ({ service }) => (service === 'sts' ? undefined : fault));
  try {
    const seconds = fault.startsWith('hang') ? '4' : '60';
    return await check(environment(double.url), '--live-timeout', seconds, '--format', 'json', ...args);
  } finally {
    await double.close();
  }
}

for (const fault of FAULTS) {
  const sentence = SENTENCES[fault];
  if (sentence === undefined) continue;
  test(`--live tells in a sentence of a service that is ${fault}, and decides nothing about certificates by it`, async () => {
    const [run, required] = await Promise.all([withFault(fault), withFault(fault, '--live=require')]);
    // Who is denied the list is a deployer who may not list: that alone is found.
    assert.is(run.status, fault.startsWith('denied') ? 1 : 0, run.stderr);
    assert.match(reported(run).notes.join('\n'), sentence);
    assert.equal(new Set(Object.values(outcomes(run, 'acm-key-algorithm'))), new Set(['open']));
    assert.equal(outcomes(run, 'certificate-exists'), {});

    assert.is(required.status, 2, required.stderr);
    assert.is(required.stdout, '');
    assert.match(required.stderr, /^elbcert: --live=require: the certificates? of aws_elb\.\w+ listener/);

    for (const { stdout, stderr } of [run, required]) {
      for (const secret of [SECRET, TOKEN]) assert.not.ok((stdout + stderr).includes(secret));
      assert.not.match(stderr, /\d{12}/);
      assert.not.match(stderr, /\bat \S+ \(|Warning|WARN/);
    }
    assert.not.match(reported(run).notes.join(), /\d{12}/);
  });
}

test('--live takes the time from AWS where the clock is wrong', async () => {
  const run = await withFault('skewed');
  assert.is(outcomes(run, 'acm-key-algorithm')['web:8002'], 'fail');
});

test('--live holds a certificate in another account for no failure', async () => {
  const double = await startDouble(account);
  const run = await check(environment(double.url), '--live=require', '--format', 'json');
  await double.close();
  assert.not.equal(run.status, 2);
  assert.match(reported(run).notes.join('\n'), /8005: the certificate is in another account than the AWS credentials/);
});

test.run();
