import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { usersCollector } from '../../../src/facts/index.js';
import { known, unknown } from '../../../src/model/value.js';
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

test.run();
