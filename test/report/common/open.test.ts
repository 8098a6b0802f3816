import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { unknown } from '../../../src/model/value.js';
import { stepsOf } from '../../../src/report/common/open.js';
import { certificate, finding, listener, loadBalancer, notYet, renderText, report } from '../build.js';

const noRegion = unknown<string>('provider aws has no region in its configuration', { remedy: 'give --region' });

test('what is open is one line per listener, naming what is unknown and what would decide it', () => {
  const open = (policyId: string, ...decidedBy: string[]) => finding({ outcome: 'open', policyId, decidedBy });
  const made = report({
    listeners: [listener({ certificate: certificate({ keyAlgorithm: notYet, daysUntilExpiry: notYet }) })],
    findings: [
      open('certificate-expiry', 'certificate.daysUntilExpiry', 'certificate.renewal'),
      open('acm-key-algorithm', '/certificate/keyAlgorithm'),
    ],
  });
  assert.match(
    renderText(made),
    '\n    open     certificate.daysUntilExpiry, certificate.keyAlgorithm: known after apply: aws_acm_certificate.site.arn; check again with --live [acm-key-algorithm, certificate-expiry]\n\n',
  );
});

test('a certificate of which nothing is known is named once, next to what else is unknown', () => {
  const made = report({
    listeners: [
      listener({
        loadBalancer: loadBalancer('aws_elb.web', { region: noRegion }),
        certificate: certificate({ source: notYet, region: notYet, keyAlgorithm: notYet }),
      }),
    ],
    findings: [
      finding({ outcome: 'open', decidedBy: ['certificate.keyAlgorithm', 'certificate.source'] }),
      finding({
        outcome: 'open',
        policyId: 'acm-same-region',
        decidedBy: ['certificate.source', 'certificate.region', 'loadBalancer.region'],
      }),
    ],
  });
  assert.match(renderText(made), 'aws_elb.web  Region unknown  create\n');
  assert.match(
    renderText(made),
    '    open     certificate: known after apply: aws_acm_certificate.site.arn; check again with --live | loadBalancer.region: provider aws has no region in its configuration; give --region [acm-key-algorithm, acm-same-region]\n',
  );
});

test('the few values that an unknown one can have are named, unless they are sensitive', () => {
  const render1 = (sensitive: boolean) => {
    const mark = sensitive ? { sensitive: true as const } : {};
    const keyAlgorithm = unknown('var.key is not known', { candidates: ['RSA_1024', 'RSA_2048'], ...mark });
    return renderText(
      report({
        listeners: [listener({ certificate: certificate({ keyAlgorithm }) })],
        findings: [finding({ outcome: 'open' })],
      }),
    );
  };
  assert.match(render1(false), 'open     certificate.keyAlgorithm ("RSA_1024" or "RSA_2048"): var.key is not known [');
  assert.match(render1(true), 'open     certificate.keyAlgorithm: var.key is not known [');
});

test('facts that are unknown for one reason are named together, whatever each may turn out to be', () => {
  const why = { remedy: 'give --root DIR' };
  const source = unknown<'acm' | 'other'>('known after apply', { ...why, candidates: ['acm', 'other'] });
  const region = unknown<string>('known after apply', why);
  const secure = unknown<boolean>('the protocol is unknown', { candidates: [false, true] });
  const made = report({
    listeners: [listener({ secure, certificate: certificate({ source, region }) })],
    findings: [finding({ outcome: 'open', decidedBy: ['certificate.region', 'certificate.source', 'secure'] })],
  });
  assert.match(
    renderText(made),
    'open     certificate: known after apply; give --root DIR | secure: the protocol is unknown [',
  );
});

test('an open finding that names no unknown fact speaks for itself', () => {
  const made = report({ findings: [finding({ outcome: 'open', decidedBy: ['no.such'], message: 'depends on x' })] });
  assert.match(renderText(made), '    open     depends on x [acm-key-algorithm]\n');
});

test('a path of facts is dotted, or a JSON pointer', () => {
  assert.equal(stepsOf('certificate.source'), ['certificate', 'source']);
  assert.equal(stepsOf('/permissions/a~1b~0c'), ['permissions', 'a/b~c']);
});

test.run();
