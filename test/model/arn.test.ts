import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isRegion, parseArn, partitionOf, regionOfZone } from '../../src/model/arn.js';

test('the parser reads the parts of an ARN in every partition', () => {
  assert.equal(parseArn('arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/x:y'), {
    partition: 'aws-us-gov',
    service: 'acm',
    region: 'us-gov-west-1',
    account: '123456789012',
    resource: 'certificate/x:y',
  });
  assert.is(parseArn('arn:aws-eusc:acm:eusc-de-east-1:123456789012:certificate/x')?.region, 'eusc-de-east-1');
});

test('text that is no ARN is none', () => {
  for (const text of ['', 'web-cert', 'arn:aws:acm', 'arn:gcp:acm:us-east-1:1:x', 'ARN:aws:acm:us-east-1:1:x'])
    assert.is(parseArn(text), undefined);
});

test('the parser tells a Region from what only looks like one', () => {
  for (const region of ['us-east-1', 'ap-southeast-2', 'us-gov-west-1', 'us-isob-east-1', 'eusc-de-east-1'])
    assert.ok(isRegion(region), region);
  for (const text of ['us-east-1a', 'us', '', 'us east 1', 'US-EAST-1', 'us-east-1 ']) assert.not(isRegion(text), text);
});

test('a Region tells its partition', () => {
  assert.is(partitionOf('eu-west-1'), 'aws');
  assert.is(partitionOf('cn-north-1'), 'aws-cn');
  assert.is(partitionOf('us-gov-east-1'), 'aws-us-gov');
  assert.is(partitionOf('us-isob-east-1'), 'aws-iso-b');
  assert.is(partitionOf('eusc-de-east-1'), 'aws-eusc');
});

test('the Region of a zone, Local Zones and Wavelength Zones among them', () => {
  assert.is(regionOfZone('us-west-2a'), 'us-west-2');
  assert.is(regionOfZone('us-west-2-lax-1a'), 'us-west-2');
  assert.is(regionOfZone('us-east-1-wl1-bos-wlz-1'), 'us-east-1');
  assert.is(regionOfZone('us-gov-west-1b'), 'us-gov-west-1');
  assert.is(regionOfZone('somewhere'), undefined);
});

test.run();
