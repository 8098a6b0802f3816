import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Aspects, type IAspect, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { suite } from 'uvu';
import { ClassicElbCertificates, findingsOf } from '../../src/cdktf/index.js';
import { arrayOf, property, stringProperty } from '../../src/model/json.js';
import { https, loadBalancer } from './stacks/load-balancer.js';

const options = { now: new Date('2026-11-24T00:00:00Z'), config: false, disable: ['acm-certificate-issued'] } as const;

const test = suite<{ folder: string }>('an aspect and the other stacks of the app', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** Gives every certificate a key. */
class KeyAspect implements IAspect {
  constructor(private readonly keyAlgorithm: string) {}

  visit(node: Construct): void {
    if (node instanceof AcmCertificate) node.keyAlgorithm = this.keyAlgorithm;
  }
}

interface Made {
  readonly app: App;
  readonly certs: TerraformStack;
  readonly web: TerraformStack;
}

/** The stack with the load balancer comes before or after the one with its certificate, whose own aspect chooses the key. */
type Order = 'before' | 'after';

function make(app: App, order: Order, key: string): Made {
  const front = order === 'before' ? new Construct(app, 'front') : undefined;
  const certs = new TerraformStack(new Construct(app, 'back'), 'certs');
  const web = new TerraformStack(front ?? new Construct(app, 'front'), 'web');
  for (const stack of [certs, web]) new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const certificate = new AcmCertificate(certs, 'site', { domainName: 'www.example.com', validationMethod: 'DNS' });
  loadBalancer(web, 'site', [https(443, certificate.arn)]);
  Aspects.of(certs).add(new KeyAspect(key));
  return { app, certs, web };
}

function faultOf(app: App): string {
  try {
    app.synth();
    return '';
  } catch (error) {
    return String(error);
  }
}

const EC =
  'aws_elb.site listener 443: certificate is from ACM and its key is "EC_prime256v1", which the load balancer does not take [acm-key-algorithm]';
const ORDERS: readonly Order[] = ['before', 'after'];

test('the aspect judges a certificate as the aspects of its own stack leave it, whichever stack comes first', ({
  folder,
}) => {
  for (const order of ORDERS) {
    for (const [key, fails] of [
      ['EC_prime256v1', true],
      ['RSA_2048', false],
    ] as const) {
      const app = new App({ outdir: join(folder, `${order}-${key}`) });
      const { web } = make(app, order, key);
      Aspects.of(web).add(new ClassicElbCertificates(options));
      const fault = faultOf(app);
      assert.equal(fault.includes(`[front/web/site] ${EC}\n  fix: `), fails, `${order} ${key}: ${fault}`);
    }
  }
});

test('what is found last is in the manifest, too', ({ folder }) => {
  const app = new App({ outdir: folder });
  const { web } = make(app, 'before', 'EC_prime256v1');
  Aspects.of(web).add(new ClassicElbCertificates({ ...options, failOn: 'error', disable: ['acm-key-algorithm'] }));
  assert.equal(faultOf(app), '');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const annotations = arrayOf(property(property(property(manifest, 'stacks'), 'web'), 'annotations'));
  const warned = annotations.filter((annotation) => stringProperty(annotation, 'level') === '@cdktf/warn');
  assert.deepEqual(
    warned.map((annotation) => stringProperty(annotation, 'constructPath')),
    ['front/web/site'],
  );
});

test('a test that synthesises one stack alone is told that its certificate is in another', ({ folder }) => {
  const { web } = make(Testing.app({ outdir: folder }), 'after', 'RSA_2048');
  Aspects.of(web).add(new ClassicElbCertificates(options));
  Testing.synth(web, true);
  const said = web.node.metadata.map(({ data }) => String(data)).filter((text) => text.includes('Testing.synth'));
  assert.deepEqual(said, [
    'not checked: references to other stacks, which Testing.synth does not follow; use findingsOf(stack)',
  ]);
});

test('a stack that is written alone waits for the one whose state it reads', ({ folder }) => {
  const { certs, web } = make(Testing.app({ outdir: folder }), 'after', 'RSA_2048');
  Aspects.of(web).add(new ClassicElbCertificates(options));
  for (const stack of [certs, web]) stack.prepareStack();
  const outdir = Testing.fullSynth(web);
  rmSync(outdir, { recursive: true });
  const said = web.node.metadata.map(({ data }) => String(data));
  assert.deepEqual(said, ['judged after "back/certs", whose state it reads; in a test, use findingsOf(stack)']);
});

test('a stack within a stack is judged once, as the one that it is', ({ folder }) => {
  const app = new App({ outdir: folder });
  const outer = new TerraformStack(app, 'outer');
  const inner = new TerraformStack(outer, 'inner');
  for (const stack of [outer, inner]) {
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    loadBalancer(stack, `${stack.node.id}-web`, [https(443)]);
  }
  Aspects.of(outer).add(new ClassicElbCertificates(options));
  const fault = faultOf(app);
  assert.equal(fault.split('[outer/outer-web]').length, 2);
  assert.equal(fault.split('[outer/inner/inner-web]').length, 2);
});

test('findingsOf runs the aspects of the stack and of those whose state it reads, and leaves no folder', ({
  folder,
}) => {
  for (const order of ORDERS) {
    for (const [key, count] of [
      ['EC_prime256v1', 1],
      ['RSA_2048', 0],
    ] as const) {
      const { web } = make(Testing.app({ outdir: join(folder, 'out') }), order, key);
      const findings = findingsOf(web, options);
      assert.equal(findings.length, count, `${order} ${key}`);
      if (count === 1) {
        const [found] = findings;
        assert.equal(found?.message, EC);
        assert.equal(found?.constructPath, 'front/web/site');
        assert.match(found?.fix ?? '', /^use an RSA_2048 key/);
      }
    }
  }
});

test('findingsOf gives what fails the synth with the same options', ({ folder }) => {
  const { web } = make(Testing.app({ outdir: folder }), 'after', 'RSA_2048');
  const ids = (more: object) =>
    findingsOf(web, { ...options, disable: [], ...more }).flatMap(({ policyIds }) => policyIds);
  assert.deepEqual(ids({}), []);
  assert.deepEqual(ids({ failOn: 'warning' }), ['acm-certificate-issued']);
});

test('findingsOf says of a stack that has other faults what it says of any', ({ folder }) => {
  const { web } = make(Testing.app({ outdir: folder }), 'after', 'EC_prime256v1');
  web.node.addMetadata('@cdktf/error', 'a fault that another aspect found');
  assert.equal(findingsOf(web, options).length, 1);
});

test.run();
