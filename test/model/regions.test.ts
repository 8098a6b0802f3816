import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isRegion } from '../../src/model/arn.js';
import { REGIONS, regionMistake } from '../../src/model/regions.js';

const SDK = dirname(createRequire(import.meta.url).resolve('@aws-sdk/core/package.json'));
const PARTITIONS = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';

test('every Region that the AWS SDK knows is a Region, and nothing else is', async () => {
  const { partitionsInfo } = await import(pathToFileURL(join(SDK, PARTITIONS)).href);
  const known = partitionsInfo.partitions.flatMap(({ regions }: { regions: object }) => Object.keys(regions));
  assert.equal([...REGIONS].sort(), known.filter((name: string) => !name.endsWith('-global')).sort());
});

test('a Region has the shape of one', () => {
  for (const region of REGIONS) assert.ok(isRegion(region), region);
});

test('a name that is no Region is told the nearest', () => {
  assert.is(regionMistake('eu-west-1'), undefined);
  assert.is(regionMistake('eu-wst-1'), '"eu-wst-1" is not a Region, did you mean "eu-west-1"');
  assert.is(regionMistake('Ireland'), '"Ireland" is not a Region');
});

test.run();
