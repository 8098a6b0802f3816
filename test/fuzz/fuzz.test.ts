import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { once } from '../../src/model/collections.js';
import { runFuzz } from './run-fuzz.js';
import { TARGETS } from './targets.js';
import { inputOf } from './worker.js';

const run = once(() => runFuzz(600, 1));

test('mutated inputs of every kind give a report or a refusal, never a fault and never a hang', async () => {
  const { faults, reports, refusals } = await run();
  assert.equal(faults, []);
  assert.is(reports + refusals, 600);
});

test('the mutated inputs are worth judging: of every kind some are read, and most are refused by some', async () => {
  const { read, refused } = await run();
  assert.equal(
    TARGETS.map(({ name }) => name).filter((name) => !read.includes(name)),
    [],
  );
  assert.ok(refused.length > TARGETS.length / 2);
});

test('the same seed gives the same input', () => {
  assert.equal(inputOf(7), inputOf(7));
  assert.not.equal(inputOf(8), inputOf(10));
});

test.run();
