import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accepts, rowsOfEndpoint, rowsOfService, services } from '../../src/facts/services.js';
import type { ServiceName } from '../../src/model/facts/accepts.js';
import { SERVICES } from '../../src/model/facts.js';
import { known, unknown, type Value } from '../../src/model/value.js';

test('every service has a row, Classic Load Balancers first, and every row says where that is written', () => {
  assert.equal([...new Set(services.map(({ name }) => name))], [...SERVICES]);
  for (const { title, source, answers } of services) {
    assert.ok(source.length > 0 && answers.length > 0, title);
    for (const { url, read } of source) assert.ok(URL.canParse(url) && !Number.isNaN(Date.parse(read)), title);
  }
});

function placeIn(region: Value<string>) {
  return { region, partition: known('aws'), account: known('123456789012') };
}

test('what two kinds of load balancer take alike is known where it may be either', () => {
  const own = placeIn(unknown('the Region is not told', { identity: 'region of provider aws' }));
  const rows = [...rowsOfService('alb'), ...rowsOfService('nlb')];
  const { keyAlgorithms, sources, region } = accepts(rows, own, 'either');
  assert.equal(sources, known(['acm', 'iam']));
  assert.equal(region, own.region);
  assert.is(keyAlgorithms.kind === 'unknown' ? keyAlgorithms.candidates?.length : 0, 2);
});

test('a service of its own Region sees certificates there, CloudFront those of us-east-1', () => {
  const own = placeIn(known('eu-west-1'));
  assert.equal(accepts(rowsOfService('classic-elb'), own, '').region, own.region);
  assert.equal(accepts(rowsOfService('cloudfront'), own, '').region, known('us-east-1'));
});

test('each service takes its own keys from ACM', () => {
  const takes = (service: ServiceName, key: string) => rowsOfService(service)[0]?.keyAlgorithms?.includes(key);
  const keys = ['RSA_2048', 'RSA_4096', 'EC_prime256v1', 'EC_secp521r1'];
  const taken = (service: ServiceName) => keys.filter((key) => takes(service, key));
  assert.equal(taken('classic-elb'), ['RSA_2048']);
  assert.equal(taken('alb'), keys);
  assert.equal(taken('nlb'), ['RSA_2048', 'EC_prime256v1', 'EC_secp521r1']);
  assert.equal(taken('cloudfront'), ['RSA_2048', 'RSA_4096', 'EC_prime256v1']);
  assert.equal(taken('api-gateway'), taken('cloudfront'));
});

test('a private endpoint takes what a regional one does', () => {
  assert.is(rowsOfEndpoint('PRIVATE')[0], rowsOfEndpoint('REGIONAL')[0]);
  assert.is(rowsOfEndpoint('REGIONAL')[0]?.region, 'own');
  assert.is(rowsOfEndpoint('EDGE')[0]?.region, 'us-east-1');
});

test.run();
