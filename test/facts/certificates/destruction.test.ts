import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { usersCollector } from '../../../src/facts/index.js';
import { toPublicJson, type Value } from '../../../src/model/value.js';
import { type Created, planOf, webElb } from '../collect.js';

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const OTHER = ARN.replace(/0$/, '1');
const ID = 'ASCACKCEVSQ6CEXAMPLE1';

const NEW: Created = { type: 'aws_acm_certificate', name: 'new', after: {}, unknown: { arn: true, id: true } };
const GOING: Created = {
  type: 'aws_acm_certificate',
  name: 'old',
  after: {},
  before: { arn: ARN },
  actions: ['delete'],
};
const REPLACED: Created = { ...NEW, before: { arn: ARN }, actions: ['delete', 'create'] };
const references = ['aws_acm_certificate.new.arn', 'aws_acm_certificate.new'];

/** A load balancer that has a certificate, and gets the new one. */
const user = (had: string, more: Partial<Created> = {}) =>
  webElb({ references }, { before: { name: 'web', listener: [{ lb_port: 443, ssl_certificate_id: had }] }, ...more });

function told(...resources: readonly Created[]) {
  const options = { now: new Date('2026-11-24T00:00:00Z'), regions: new Map<string, string>() };
  const { listeners, domains } = usersCollector(options)(planOf(resources));
  const [first] = [...listeners, ...domains];
  const value: Value<boolean> | undefined = first?.facts.certificate.destroyedInUse;
  return value?.kind === 'unknown' ? value.reason : toPublicJson({ value })['value'];
}

test('a certificate that is replaced delete first is destroyed in use, where its user is updated', () => {
  assert.is(told(REPLACED, user(ARN)), true);
  assert.is(told(REPLACED, user(OTHER)), false);
  assert.is(told(REPLACED, user(ARN, { actions: ['delete', 'create'] })), false);
  assert.is(told({ ...REPLACED, actions: ['create', 'delete'] }, user(ARN)), false);
  assert.is(
    told({ ...REPLACED, before: {} }, user(ARN)),
    'the plan does not tell the ARN that aws_acm_certificate.new has',
  );
});

test('whether one that leaves the configuration goes before its user is updated depends on how it was made', () => {
  const order =
    'aws_elb.web is updated after aws_acm_certificate.old is destroyed, unless that was made with create_before_destroy';
  assert.is(told(NEW, GOING, user(ARN)), order);
  assert.is(told(GOING, webElb(OTHER, { before: user(ARN).before ?? {} })), order);
  assert.is(told(NEW, GOING, user(OTHER)), false);
  assert.is(told(NEW, GOING, user(ARN, { actions: ['delete', 'create'] })), false);
  assert.is(told(NEW, { ...GOING, actions: ['forget'] }, user(ARN)), false);
  assert.is(told(NEW, { ...GOING, type: 'aws_lb' }, user(ARN)), false);
});

test('what one listener loses, the update of its load balancer waits for, whatever the others keep', () => {
  const both = { name: 'web', listener: [{ ssl_certificate_id: ARN }, { ssl_certificate_id: OTHER }] };
  assert.type(told(GOING, webElb(OTHER, { before: both })), 'string');
});

test('a load balancer that is not updated waits for nothing', () => {
  const secure = (lb_port: number, ssl_certificate_id: string) => {
    return { lb_port, lb_protocol: 'HTTPS', instance_port: 80, instance_protocol: 'HTTP', ssl_certificate_id };
  };
  const both = { name: 'web', listener: [secure(443, OTHER), secure(8443, ARN)] };
  assert.is(told(GOING, webElb(OTHER, { before: both, after: both, actions: ['no-op'] })), null);
  assert.type(told(GOING, webElb(OTHER, { before: both, after: both, actions: ['update'] })), 'string');
});

test('a listener whose own certificate goes has another fault than waiting for it', () => {
  const both = { name: 'web', listener: [{ ssl_certificate_id: ARN }, { ssl_certificate_id: OTHER }] };
  assert.is(told(GOING, webElb(ARN, { before: both })), false);
  assert.is(told(webElb(ARN)), null);
});

test('where nobody knows which certificate it will be, one that the user does not have is not lost', () => {
  const hidden = { references: ['local.arn'] };
  const { before = {} } = user(OTHER);
  assert.is(told(GOING, webElb(hidden, { before })), false);
  assert.type(told(GOING, webElb(hidden, { before: user(ARN).before ?? {} })), 'string');
});

test('a load balancer that is made loses none, also where not even its listeners are known', () => {
  assert.is(told(GOING, { type: 'aws_elb', name: 'web', after: {}, unknown: { listener: true } }), null);
});

test('a name is no other that begins with it', () => {
  const arn = 'arn:aws:iam::123456789012:server-certificate/shop';
  const going: Created = { ...GOING, type: 'aws_iam_server_certificate', before: { arn } };
  assert.is(told(NEW, going, user(`${arn}-eu`)), false);
  assert.type(told(NEW, going, user(`${arn}-eu,${arn}`)), 'string');
  const { before = {} } = user(`${arn}-eu,${ARN}`);
  assert.type(told(GOING, webElb(arn, { before })), 'string');
});

test('CloudFront has a certificate of IAM by its id', () => {
  const certificate: Created = {
    type: 'aws_iam_server_certificate',
    name: 'new',
    after: { name: 'new', path: '/cloudfront/' },
    unknown: { arn: true, id: true },
    before: { arn: 'arn:aws:iam::123456789012:server-certificate/cloudfront/new', id: ID },
    actions: ['delete', 'create'],
  };
  const named = ['aws_iam_server_certificate.new.id', 'aws_iam_server_certificate.new'];
  const distribution = (id: string): Created => ({
    type: 'aws_cloudfront_distribution',
    name: 'cdn',
    after: { aliases: ['www.example.com'], viewer_certificate: [{}] },
    unknown: { viewer_certificate: [{ iam_certificate_id: true }] },
    before: { viewer_certificate: [{ iam_certificate_id: id }] },
    expressions: { viewer_certificate: [{ iam_certificate_id: { references: named } }] },
  });
  assert.is(told(certificate, distribution(ID)), true);
  assert.is(told(certificate, distribution('ASCACKCEVSQ6CEXAMPLE2')), false);
});

test.run();
