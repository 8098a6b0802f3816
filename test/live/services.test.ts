import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../cli/run.js';
import type { AcmCertificate } from './double/account.js';
import { startDouble } from './double/double.js';
import { reported } from './outcomes.js';
import { environment, live } from './run-live.js';
import { account, NOW } from './world.js';

const arnIn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/8e6a1f0c-3b5d-4c2e-9f71-0a1b2c3d4e5f`;

/** What fails, or is open, of a plan that names its certificate by an ARN, with what AWS has under it. */
async function counting(plan: string, certificate: AcmCertificate) {
  const double = await startDouble({ ...account, certificates: [certificate] });
  const file = join(ROOT, 'test/golden', plan, 'plan.json');
  const run = await live(['check', '--live', '--now', NOW, '--format', 'json', file], environment(double.url));
  await double.close();
  const { findings } = reported(run);
  return Object.fromEntries(
    findings.filter(({ outcome }) => outcome !== 'pass').map(({ policyId, outcome }) => [policyId, outcome]),
  );
}

test('AWS tells the key and the names of a domain’s certificate', async () => {
  const sound = { arn: arnIn('us-east-1'), keyAlgorithm: 'RSA_2048', notAfter: '2027-10-31T23:59:59Z' };
  const domainName = 'www.example.com';
  assert.equal(await counting('cloudfront-literal', { ...sound, domainName }), {});
  assert.equal(await counting('cloudfront-literal', { ...sound, domainName, keyAlgorithm: 'EC_secp384r1' }), {
    'acm-key-algorithm': 'fail',
  });
  assert.equal(await counting('cloudfront-literal', { ...sound, domainName: 'shop.example.com' }), {
    'certificate-covers-domain': 'fail',
  });
  assert.equal(
    await counting('cloudfront-literal', { ...sound, domainName: 'a.example.com', names: ['*.example.com'] }),
    {},
  );
});

test('a key that AWS tells is held against what the kind of load balancer takes', async () => {
  const big = {
    arn: arnIn('eu-west-1'),
    keyAlgorithm: 'RSA_4096',
    domainName: 'www.example.com',
    notAfter: '2027-10-31T23:59:59Z',
  };
  assert.equal(await counting('alb-literal-arn', big), {});
  assert.equal(await counting('nlb-literal-arn', big), { 'acm-key-algorithm': 'fail' });
});

test.run();
