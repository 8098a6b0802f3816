import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parsed, scanned } from './both-ways.js';
import { oddPlan } from './odd-plan.js';
import { compareReadings } from './run-differential.js';

test('a plan of any content in any spelling gives the same report scanned as parsed', () => {
  fc.assert(
    fc.property(oddPlan, ({ bytes, way }) => assert.is(scanned(bytes, way), parsed(bytes))),
    { numRuns: 400 },
  );
});

test('plans through a real pipe give the same report as parsed', async () => {
  assert.equal(await compareReadings({ plans: 10, pipes: 5 }), { compared: 15, different: [] });
});

test.run();
