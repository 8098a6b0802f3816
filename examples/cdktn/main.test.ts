import * as assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcmCertificate } from '@cdktn/provider-aws/lib/acm-certificate/index.js';
import { Elb } from '@cdktn/provider-aws/lib/elb/index.js';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider/index.js';
import { App, Aspects, TerraformStack, Testing } from 'cdktn';
import { Construct, type IConstruct } from 'constructs';
import { acknowledge, ClassicElbCertificates, findingsOf, recordLines } from 'elbcert/cdktf';
import { suite } from 'uvu';

const ROOT = join(import.meta.dirname, '../..');
const ANNOTATED = [
  '[refused/web] aws_elb.web listener 443: certificate is in "us-east-1", the load balancer in "eu-west-1" [acm-same-region]',
  '[refused/web] aws_elb.web listener 8443: certificate is from ACM and its key is "EC_prime256v1", which the load balancer does not take [acm-key-algorithm]',
  '[refused/web] aws_elb.web listener 993: listener speaks "SSL" and has no certificate [certificate-required]',
];

const test = suite<{ folder: string }>('cdktn', { folder: '' });

test.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
  const given = { cwd: import.meta.dirname, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, args, given);
}

test('the synth fails, with the annotations that cdktf shows', ({ folder }) => {
  const synth = run(['--import', 'tsx', 'main.ts'], { CDKTF_OUTDIR: join(folder, 'failing') });
  assert.equal(synth.status, 1);
  assert.deepEqual(
    synth.stderr
      .split('\n')
      .filter((line) => line.startsWith('['))
      .toSorted(),
    ANNOTATED.toSorted(),
  );
});

test('elbcert check synthesises the project and says the same', () => {
  const check = run([join(ROOT, 'dist/cli.js'), 'check', '.', '--format', 'json']);
  assert.equal(check.status, 1, check.stderr);
  const { findings, inputs } = JSON.parse(check.stdout);
  assert.deepEqual(
    inputs.map(({ kind }: { kind: string }) => kind),
    ['cdktf-stack', 'cdktf-stack', 'cdktf-stack'],
  );
  const failed = findings.filter(({ outcome }: { outcome: string }) => outcome === 'fail');
  const said = failed.map((finding: Record<string, unknown>) => {
    const { constructPath, address, port, message, policyId } = finding;
    return `[${constructPath}] ${address} listener ${port}: ${message} [${policyId}]`;
  });
  assert.deepEqual(said.toSorted(), ANNOTATED.toSorted());
});

test('the stacks are those of examples/cdktf, but for the library', () => {
  const theirs = readFileSync(join(ROOT, 'examples/cdktf/main.ts'), 'utf8').replaceAll('cdktf', 'cdktn');
  const ours = readFileSync(join(import.meta.dirname, 'main.ts'), 'utf8').replaceAll('cdktf', 'cdktn');
  assert.equal(ours, theirs);
});

/** A stack with a load balancer whose certificate is in another one, whose aspect gives it an EC key. */
function twoStacks(app: App, order: 'before' | 'after') {
  const front = order === 'before' ? new Construct(app, 'front') : undefined;
  const certs = new TerraformStack(new Construct(app, 'back'), 'certs');
  const web = new TerraformStack(front ?? new Construct(app, 'front'), 'web');
  for (const stack of [certs, web]) new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const certificate = new AcmCertificate(certs, 'site', { domainName: 'www.example.com', validationMethod: 'DNS' });
  const listener = { lbPort: 443, lbProtocol: 'https', instancePort: 80, instanceProtocol: 'http' };
  const site = new Elb(web, 'site', {
    availabilityZones: ['eu-west-1a'],
    listener: [{ ...listener, sslCertificateId: certificate.arn }],
  });
  const visit = (node: IConstruct) => {
    if (node instanceof AcmCertificate) node.keyAlgorithm = 'EC_prime256v1';
  };
  Aspects.of(certs).add({ visit });
  return { web, site };
}

const EC =
  'aws_elb.site listener 443: certificate is from ACM and its key is "EC_prime256v1", which the load balancer does not take [acm-key-algorithm]';

for (const order of ['before', 'after'] as const) {
  test(`a stack ${order} the one with its certificate is judged after the aspects of both`, ({ folder }) => {
    const app = new App({ outdir: join(folder, order) });
    Aspects.of(twoStacks(app, order).web).add(new ClassicElbCertificates({ config: false }));
    assert.throws(
      () => app.synth(),
      (error) => String(error).includes(`[front/web/site] ${EC}\n  fix: use an RSA_2048 key`),
    );
    const { web } = twoStacks(Testing.app(), order);
    assert.deepEqual(
      findingsOf(web, { config: false }).map(({ message }) => message),
      [EC],
    );
  });
}

test('an app that records lines has them in findings and in cdk.tf.json', ({ folder }) => {
  const app = new App({ outdir: join(folder, 'lines') });
  recordLines(app);
  const { web, site } = twoStacks(app, 'after');
  const [found] = findingsOf(web, { config: false });
  assert.match(found?.line ?? '', /main\.test\.ts:\d+:\d+$/);
  acknowledge(site, 'acm-key-algorithm', 'replaced in May');
  assert.deepEqual(findingsOf(web, { config: false }), []);
  app.synth();
  const written = readFileSync(join(folder, 'lines/stacks/web/cdk.tf.json'), 'utf8');
  assert.match(written, /main\.test\.ts/);
  assert.match(written, /replaced in May/);
});

test('an app gets the context of its cdktf.json', ({ folder }) => {
  const app =
    "const { App } = require('cdktn'); if (new App().node.tryGetContext('stage') !== 'prod') process.exit(7);";
  writeFileSync(join(folder, 'app.cjs'), app);
  writeFileSync(join(folder, 'cdktf.json'), JSON.stringify({ app: 'node app.cjs', context: { stage: 'prod' } }));
  const env = { NODE_PATH: join(import.meta.dirname, 'node_modules') };
  const check = run([join(ROOT, 'dist/cli.js'), 'check', folder], env);
  // There is no app.synth(): what counts is that the app did not end with 7.
  assert.match(check.stderr, /wrote no stacks/);
});

test.run();
