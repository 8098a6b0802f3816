import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Created, lines, listenersOf } from '../collect.js';

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

const elb = (listeners: readonly object[], more: Partial<Created> = {}, after: object = {}): Created => ({
  type: 'awscc_elasticloadbalancing_load_balancer',
  name: 'web',
  after: { load_balancer_name: 'web', listeners, ...after },
  ...more,
});

const one = (port: string, protocol: string, more: object = {}) => ({
  load_balancer_port: port,
  protocol,
  instance_port: '80',
  ...more,
});

test('ports are text, and the back-end protocol is one of the front end’s layer where it is left out', () => {
  const [listener] = listenersOf(elb([one('443', 'https', { ssl_certificate_id: ARN })]));
  assert.equal(
    lines(
      [listener].flatMap((found) => found ?? []),
      'port',
      'protocol',
      'instancePort',
      'certificate.source',
      'loadBalancer.name',
    ),
    ['443 HTTPS 80 acm web'],
  );
  assert.equal(listener?.instanceProtocol.kind === 'unknown' && listener.instanceProtocol.candidates, [
    'HTTP',
    'HTTPS',
  ]);
  assert.equal(lines(listenersOf(elb([one('25', 'tcp', { instance_protocol: 'TCP' })])), 'instanceProtocol'), ['TCP']);
});

test('a port that is no number is unknown', () => {
  assert.equal(lines(listenersOf(elb([one('https', 'https'), one('0', 'https'), one('65536', 'https')])), 'port'), [
    'unknown',
    'unknown',
    'unknown',
  ]);
});

test('a port that is left out is unknown', () => {
  const { load_balancer_port: _, ...rest } = one('443', 'https');
  assert.equal(lines(listenersOf(elb([rest])), 'port'), ['unknown']);
});

test('a list that is not known is one listener, an empty one none', () => {
  assert.equal(listenersOf(elb([])), []);
  const hidden = {
    type: 'awscc_elasticloadbalancing_load_balancer',
    name: 'web',
    after: {},
    unknown: { listeners: true },
  };
  assert.equal(lines(listenersOf(hidden), 'port'), ['unknown']);
});

const open = (...constant: readonly object[]) => ({
  unknown: { listeners: constant.map(() => ({ ssl_certificate_id: true })) },
  expressions: { listeners: { constant_value: constant } },
});

test('a certificate that the configuration leaves out is none, though the plan computes it', () => {
  const listeners = [one('80', 'http')];
  assert.equal(lines(listenersOf(elb(listeners, open(...listeners))), 'certificate.source'), ['none']);
});

const CERTIFICATE: Created = { type: 'aws_acm_certificate', name: 'c', after: {}, unknown: { arn: true } };
const references = { listeners: { references: ['aws_acm_certificate.c.arn', 'aws_acm_certificate.c'] } };

test('references of the whole list are of its only secure listener', () => {
  const unknown = { listeners: [{ ssl_certificate_id: true }, { ssl_certificate_id: true }] };
  const found = (...listeners: readonly object[]) =>
    lines(listenersOf(elb(listeners, { unknown, expressions: references }), CERTIFICATE), 'certificate.source');
  assert.equal(found(one('443', 'https'), one('80', 'http')), ['acm', 'unknown']);
  assert.equal(found(one('443', 'https'), one('8443', 'https')), ['unknown', 'unknown']);
});

test('security policies are CloudFormation’s in another spelling, attributes as objects or as JSON', () => {
  const policy = (attributes: readonly unknown[]) => ({
    policy_name: 'own',
    policy_type: 'SSLNegotiationPolicyType',
    load_balancer_ports: ['443'],
    attributes,
  });
  const version = (attributes: readonly unknown[], more: object = {}) =>
    lines(
      listenersOf(elb([one('443', 'https', more)], {}, { policies: [policy(attributes)] })),
      'tlsPolicy.name',
      'tlsPolicy.minimumVersion',
    );
  assert.equal(version([{ name: 'Protocol-TLSv1.2', value: 'true' }]), ['own TLSv1.2']);
  assert.equal(version([JSON.stringify({ Name: 'Protocol-TLSv1.1', Value: 'true' })]), ['own TLSv1.1']);
  assert.equal(version(['not JSON']), ['own unknown']);
  assert.equal(
    lines(
      listenersOf(elb([one('443', 'https', { policy_names: ['ELBSecurityPolicy-TLS-1-2-2017-01'] })])),
      'tlsPolicy.name',
    ),
    ['ELBSecurityPolicy-TLS-1-2-2017-01'],
  );
  assert.equal(lines(listenersOf(elb([one('443', 'https')])), 'tlsPolicy.name'), ['ELBSecurityPolicy-2016-08']);
});

test.run();
