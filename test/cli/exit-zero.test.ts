import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { elbcert } from './run.js';

const PLAN = 'examples/plan-json/mixed/plan.json';

test('with --exit-zero findings do not make the run fail, and what cannot be used still does', () => {
  const run = (...args: string[]) => elbcert(['check', ...args]).status;
  assert.is(run(PLAN), 1);
  assert.is(run('--exit-zero', PLAN), 0);
  assert.is(run('--exit-zero', 'no-such-plan.json'), 2);
});

test.run();
