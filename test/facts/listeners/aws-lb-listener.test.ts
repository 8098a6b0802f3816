import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { known } from '../../../src/model/value.js';
import { type Created, lines, listenersOf } from '../collect.js';

const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012';

/** Service, port, protocol and load balancer of each listener, in one line. */
function told(...resources: readonly Created[]): readonly string[] {
  return lines(listenersOf(...resources), 'service', 'port', 'protocol', 'loadBalancer.address');
}

const kindIn = (line = '') => line.split(' ')[0];

test('the protocol tells the kind of the load balancer', () => {
  const listener = (protocol: string): Created => ({
    type: 'aws_lb_listener',
    name: 'one',
    after: { port: 443, protocol },
  });
  for (const [protocol, service] of [
    ['HTTPS', 'alb'],
    ['http', 'alb'],
    ['TLS', 'nlb'],
    ['TCP_UDP', 'nlb'],
  ] as const) {
    assert.is(kindIn(told(listener(protocol))[0]), service, protocol);
  }
});

test('the ARN of a load balancer tells its kind where the protocol does not', () => {
  const listener = (kind: string): Created => ({
    type: 'aws_alb_listener',
    name: 'one',
    after: { port: 443, load_balancer_arn: `${ARN}:loadbalancer/${kind}/shared/50dc6c495c0c9188` },
    unknown: { protocol: true },
  });
  assert.is(kindIn(told(listener('app'))[0]), 'alb');
  assert.is(kindIn(told(listener('net'))[0]), 'nlb');
  assert.equal(told(listener('gwy')), []);
});

test('a listener that speaks GENEVE is one of a Gateway Load Balancer, and ends no TLS', () => {
  const listener = { type: 'aws_lb_listener', name: 'one', after: { port: 6081, protocol: 'GENEVE' } };
  assert.equal(told(listener), []);
});

test('a listener is in the Region of its load balancer where its own provider tells none', () => {
  const after = { port: 443, protocol: 'HTTPS', load_balancer_arn: `${ARN}:loadbalancer/app/shared/50dc6c495c0c9188` };
  const listener: Created = { type: 'aws_lb_listener', name: 'one', after: { ...after, region: 'eu-central-1' } };
  const region = (one: Created) => listenersOf(one)[0]?.accepts.region;
  assert.equal(region(listener), known('eu-central-1'));
  const found = region({ ...listener, after, unknown: { region: true } });
  assert.equal(found?.kind === 'unknown' ? found.candidates : found, ['eu-west-1']);
});

test('a further certificate is in the Region that the ARN of its listener tells', () => {
  const certificate: Created = {
    type: 'aws_lb_listener_certificate',
    name: 'more',
    after: { listener_arn: `${ARN}:listener/net/shared/50dc6c495c0c9188/f2f7dc8efc522ab2` },
    unknown: { region: true, certificate_arn: true },
  };
  const found = listenersOf(certificate)[0]?.accepts.region;
  assert.equal(found?.kind === 'unknown' ? found.candidates : found, ['eu-west-1']);
});

test('a look-up that names no protocol does not make its listener a plain one', () => {
  const lookup: Created = {
    mode: 'data',
    type: 'aws_lb_listener',
    name: 'later',
    after: { port: 443 },
    unknown: { arn: true, protocol: true, load_balancer_arn: true },
    expressions: { port: { constant_value: 443 } },
  };
  const references = ['data.aws_lb_listener.later.arn', 'data.aws_lb_listener.later'];
  const certificate: Created = {
    type: 'aws_lb_listener_certificate',
    name: 'more',
    after: {},
    unknown: { listener_arn: true, certificate_arn: true },
    expressions: { listener_arn: { references } },
  };
  const [found] = listenersOf(certificate, lookup);
  assert.is.not(found?.secure.kind === 'known' && !found.secure.value, true);
});

