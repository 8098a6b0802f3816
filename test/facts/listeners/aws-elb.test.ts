import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { blocksOfListeners } from '../../../src/facts/listeners/aws-elb.js';
import type { Body } from '../../../src/model/plan.js';
import { known } from '../../../src/model/value.js';
import { type Created, lines, listenersOf, webElb } from '../collect.js';

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

const elb = (listener: readonly object[], more: Partial<Created> = {}): Created => ({
  type: 'aws_elb',
  name: 'web',
  after: { name: 'web', listener },
  ...more,
});

const one = (port: number, protocol: string, instancePort = 80, instanceProtocol = 'http') => ({
  lb_port: port,
  lb_protocol: protocol,
  instance_port: instancePort,
  instance_protocol: instanceProtocol,
});

test('each listener has its ports and protocols, in upper case', () => {
  const shown = lines(
    listenersOf(elb([one(443, 'https'), one(8443, 'ssl', 81, 'TCP')])),
    'port',
    'protocol',
    'secure',
    'instancePort',
    'instanceProtocol',
  );
  assert.equal(shown, ['443 HTTPS true 80 HTTP', '8443 SSL true 81 TCP']);
});

test('the load balancer is told with its name, its place and what the plan does to it', () => {
  const [listener] = listenersOf(elb([one(80, 'http')]));
  assert.equal(
    lines(
      [listener].flatMap((found) => found ?? []),
      'address',
      'loadBalancer.type',
      'loadBalancer.name',
      'loadBalancer.region',
      'loadBalancer.action',
      'certainty',
      'doubt',
      'now',
    ),
    ['aws_elb.web aws_elb web eu-west-1 create certain null 2026-11-24T00:00:00Z'],
  );
});

test('a protocol that there is none of is unknown', () => {
  assert.equal(lines(listenersOf(elb([one(443, 'quic')])), 'protocol', 'secure'), ['unknown unknown']);
});

test('without listeners there is none, and a set that is not known is one', () => {
  assert.equal(listenersOf(elb([])), []);
  assert.equal(listenersOf({ type: 'aws_elb', name: 'web', after: {} }), []);
  const hidden = listenersOf({ type: 'aws_elb', name: 'web', after: {}, unknown: { listener: true } });
  assert.equal(lines(hidden, 'port', 'certificate.source', 'tlsPolicy.name'), ['unknown unknown unknown']);
});

test('a load balancer that goes away has no listener', () => {
  assert.equal(listenersOf(elb([one(80, 'http')], { before: {}, actions: ['delete'] })), []);
});

test('two listeners that share an instance port must have one security', () => {
  const security = (...listeners: readonly object[]) => lines(listenersOf(elb(listeners)), 'instancePortSecurity');
  assert.equal(security(one(80, 'http', 80, 'http'), one(443, 'https', 80, 'https')), ['mixed', 'mixed']);
  assert.equal(security(one(80, 'http', 80, 'http'), one(443, 'https', 80, 'tcp')), ['consistent', 'consistent']);
  assert.equal(security(one(80, 'http', 80, 'http'), one(443, 'https', 443, 'https')), ['consistent', 'consistent']);
  assert.equal(security(one(80, 'http')), ['consistent']);
});

test('an instance port that is not known may be shared', () => {
  const listener = [one(80, 'http', 80, 'http'), { lb_port: 443, lb_protocol: 'https', instance_protocol: 'https' }];
  const found = listenersOf(elb(listener, { unknown: { listener: [{}, { instance_port: true }] } }));
  assert.equal(lines(found, 'instancePortSecurity'), ['unknown', 'unknown']);
});

test('a set that is marked sensitive still tells ports and protocols, never the certificate', () => {
  const found = listenersOf(webElb(ARN, { sensitive: { listener: true } }));
  assert.equal(lines(found, 'port', 'protocol', 'certificate.source'), ['443 HTTPS acm']);
  assert.is(found[0]?.certificate.arn.kind === 'known' && found[0].certificate.arn.sensitive, true);
});

const certificate = (name: string): Created => ({
  type: 'aws_acm_certificate',
  name,
  after: {},
  unknown: { arn: true },
});
const block = (port: number | undefined, name: string, more: object = {}) => ({
  ...(port === undefined ? {} : { lb_port: { constant_value: port } }),
  ssl_certificate_id: { references: [`aws_acm_certificate.${name}.arn`, `aws_acm_certificate.${name}`] },
  ...more,
});

/** The certificates of two secure listeners, whose blocks stand in another order. */
function joined(...blocks: readonly object[]) {
  const unknown = { listener: [{ ssl_certificate_id: true }, { ssl_certificate_id: true }] };
  const listener = [one(443, 'https', 80), one(8443, 'ssl', 81, 'tcp')];
  const resource = elb(listener, { unknown, expressions: { listener: blocks } });
  return lines(listenersOf(resource, certificate('a'), certificate('b')), 'certificate.address');
}

