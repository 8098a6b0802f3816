import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DeadlinePassed, inPool, startDeadline } from '../../src/live/deadline.js';

const never = new Promise<never>(() => {});

test('what is done in time is what it is, an error too', async () => {
  const deadline = startDeadline(10_000);
  assert.is(await deadline.bound(Promise.resolve(7)), 7);
  const failed = await deadline.bound(Promise.reject(new Error('no'))).catch((error: unknown) => error);
  assert.match(String(failed), 'no');
  deadline.end();
});

test('what outlasts the time is rejected, and requests are aborted', async () => {
  const deadline = startDeadline(20);
  const error = await deadline.bound(never).catch((reason: unknown) => reason);
  assert.instance(error, DeadlinePassed);
  assert.ok(deadline.signal.aborted);
  assert.instance(await deadline.bound(never).catch((reason: unknown) => reason), DeadlinePassed);
});

test('at the end requests under way are aborted, and nothing is rejected any more', async () => {
  const deadline = startDeadline(20);
  deadline.end();
  assert.ok(deadline.signal.aborted);
  const rejected = deadline.bound(never).then(
    () => true,
    () => true,
  );
  assert.is(await Promise.race([rejected, sleep(50, false)]), false);
});

test('a pool runs each thing once, and no more than its size at a time', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await inPool(2, [1, 2, 3, 4, 5], async (thing) => {
    running += 1;
    most = Math.max(most, running);
    await sleep(1);
    done.push(thing);
    running -= 1;
  });
  assert.is(most, 2);
  assert.equal([...done].sort(), [1, 2, 3, 4, 5]);
});

test.run();
