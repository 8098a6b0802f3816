import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absent, known, unknown } from '../../../src/model/value.js';
import { homeIn, partOf, routesOf } from '../../../src/report/common/routes.js';
import { certificate, domain, finding, listener } from '../build.js';

const only = (more: Parameters<typeof listener>[0] = {}) =>
  routesOf({ address: 'aws_elb.web', port: 443, facts: [listener(more).facts], findings: [] })[0];

test('the facts that decided a finding tell which part of the diagram it is about', () => {
  const part = (...decidedBy: string[]) => partOf(finding({ decidedBy }));
  assert.is(part('secure', 'certificate.source', 'certificate.keyAlgorithm'), 'key');
  assert.is(part('/certificate/keyMatches'), 'key');
  assert.is(part('certificate.region', 'loadBalancer.region'), 'link');
  assert.is(part('certificate.source'), 'link');
  assert.is(part('certificate.region', 'accepts.region'), 'link');
  assert.is(part('certificate.covers'), 'link');
  assert.is(part('certificate.source', 'certificate.domainNames'), 'certificate');
  assert.is(part('protocol', 'instanceProtocol'), 'listener');
});

test('a domain goes by its names, and is at home where its certificate has to be', () => {
  const route = (more: Parameters<typeof domain>[0] = {}) =>
    routesOf({ address: 'aws_cloudfront_distribution.site', facts: [domain(more).facts], findings: [] })[0];
  assert.equal(route()?.home, { kind: 'region', region: 'us-east-1' });
  assert.is(route()?.name, 'www.example.com');
  assert.is(route()?.owner, 'aws_cloudfront_distribution.site');
  assert.is(route({ names: known(['a', 'b', 'c', 'd', 'e']) })?.name, 'a, b, c and 2 more');
  assert.is(route({ names: known([]) })?.name, 'no name of its own');
  assert.is(route({ names: unknown('r') })?.name, 'names not known yet');
  const { accepts } = domain().facts;
  assert.equal(route({ region: known('eu-west-1'), accepts: { ...accepts, region: absent } })?.home, {
    kind: 'region',
    region: 'eu-west-1',
  });
});

test('what can only be in one Region is at home there, what may be in several is not', () => {
  assert.equal(homeIn(unknown('r', { candidates: ['eu-west-1'] })), { kind: 'region', region: 'eu-west-1' });
  assert.equal(homeIn(unknown('r', { candidates: ['eu-west-1', 'us-east-1'] })), { kind: 'unknown' });
  assert.equal(homeIn(unknown('r', { candidates: ['eu-west-1'], sensitive: true })), { kind: 'unknown' });
});

test('a certificate goes by its address, else its ARN, else the first step towards it', () => {
  assert.is(only()?.certificate?.name, 'aws_acm_certificate.site');
  assert.is(
    only({ certificate: certificate({ address: absent }) })?.certificate?.name,
    'arn:aws:acm:us-east-1:123456789012:certificate/1',
  );
  const nameless = certificate({ address: unknown('r'), arn: unknown('r'), source: unknown('r') });
  assert.is(
    only({ certificate: nameless, trace: ['aws_elb.web', 'module.cert.arn'] })?.certificate?.name,
    'module.cert.arn',
  );
});

test('a certificate that may be one of several names them all, and is none of them', () => {
  const alternatives = ['one', 'two'].map((name) => certificate({ address: known(`aws_acm_certificate.${name}`) }));
  const node = only({
    certificate: certificate({ address: unknown('r'), arn: unknown('r'), alternatives }),
  })?.certificate;
  assert.is(node?.name, 'aws_acm_certificate.one or aws_acm_certificate.two');
  assert.is(node?.kind, 'unknown');
});

test('a plain listener without a certificate misses none, a secure one does', () => {
  const none = certificate({ source: known('none'), address: absent, arn: absent, keyAlgorithm: absent });
  assert.is(only({ certificate: none, secure: known(false) })?.certificate, null);
  assert.is(only({ certificate: none })?.certificate?.kind, 'missing');
  assert.is(only({ certificate: none })?.key, null);
});

test('a certificate of IAM is in every Region', () => {
  assert.equal(only({ certificate: certificate({ source: known('iam'), region: absent }) })?.certificate?.home, {
    kind: 'everywhere',
  });
});

test.run();