test('a further certificate has the port of the listener that it is added to', () => {
  const arn = `${ARN}:listener/net/shared/50dc6c495c0c9188/f2f7dc8efc522ab2`;
  const certificate: Created = {
    type: 'aws_lb_listener_certificate',
    name: 'more',
    after: { listener_arn: arn, certificate_arn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1' },
  };
  const listener: Created = {
    type: 'aws_lb_listener',
    name: 'tls',
    after: { arn, port: 8443, protocol: 'TLS' },
    before: { arn, port: 8443, protocol: 'TLS' },
  };
  assert.is(told(certificate, listener)[0], 'nlb 8443 TLS aws_lb_listener.tls');
  assert.is(told(certificate)[0], 'nlb unknown TLS aws_lb_listener_certificate.more');
});

const SHARED = `${ARN}:loadbalancer/app/shared/50dc6c495c0c9188`;

/** A listener without a protocol whose load balancer is what some references name. */
const listenerOf = (...references: readonly string[]): Created => ({
  type: 'aws_lb_listener',
  name: 'one',
  after: { port: 80 },
  unknown: { load_balancer_arn: true, protocol: true },
  expressions: { load_balancer_arn: { references } },
});

const balancer = (name: string, more: Partial<Created> = {}): Created => ({
  type: 'aws_lb',
  name,
  after: { name },
  unknown: { arn: true, id: true, dns_name: true },
  ...more,
});

test('a listener of an Application Load Balancer that names no protocol speaks HTTP', () => {
  const listener = listenerOf('aws_lb.web.arn', 'aws_lb.web');
  assert.equal(told(listener, balancer('web')), ['alb 80 HTTP aws_lb.web']);
  const network = balancer('web', { after: { load_balancer_type: 'network' } });
  assert.not.match(told(listener, network)[0] ?? '', 'HTTP');
});

test('a load balancer that is looked up at apply may be of either kind', () => {
  const listener = listenerOf('data.aws_lb.web.arn', 'data.aws_lb.web');
  const found = listenersOf(listener, balancer('web', { mode: 'data' }))[0]?.service;
  assert.equal(found?.kind === 'unknown' ? found.candidates : found, ['alb', 'nlb']);
});

test('what may be one of two load balancers, or another attribute of one, is none of them', () => {
  const isOwn = (...resources: readonly Created[]) => told(...resources)[0]?.endsWith(' aws_lb_listener.one');
  const pair = listenerOf('aws_lb.a.arn', 'aws_lb.a', 'aws_lb.b.arn', 'aws_lb.b');
  assert.is(isOwn(pair, balancer('a'), balancer('b')), true);
  assert.is(isOwn(listenerOf('aws_lb.a.dns_name', 'aws_lb.a'), balancer('a')), true);
  assert.is(isOwn(listenerOf('aws_lb.a.id', 'aws_lb.a'), balancer('a')), false);
});

test('a load balancer that the plan manages goes before the look-up of the same', () => {
  const same = { after: { arn: SHARED, name: 'shared' }, unknown: {} };
  const after = { port: 80, protocol: 'HTTP', load_balancer_arn: SHARED };
  const listener = { type: 'aws_lb_listener', name: 'one', after };
  const found = told(listener, balancer('web', same), balancer('web', { ...same, mode: 'data' }));
  assert.equal(found, ['alb 80 HTTP aws_lb.web']);
});

test('a listener is in the account that the ARN of its load balancer tells', () => {
  const after = { port: 443, protocol: 'HTTPS', load_balancer_arn: SHARED };
  const account = listenersOf({ type: 'aws_lb_listener', name: 'one', after })[0]?.accepts.account;
  assert.equal(account?.kind === 'unknown' ? account.candidates : account, ['123456789012']);
});

test('a look-up of a listener of an Application Load Balancer is not taken for a plain one', () => {
  const lookup: Created = {
    mode: 'data',
    type: 'aws_lb_listener',
    name: 'later',
    after: { load_balancer_arn: SHARED },
    unknown: { arn: true, protocol: true },
    expressions: { load_balancer_arn: { constant_value: SHARED } },
  };
  const certificate: Created = {
    type: 'aws_lb_listener_certificate',
    name: 'more',
    after: {},
    unknown: { listener_arn: true, certificate_arn: true },
    expressions: { listener_arn: { references: ['data.aws_lb_listener.later.arn', 'data.aws_lb_listener.later'] } },
  };
  assert.equal(listenersOf(certificate, lookup)[0]?.secure, known(true));
});

test.run();