const addresses = ['aws_acm_certificate.a', 'aws_acm_certificate.b'];

test('a planned listener and its block are joined by port, never by position', () => {
  assert.equal(joined(block(8443, 'b'), block(443, 'a')), addresses);
});

test('where a port is no constant, protocols and instance ports join them', () => {
  const open = { lb_port: { references: ['var.port'] } };
  assert.equal(joined(block(undefined, 'b', open), block(443, 'a')), addresses);
  const byProtocol = (name: string, protocol: string) =>
    block(undefined, name, { ...open, lb_protocol: { constant_value: protocol } });
  assert.equal(joined(byProtocol('b', 'ssl'), byProtocol('a', 'https')), addresses);
  const byInstancePort = (name: string, port: number) =>
    block(undefined, name, { ...open, instance_port: { constant_value: port } });
  assert.equal(joined(byInstancePort('b', 81), byInstancePort('a', 80)), addresses);
  const byInstanceProtocol = (name: string, protocol: string) =>
    block(undefined, name, { ...open, instance_protocol: { constant_value: protocol } });
  assert.equal(joined(byInstanceProtocol('b', 'tcp'), byInstanceProtocol('a', 'HTTP')), addresses);
});

test('where several blocks may be a listener’s, its certificate is one of theirs', () => {
  const open = { lb_port: { references: ['var.port'] } };
  assert.equal(joined(block(undefined, 'b', open), block(undefined, 'a', open)), ['unknown', 'unknown']);
});

test('fewer blocks than listeners are of a dynamic block, and tell nothing', () => {
  const [first] = joined(block(undefined, 'a', { lb_port: { references: ['each.value'] } }));
  assert.is(first, 'unknown');
});

test('blocks that say the same are one element of the set, so that a dynamic block may own a listener', () => {
  const plain = { lb_port: { constant_value: 80 }, lb_protocol: { constant_value: 'http' } };
  const secure = block(undefined, 'a', { lb_port: { references: ['var.port'] } });
  const shown = (...blocks: readonly object[]) => {
    const listener = [one(80, 'http'), one(443, 'https'), one(8443, 'https')];
    const certificates = { listener: [{}, { ssl_certificate_id: true }, { ssl_certificate_id: true }] };
    const resource = elb(listener, { unknown: certificates, expressions: { listener: blocks } });
    return lines(listenersOf(resource, certificate('a'), certificate('b')), 'certificate.address');
  };
  assert.equal(shown(plain, plain, secure), ['null', 'unknown', 'unknown']);
  assert.equal(shown(plain, secure, secure), ['null', 'aws_acm_certificate.a', 'aws_acm_certificate.a']);
});

/** The names of the blocks that listeners on 443 and 8443 may come from. Each block refers to its port. */
function namesOfBlocks(ports: Readonly<Record<string, number | undefined>>): readonly string[] {
  const port = (value: number) => ({ port: known(value), protocol: known('HTTPS' as const) });
  const rest = { instancePort: known(80), instanceProtocol: known('HTTP' as const), named: known('arn') };
  const names = new Map(
    Object.keys(ports).map((name): [Body, string] => {
      const expression = (argument: string) => (argument === 'lb_port' ? { references: [`var.${name}`] } : undefined);
      return [{ expression, blocks: () => [] }, name];
    }),
  );
  const planned = [443, 8443].map((value) => ({ ...port(value), ...rest }));
  const found = blocksOfListeners(planned, [...names.keys()], (body) => ports[names.get(body) ?? '']);
  return found.map((blocks) => blocks.map((body) => names.get(body)).join(' '));
}

test('a port that a block refers to joins it, only where such ports explain every block', () => {
  assert.equal(namesOfBlocks({ b: 8443, a: 443 }), ['a', 'b']);
  assert.equal(namesOfBlocks({ b: 8443, a: undefined }), ['b a', 'b a']);
  assert.equal(namesOfBlocks({ b: 443, a: 443 }), ['b a', 'b a']);
  assert.equal(namesOfBlocks({ b: 9443, a: 443 }), ['b a', 'b a']);
});

test('a dynamic block may have made every listener that no block has the port of', () => {
  assert.equal(namesOfBlocks({ a: undefined }), ['', '']);
});

test('more listeners than any load balancer takes are not compared, so that time does not grow with their square', () => {
  const listener = [...Array(2000).keys()].map((at) => ({ lb_port: at + 1, lb_protocol: 'tcp', instance_port: 80 }));
  const found = listenersOf({ type: 'aws_elb', name: 'web', after: { listener } });
  assert.is(found.length, 2000);
  assert.ok(found.every(({ portUnique }) => portUnique.kind === 'unknown'));
});

test.run();
