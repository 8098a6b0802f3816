import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { usersCollector } from '../../../src/facts/index.js';
import { absent, known, unknown } from '../../../src/model/value.js';
import { type Created, planOf } from '../collect.js';

function domainsOf(...resources: readonly Created[]) {
  const options = { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() };
  return usersCollector(options)(planOf(resources)).domains.map(({ facts }) => facts);
}

const cognito = (more: Partial<Created>): Created => ({
  type: 'aws_cognito_user_pool_domain',
  name: 'login',
  after: {},
  ...more,
});

test('a Cognito domain that is only a prefix answers for no name of its own', () => {
  assert.equal(domainsOf(cognito({ after: { domain: 'my-login' } })), []);
  assert.equal(domainsOf(cognito({ after: { domain: 'auth.example.com' } }))[0]?.secure, known(true));
});

test('a Cognito domain that is known after apply may need a certificate', () => {
  assert.equal(
    domainsOf(cognito({ unknown: { domain: true } }))[0]?.secure,
    unknown('known after apply: aws_cognito_user_pool_domain.login.domain'),
  );
});

test('a server certificate has the path that its resource or its ARN tells', () => {
  const pathOf = (after: Created['after'], unknown: Created['unknown'] = {}) => {
    const references = ['aws_iam_server_certificate.site.id', 'aws_iam_server_certificate.site'];
    const [found] = domainsOf(
      {
        type: 'aws_cloudfront_distribution',
        name: 'site',
        after: { viewer_certificate: [{}] },
        unknown: { viewer_certificate: [{ iam_certificate_id: true }] },
        expressions: { viewer_certificate: [{ iam_certificate_id: { references } }] },
      },
      { type: 'aws_iam_server_certificate', name: 'site', after, unknown: { id: true, ...unknown } },
    );
    return found?.certificate.path;
  };
  assert.equal(pathOf({}), known('/'));
  assert.equal(pathOf({ path: '/cloudfront/site/' }), known('/cloudfront/site/'));
  assert.is(pathOf({}, { path: true })?.kind, 'unknown');
});

test('a certificate has to be in the account and partition of its domain', () => {
  const [found] = domainsOf(cognito({ after: { domain: 'auth.example.com' } }));
  assert.equal(found?.accepts.account, found?.account);
  assert.equal(found?.accepts.partition, found?.partition);
});

const FAR = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
const NEAR = 'arn:aws:acm:eu-west-1:123456789012:certificate/1';

function api(after: object, more: Partial<Created> = {}) {
  const names = { domain_name: 'a.example.com' };
  return domainsOf({ type: 'aws_api_gateway_domain_name', name: 'api', after: { ...names, ...after }, ...more })[0];
}

const ofType = (type: string) => ({ endpoint_configuration: [{ types: [type] }] });

test('the type of endpoint decides from which Region a domain of API Gateway takes its certificate', () => {
  const region = (after: object) => api(after)?.accepts.region;
  assert.equal(region({ certificate_arn: FAR, ...ofType('EDGE') }), known('us-east-1'));
  assert.equal(region({ certificate_arn: NEAR, ...ofType('PRIVATE') }), known('eu-west-1'));
  assert.equal(region({ regional_certificate_arn: NEAR, ...ofType('REGIONAL') }), known('eu-west-1'));
});

test('of a certificate in the argument of another type of endpoint nothing more is demanded', () => {
  const found = api({ certificate_arn: FAR, ...ofType('REGIONAL') });
  assert.equal(found?.accepts.region, absent);
  assert.equal(found?.accepts.keyAlgorithms, absent);
});

test('of two certificates of a domain the one of its own Region has to be right', () => {
  const found = api({ certificate_arn: FAR, regional_certificate_arn: NEAR, ...ofType('EDGE') });
  assert.equal(found?.accepts.region, known('eu-west-1'));
  assert.equal(found?.certificate.region, known('eu-west-1'));
});

test('the argument that surely names a certificate goes before one that may', () => {
  const expressions = { certificate_arn: { references: ['var.certificate'] } };
  const found = api({ regional_certificate_arn: NEAR }, { unknown: { certificate_arn: true }, expressions });
  assert.equal(found?.certificateArgument, known('regional_certificate_arn'));
});

test('PEM that API Gateway takes itself is named by its own argument', () => {
  assert.equal(api({ certificate_body: 'x' })?.certificateArgument, known('certificate_body'));
});

test('a type of endpoint that nobody names is EDGE for a new domain, and what it was for another', () => {
  const later = { unknown: { endpoint_configuration: true }, expressions: {} };
  assert.equal(api({}, later)?.endpointType, known('EDGE'));
  assert.is(api({}, { ...later, before: {} })?.endpointType.kind, 'unknown');
});

test('outside of partition aws no Region is demanded for the edge', () => {
  const found = api({ region: 'cn-north-1', certificate_arn: FAR, ...ofType('EDGE') });
  assert.equal(found?.accepts.region, absent);
});

function site(certificate: object, more: Partial<Created> = {}, ...others: readonly Created[]) {
  const after = { aliases: ['www.example.com'], viewer_certificate: [certificate] };
  return domainsOf({ type: 'aws_cloudfront_distribution', name: 'site', after, ...more }, ...others)[0];
}

test('the id in IAM goes before the ARN of ACM, where the ARN of IAM names nothing', () => {
  const both = site({ iam_certificate_id: 'ASCACKCEVSQ6C2EXAMPLE', acm_certificate_arn: FAR });
  assert.equal(both?.certificateArgument, known('viewer_certificate.iam_certificate_id'));
  const crossed = site({ acm_certificate_arn: 'arn:aws:iam::123456789012:server-certificate/site' });
  assert.equal(crossed?.certificate.source, known('other'));
});

test('a distribution may need a certificate where its aliases, or its certificate, are not known', () => {
  const open = site({}, { after: { viewer_certificate: [{}] }, unknown: { aliases: true } });
  assert.is(open?.secure.kind, 'unknown');
  const unknown = { viewer_certificate: [{ acm_certificate_arn: true }] };
  const expressions = { viewer_certificate: [{ acm_certificate_arn: { references: ['var.certificate'] } }] };
  const certified = site({}, { after: { aliases: [], viewer_certificate: [{}] }, unknown, expressions });
  assert.is(certified?.secure.kind, 'unknown');
  assert.equal(site({}, { after: { aliases: [] } })?.secure, known(false));
});

test('an alias that is known and not covered tells, whatever the others are', () => {
  const references = ['aws_acm_certificate.site.arn', 'aws_acm_certificate.site'];
  const names = { domain_name: 'shop.example.com', subject_alternative_names: ['shop.example.com'] };
  const found = site(
    {},
    {
      after: { aliases: ['www.example.com', null], viewer_certificate: [{}] },
      unknown: { aliases: [false, true], viewer_certificate: [{ acm_certificate_arn: true }] },
      expressions: { viewer_certificate: [{ acm_certificate_arn: { references } }] },
    },
    { type: 'aws_acm_certificate', name: 'site', after: names, unknown: { arn: true } },
  );
  const covers = found?.certificate.covers;
  assert.equal(covers?.kind === 'unknown' ? covers.candidates : covers, ['some', 'none']);
});

test('a domain that has a certificate, and one of an HTTP API, needs one whatever its name', () => {
  const certified = cognito({ after: { certificate_arn: FAR }, unknown: { domain: true } });
  assert.equal(domainsOf(certified)[0]?.secure, known(true));
  assert.equal(domainsOf({ type: 'aws_apigatewayv2_domain_name', name: 'api', after: {} })[0]?.secure, known(true));
});

test.run();
