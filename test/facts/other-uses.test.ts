import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { otherUses } from '../../src/facts/index.js';
import { type Created, planOf } from './collect.js';

const ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

const uses = (...resources: readonly Created[]) => otherUses(planOf(resources));

function transferServer(name: string, more: Partial<Created> = {}): Created {
  return { type: 'aws_transfer_server', name, after: { certificate: ARN }, ...more };
}

test('a resource that names a certificate and is not judged is named, one that names none is not', () => {
  const none = transferServer('none', { after: { certificate: null } });
  assert.equal(uses(transferServer('files'), none), [
    'the certificates of aws_transfer_server.files: elbcert does not judge what these services take',
  ]);
  assert.equal(uses(none), []);
  assert.equal(uses(), []);
});

test('a certificate that is known after apply counts where the configuration sets the argument', () => {
  const later = { after: {}, unknown: { certificate: true } };
  const references = ['aws_acm_certificate.site.arn', 'aws_acm_certificate.site'];
  assert.is(uses(transferServer('files', { ...later, expressions: { certificate: { references } } })).length, 1);
  assert.is(uses(transferServer('files', { ...later, expressions: {} })).length, 0);
  // A stack has no plan: what is unknown says why.
  const said = { after: {}, unknown: { certificate: 'known after apply: aws_acm_certificate.site.arn' } };
  assert.is(uses(transferServer('files', { ...said, expressions: { certificate: { references } } })).length, 1);
});

test('a certificate in a nested block counts', () => {
  const search = (options: object): Created => ({
    type: 'aws_opensearch_domain',
    name: 'search',
    after: { domain_endpoint_options: [options] },
  });
  assert.is(uses(search({ custom_endpoint_certificate_arn: ARN })).length, 1);
  assert.is(uses(search({ custom_endpoint_enabled: false })).length, 0);
});

test('a chart counts where its values annotate a load balancer with a certificate', () => {
  const chart = (values: string): Created => ({ type: 'helm_release', name: 'web', after: { values: [values] } });
  assert.is(uses(chart(`service.beta.kubernetes.io/aws-load-balancer-ssl-cert: ${ARN}`)).length, 1);
  assert.is(uses(chart(`alb.ingress.kubernetes.io/certificate-arn: ${ARN}`)).length, 1);
  assert.is(uses(chart('replicas: 2')).length, 0);
  const later = (reference: string): Created => ({
    type: 'helm_release',
    name: 'web',
    after: {},
    unknown: { values: true },
    expressions: { values: { references: [reference] } },
  });
  assert.is(uses(later('aws_acm_certificate.site.arn')).length, 1);
  assert.is(uses(later('module.acm.certificate_arn')).length, 0);
});

test('of many resources the rest is counted', () => {
  const many = Array.from({ length: 8 }, (_, at) => transferServer(`s${at}`));
  assert.match(uses(...many)[0] ?? '', 'aws_transfer_server.s4 and 3 more: elbcert');
});

test('what names no certificate after apply is not named', () => {
  assert.is(uses(transferServer('empty', { after: { certificate: '' } })).length, 0);
  const { after } = transferServer('gone');
  assert.is(uses(transferServer('gone', { before: after, actions: ['delete'] })).length, 0);
  assert.is(uses(transferServer('read', { mode: 'data' })).length, 0);
  const references = ['var.certificate'];
  assert.is(uses(transferServer('null', { after: {}, expressions: { certificate: { references } } })).length, 0);
});

test('a certificate in a nested block may be known after apply, or the whole block', () => {
  const argument = { custom_endpoint_certificate_arn: { references: ['aws_acm_certificate.site.arn'] } };
  const search = (unknown: object, after: object): Created => ({
    type: 'aws_opensearch_domain',
    name: 'search',
    after,
    unknown,
    expressions: { domain_endpoint_options: [argument] },
  });
  const options = { domain_endpoint_options: [{ custom_endpoint_certificate_arn: true }] };
  assert.is(uses(search(options, { domain_endpoint_options: [{}] })).length, 1);
  assert.is(uses(search({ domain_endpoint_options: true }, {})).length, 1);
});

test.run();
