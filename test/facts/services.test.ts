import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accepts, rowsOfService, services } from '../../src/facts/services.js';
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

test.run();
