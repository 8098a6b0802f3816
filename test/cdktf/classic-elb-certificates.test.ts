import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import type { Elb } from '@cdktf/provider-aws/lib/elb/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, Aspects, type IAspect, TerraformHclModule, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { suite } from 'uvu';
import { acknowledge, ClassicElbCertificates, type ClassicElbCertificatesOptions } from '../../src/cdktf/index.js';
import { objectOf, property } from '../../src/model/json.js';
import { check } from '../../src/pipeline.js';
import { CertificatesStack, ConsumerStack } from './stacks/cross-stack.js';
import { https, loadBalancer } from './stacks/load-balancer.js';

const now = new Date('2026-11-24T00:00:00Z');
const EC =
  'aws_elb.web listener 443: certificate is from ACM and its key is "EC_prime256v1", which the load balancer does not take [acm-key-algorithm]';
const NOT_AWAITED = 'aws_elb.web listener 443: nothing waits until the certificate is issued [acm-certificate-issued]';

const EU_ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/5d1c2c52-6a3d-4a0e-9f0a-0d9f6f5a7b11';

interface Made {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly web: Elb;
  readonly certificate: AcmCertificate;
}

const test = suite<{ folder: string }>('an aspect', { folder: '' });

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-test-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** An app of one stack with a load balancer whose certificate has an EC key. */
function make(outdir: string, options: ClassicElbCertificatesOptions | null = { now }): Made {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'site');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const certificate = new AcmCertificate(stack, 'certificate', {
    domainName: 'www.example.com',
    validationMethod: 'DNS',
    keyAlgorithm: 'EC_prime256v1',
  });
  const web = loadBalancer(new Construct(stack, 'front'), 'web', [https(443, certificate.arn)]);
  web.overrideLogicalId('web');
  if (options !== null) Aspects.of(stack).add(new ClassicElbCertificates(options));
  return { app, stack, web, certificate };
}

/** The first line of each annotation of a construct. */
function annotationsOf({ node }: IConstruct): readonly (readonly [type: string, text: string])[] {
  const annotations = node.metadata.filter(({ type }) => type.startsWith('@cdktf/'));
  return annotations.map(({ type, data }) => [type, String(data).split('\n')[0] ?? '']);
}

