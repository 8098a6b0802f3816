import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runFuzz } from './run-fuzz.js';
import { inputOf, outcomeOf } from './worker.js';

test('mutated plans give a report or a refusal, never a fault and never a hang', async () => {
  const result = await runFuzz(600, 2);
  assert.equal(result.faults, []);
  assert.is(result.reports + result.refusals, 600);
});

test('the mutated plans are worth judging: most still give a report, some are refused', async () => {
  const outcomes = Array.from({ length: 60 }, (_, seed) => outcomeOf(inputOf(seed)));
  assert.ok(outcomes.filter((outcome) => outcome !== 2).length > 30);
  assert.ok(outcomes.includes(2));
});

test('the same seed gives the same plan', () => {
  assert.is(inputOf(7), inputOf(7));
  assert.is.not(inputOf(7), inputOf(8));
});

test.run();
