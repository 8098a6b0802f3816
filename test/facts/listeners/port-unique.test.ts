import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { listenersOf } from '../collect.js';

const HTTPS = { lb_port: 443, lb_protocol: 'https', instance_port: 80, instance_protocol: 'http' };
const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/5d1c2c52-6a3d-4a0e-9f0a-0d9f6f5a7b11';

/** Whether the listeners of a load balancer have ports of their own; `unknown` parts are known after apply. */
function portUnique(listener: readonly object[], unknown: readonly object[] = []) {
  const web = { type: 'aws_elb', name: 'web', after: { listener }, unknown: { listener: unknown } };
  return listenersOf(web).map(({ portUnique: fact }) => (fact.kind === 'known' ? fact.value : fact.kind));
}

test('two listeners that differ have one port', () => {
  assert.equal(portUnique([HTTPS, { ...HTTPS, instance_port: 8080 }]), [false, false]);
  assert.equal(portUnique([{ ...HTTPS, ssl_certificate_id: ARN }, HTTPS]), [false, false]);
});

test('two that are alike as far as is known may turn out to be one', () => {
  const unknown = { ssl_certificate_id: true };
  assert.equal(portUnique([HTTPS, HTTPS], [unknown, unknown]), ['unknown', 'unknown']);
  assert.equal(portUnique([{ ...HTTPS, ssl_certificate_id: ARN }, HTTPS], [{}, unknown]), ['unknown', 'unknown']);
});

test('listeners on two ports do not have one port', () => {
  assert.equal(portUnique([HTTPS, { ...HTTPS, lb_port: 8443 }]), [true, true]);
});

test.run();
