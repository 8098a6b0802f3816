import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const plan = fileURLToPath(new URL('../../examples/plan-json/mixed/plan.json', import.meta.url));

test('with --exit-zero findings do not make the run fail, and what cannot be used still does', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', cli, 'check', ...args], { encoding: 'utf8' }).status;
  assert.is(run(plan), 1);
  assert.is(run('--exit-zero', plan), 0);
  assert.is(run('--exit-zero', 'no-such-plan.json'), 2);
});

test.run();