/** The error that synthesising ends in; undefined where there is none. */
function faultOf(app: App): string | undefined {
  try {
    app.synth();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

test('the aspect fails the synth with the words of the command line, on the construct', ({ folder }) => {
  const { app, web } = make(folder);
  const fault = faultOf(app) ?? '';
  assert.ok(fault.includes(`[site/front/web] ${EC}`), fault);
  assert.deepEqual(annotationsOf(web), [
    ['@cdktf/warn', NOT_AWAITED],
    ['@cdktf/error', EC],
  ]);
});

test('an annotation says what to do about a finding', ({ folder }) => {
  const { app, web } = make(folder);
  assert.ok(faultOf(app)?.includes(`${EC}\n  fix: use an RSA_2048 key, or upload`));
  assert.ok(
    web.node.metadata.some(({ data }) => String(data).startsWith(`${NOT_AWAITED}\n  fix: set ssl_certificate_id`)),
  );
});

test('the aspect says what was not looked into, on its construct, and fails on it where strict', ({ folder }) => {
  for (const strict of [false, true]) {
    const { app, stack, web } = make(join(folder, String(strict)), { now, strict, disable: ['acm-key-algorithm'] });
    web.putListener([https(443, new TerraformVariable(stack, 'arn', { default: EU_ARN }).stringValue)]);
    const module = new TerraformHclModule(stack, 'elb', { source: 'terraform-aws-modules/elb/aws', version: '4.0.2' });
    const fault = faultOf(app);
    assert.equal(fault !== undefined, strict);
    const type = strict ? '@cdktf/error' : '@cdktf/info';
    const missing = 'not checked: module.elb: what a module makes is not in this file; check a plan to have it judged';
    const id = strict ? ' [not-checked]' : '';
    assert.deepEqual(annotationsOf(module), [[type, `${missing}${id}`]]);
    const defaults = annotationsOf(stack).find(([, text]) => text.includes('defaults'));
    assert.deepEqual(defaults, [type, `not checked: judged with the defaults of var.arn${id}`]);
    const deployer = annotationsOf(stack).find(([, text]) => text.includes('acm:ListCertificates'));
    assert.equal(deployer?.[0], '@cdktf/info');
    assert.match(deployer?.[1] ?? '', /elbcert check takes it with --deployer/);
  }
});

test('what was not looked into may be acknowledged, on its construct or above it', ({ folder }) => {
  for (const [at, above] of [false, true].entries()) {
    const { app, stack } = make(join(folder, String(at)), { now, strict: true, disable: ['acm-key-algorithm'] });
    const module = new TerraformHclModule(stack, 'elb', { source: 'terraform-aws-modules/elb/aws', version: '4.0.2' });
    acknowledge(above ? stack : module, 'not-checked', 'its plan is checked');
    assert.equal(faultOf(app), undefined);
    const [[type, text] = []] = annotationsOf(module);
    assert.equal(type, '@cdktf/info');
    assert.match(text ?? '', /^waived: not checked: module\.elb: .* \[not-checked\] because its plan is checked$/);
    assert.equal(
      annotationsOf(stack).some(([, said]) => said.includes('no such policy')),
      false,
    );
  }
});

test('the aspect says what elbcert check says of the same stack', async ({ folder }) => {
  const { app, web } = make(folder, null);
  app.synth();
  const { findings } = await check({ inputs: [folder], now });
  const failed = findings.filter(({ outcome }) => outcome === 'fail');
  assert.deepEqual(
    failed.map(({ constructPath }) => constructPath),
    ['site/front/web', 'site/front/web'],
  );
  const judged = make(join(folder, 'again')).app;
  faultOf(judged);
  const again = judged.node.findAll().find(({ node }) => node.path === web.node.path);
  const said = annotationsOf(again ?? web).map(([, text]) => text);
  const messages = failed.map(({ message, policyId }) => `aws_elb.web listener 443: ${message} [${policyId}]`);
  assert.deepEqual(said.toSorted(), messages.toSorted());
});

test('the aspect lets a stack pass that has nothing wrong', ({ folder }) => {
  const { app, certificate, web } = make(folder);
  certificate.keyAlgorithm = 'RSA_2048';
  assert.equal(faultOf(app), undefined);
  assert.deepEqual(annotationsOf(web), [['@cdktf/warn', NOT_AWAITED]]);
});

test('the aspect sees what a later aspect changes', ({ folder }) => {
  const { app, stack } = make(folder);
  const later: IAspect = {
    visit(node) {
      if (node instanceof AcmCertificate) node.keyAlgorithm = 'RSA_2048';
    },
  };
  Aspects.of(stack).add(later);
  assert.equal(faultOf(app), undefined);
});

test('the aspect judges what an override sets', ({ folder }) => {
  const { app, certificate } = make(folder);
  certificate.addOverride('key_algorithm', 'RSA_2048');
  assert.equal(faultOf(app), undefined);
});

test('the aspect says the same once, however often the stack is synthesised', ({ folder }) => {
  const { app, web } = make(folder);
  faultOf(app);
  faultOf(app);
  assert.equal(annotationsOf(web).length, 2);
});

test('the aspect fails from the level that it is told', ({ folder }) => {
  const { app, certificate, web } = make(folder, { now, failOn: 'warning' });
  certificate.keyAlgorithm = 'RSA_2048';
  assert.ok(faultOf(app)?.includes(NOT_AWAITED));
  assert.deepEqual(annotationsOf(web), [['@cdktf/error', NOT_AWAITED]]);
});

test('the aspect leaves out the policies that it is told', ({ folder }) => {
  const { app, web } = make(folder, { now, disable: ['acm-key-algorithm', 'acm-certificate-issued'] });
  assert.equal(faultOf(app), undefined);
  assert.deepEqual(annotationsOf(web), []);
});

test('the aspect tells what is open, and fails on it where strict', ({ folder }) => {
  for (const strict of [false, true]) {
    const { app, stack, web } = make(join(folder, String(strict)), { now, strict });
    const given = new TerraformVariable(stack, 'given', { type: 'string' });
    web.putListener([https(443, given.stringValue)]);
    const fault = faultOf(app);
    assert.equal(fault !== undefined, strict);
    const [[type, message] = []] = annotationsOf(web);
    assert.equal(type, strict ? '@cdktf/error' : '@cdktf/info');
    assert.match(message ?? '', /^aws_elb\.web listener 443: open: certificate: var\.given: it has no default/);
  }
});

test('the aspect judges no more than the construct that it was added to', ({ folder }) => {
  const { app, stack, web } = make(folder, null);
  const other = loadBalancer(stack, 'other', [https(443)]);
  Aspects.of(other).add(new ClassicElbCertificates({ now }));
  const fault = faultOf(app) ?? '';
  assert.ok(fault.includes('[site/other]'));
  assert.deepEqual(annotationsOf(web), []);
});

test('the aspect follows a certificate into another stack', ({ folder }) => {
  const app = new App({ outdir: folder });
  const consumer = new ConsumerStack(app, 'consumer', new CertificatesStack(app, 'certificates'));
  Aspects.of(consumer).add(new ClassicElbCertificates({ now }));
  const fault = faultOf(app) ?? '';
  assert.ok(fault.includes('[consumer/other-region] '), fault);
  assert.ok(fault.includes('certificate is in "us-east-1", the load balancer in "eu-west-1" [acm-same-region]'), fault);
  assert.ok(fault.includes('[consumer/other-key] '), fault);
});

test('what is acknowledged does not fail, and is waived in every report', async ({ folder }) => {
  const { app, web, stack } = make(folder);
  acknowledge(web, 'acm-key-algorithm', 'replaced by a Network Load Balancer in May');
  acknowledge(stack, 'acm-certificate-issued', 'validated by hand');
  assert.equal(faultOf(app), undefined);
  assert.deepEqual(
    annotationsOf(web).map(([type]) => type),
    ['@cdktf/info', '@cdktf/info'],
  );
  const { findings, summary } = await check({ inputs: [folder], now });
  const waived = findings.filter(({ waiver }) => waiver !== null);
  assert.equal(summary.waived, 2);
  assert.deepEqual(
    waived.map(({ policyId, waiver }) => [policyId, waiver]),
    [
      ['acm-certificate-issued', { reason: 'validated by hand', source: 'site' }],
      ['acm-key-algorithm', { reason: 'replaced by a Network Load Balancer in May', source: 'site/front/web' }],
    ],
  );
});

test('an acknowledgement counts for its construct and its policy only', ({ folder }) => {
  const { app, stack, certificate, web } = make(folder);
  acknowledge(certificate, 'acm-key-algorithm', 'of the certificate, not of the load balancer');
  acknowledge(stack, 'acm-same-region', 'another policy');
  acknowledge(new Construct(stack, 'fro'), 'acm-key-algorithm', 'a path that only begins the same');
  assert.ok(faultOf(app)?.includes(EC));
  assert.equal(annotationsOf(web).length, 2);
});

test('an acknowledgement of a policy that there is not is warned of', ({ folder }) => {
  const { app, web } = make(folder);
  acknowledge(web, 'acm-key-algoritm', 'a slip');
  assert.ok(faultOf(app)?.includes(EC));
  const warned = annotationsOf(web).map(([, text]) => text);
  assert.ok(warned.some((text) => /"acm-key-algoritm": no such policy.*acm-key-algorithm/.test(text)));
});

test('an acknowledgement needs a reason and a stack', ({ folder }) => {
  const { app, web } = make(folder);
  assert.throws(() => acknowledge(web, 'acm-key-algorithm', ' '), /give a reason/);
  assert.throws(() => acknowledge(app, 'acm-key-algorithm', 'all of them'), /not the app/);
});

test('Terraform never sees an acknowledgement but in a comment', ({ folder }) => {
  const { app, web } = make(folder);
  acknowledge(web, 'acm-key-algorithm', 'soon gone');
  app.synth();
  const document = objectOf(JSON.parse(readFileSync(join(folder, 'stacks/site/cdk.tf.json'), 'utf8')));
  assert.ok(property(document['//'], 'elbcert') !== undefined);
  assert.equal(JSON.stringify({ ...document, '//': null }).includes('soon gone'), false);
});

test('a policy of the user that cannot be read ends the synth with what is wrong', ({ folder }) => {
  const { app } = make(folder, { now, policyPaths: [join(folder, 'nowhere')] });
  assert.match(faultOf(app) ?? '', /no such file or folder/);
});

test.run();
