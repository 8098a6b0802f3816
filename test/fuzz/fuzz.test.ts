import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runFuzz } from './run-fuzz.js';
import { TARGETS } from './targets.js';
import { inputOf, outcomeOf, targetOf } from './worker.js';

test('mutated inputs of every kind give a report or a refusal, never a fault and never a hang', async () => {
  const result = await runFuzz(600, 2);
  assert.equal(result.faults, []);
  assert.is(result.reports + result.refusals, 600);
});

test('the mutated inputs are worth judging: of every kind some are read, and most are refused by some', async () => {
  const read = new Set<string>();
  const refused = new Set<string>();
  for (let seed = 0; seed < 600 && read.size < TARGETS.length; seed += 1) {
    ((await outcomeOf(seed)) === 2 ? refused : read).add(targetOf(seed).name);
  }
  assert.equal(
    TARGETS.map(({ name }) => name).filter((name) => !read.has(name)),
    [],
  );
  assert.ok(refused.size > TARGETS.length / 2);
});

test('the same seed gives the same input', () => {
  assert.equal(inputOf(7), inputOf(7));
  assert.not.equal(inputOf(8), inputOf(10));
});

/** What the fuzzer found once. */
const FOUND: readonly number[] = [];

for (const seed of FOUND) {
  test(`seed ${seed} is no fault`, async () => {
    assert.ok([0, 1, 2].includes(await outcomeOf(seed)));
  });
}

test.run();
