import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { suite } from 'uvu';
import { ClassicElbCertificates, findingsOf } from '../../src/cdktf/index.js';
import { https, loadBalancer } from './stacks/load-balancer.js';

const now = new Date('2026-11-24T00:00:00Z');

const test = suite<{ folder: string; stack: TerraformStack }>('the options of the aspect', {
  folder: '',
  stack: new TerraformStack(Testing.app(), 'none'),
});

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
  context.stack = new TerraformStack(Testing.app({ outdir: join(context.folder, 'out') }), 'site');
  new AwsProvider(context.stack, 'aws', { region: 'eu-west-1' });
  const certificate = new AcmCertificate(context.stack, 'certificate', {
    domainName: 'www.example.com',
    validationMethod: 'DNS',
    keyAlgorithm: 'EC_prime256v1',
  });
  loadBalancer(context.stack, 'web', [https(443, certificate.arn)]);
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** As somebody gives options in JavaScript. */
function given(options: object): string {
  try {
    new ClassicElbCertificates(options);
    return '';
  } catch (error) {
    return String(error);
  }
}

test('what an option does not take is refused in its own words', () => {
  assert.match(
    given({ failOn: 'warn' }),
    /elbcert\/cdktf: failOn: "warn" is none of error, warning, note, did you mean "warning"/,
  );
  assert.match(given({ strict: 'yes' }), /strict: "yes" is neither true nor false/);
  assert.match(given({ disable: 'acm-same-region' }), /disable: "acm-same-region" is not an array/);
  assert.match(given({ policyPaths: [1] }), /policyPaths: 1 is not a text/);
  assert.match(given({ packs: ['tls'] }), /packs: "tls" is none of .*classic-elb-tls/);
  assert.match(given({ services: ['elb'] }), /services: "elb" is none of classic-elb, alb/);
  assert.match(
    given({ regions: { aws: 'eu-west-11' } }),
    /regions: "eu-west-11" is not a Region, did you mean "eu-west-1"/,
  );
  assert.match(given({ regions: 'eu-west-1' }), /regions: "eu-west-1" is not an object/);
  assert.match(given({ now: 'today' }), /now: "today" is not a valid Date/);
  assert.match(given({ now: new Date('never') }), /now: Invalid Date is not a valid Date/);
  assert.match(given({ config: true }), /config: true is not a text/);
  assert.match(given({ failon: 'error' }), /no such option: "failon", did you mean "failOn"/);
  assert.match(given({ toString: 1 }), /no such option: "toString"/);
});

test('everything that is wrong is told at once, and what is right is taken', () => {
  assert.equal(given({ failOn: 'warn', strict: 1 }).split('\n').length, 2);
  const right = {
    failOn: 'note',
    strict: true,
    disable: [],
    packs: ['classic-elb-tls'],
    services: ['alb'],
    regions: {},
  };
  assert.equal(given({ ...right, config: false, now, policyPaths: undefined }), '');
});

test('a policy to leave out that there is not is told of the option, not of a command line', ({ stack }) => {
  assert.throws(
    () => findingsOf(stack, { disable: ['acm-key-algoritm'] }),
    /elbcert\/cdktf: disable: no such policy: "acm-key-algoritm", did you mean "acm-key-algorithm"/,
  );
});

test('without a configuration the key fails', ({ stack }) => {
  assert.deepEqual(
    findingsOf(stack, { now }).map(({ policyIds }) => policyIds),
    [['acm-key-algorithm']],
  );
});

test('a configuration counts as it does for elbcert check', ({ folder, stack }) => {
  const config = join(folder, '.elbcert.yaml');
  const policies = (yaml: string, options = {}) => {
    writeFileSync(config, yaml);
    return findingsOf(stack, { now, config, ...options }).flatMap(({ policyIds }) => policyIds);
  };
  assert.deepEqual(policies('levels: { acm-key-algorithm: warning }'), []);
  assert.deepEqual(policies('disable: [acm-key-algorithm]'), []);
  assert.deepEqual(policies('services: [alb]'), []);
  assert.deepEqual(policies('services: [alb]', { services: ['classic-elb'] }), ['acm-key-algorithm']);
  assert.deepEqual(
    policies('packs: [classic-elb-tls]\nfailOn: note', { disable: ['acm-key-algorithm'] }).includes('security-policy'),
    false,
  );
  assert.deepEqual(policies('failOn: warning'), ['acm-certificate-issued', 'acm-key-algorithm']);
  assert.deepEqual(policies('failOn: warning', { failOn: 'error' }), ['acm-key-algorithm']);
  assert.deepEqual(policies('levels: { acm-key-algorithm: warning }', { config: false }), ['acm-key-algorithm']);
});

test('a waiver of the configuration accepts what it names, until it expires', ({ folder, stack }) => {
  const config = join(folder, '.elbcert.yaml');
  const waiver = (expires: string, address = 'aws_elb.web') => {
    const entry = { policy: 'acm-key-algorithm', address, reason: 'replaced in May', expires };
    writeFileSync(config, JSON.stringify({ waivers: [entry] }));
    return findingsOf(stack, { now, config, failOn: 'warning', disable: ['acm-certificate-issued'] });
  };
  assert.deepEqual(waiver('2027-05-31'), []);
  assert.deepEqual(
    waiver('2026-05-31').map(({ policyIds }) => policyIds),
    [['acm-key-algorithm'], ['waiver-expired']],
  );
  // It may be meant for another stack, so nothing says that this one is not.
  assert.deepEqual(
    waiver('2027-05-31', 'aws_elb.other').map(({ policyIds }) => policyIds),
    [['acm-key-algorithm']],
  );
});

test.run();
