import { extname, join } from 'node:path';
import { childProcess } from '../packages.js';
import { type Answers, allUnanswered } from './answers.js';
import { DeadlinePassed } from './deadline.js';
import { failureOf } from './failure.js';
import { endGroup } from './process-group.js';
import type { Inquiry } from './questions.js';

/** What the child process may take to start and to hand over its answers. */
const GRACE_MS = 2_000;

/**
 * Asks AWS in a child process. A look-up of a host name that hangs delays even the exit of the process that began it, so
 * that only a process that is ended from outside ends in time. The child also keeps to itself whatever the AWS client or
 * a profile's credential process writes.
 */
export function inquireInChildProcess(inquiry: Inquiry): Promise<Answers> {
  const { timeoutMs } = inquiry;
  const child = childProcess().fork(entryFile(), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    // A group of its own, so that a credential process which it started can be ended with it.
    detached: true,
  });
  return new Promise((resolve) => {
    const end = (answers: Answers) => {
      clearTimeout(clock);
      if (child.pid !== undefined) endGroup(child.pid);
      resolve(answers);
    };
    const fail = (error: unknown) =>
      end(allUnanswered(inquiry, failureOf(error, { service: 'AWS', action: 'sts:GetCallerIdentity', timeoutMs })));
    const clock = setTimeout(() => fail(new DeadlinePassed()), timeoutMs + GRACE_MS);
    child.once('message', (answers) => end(answers as Answers));
    child.once('error', fail);
    child.once('exit', () => fail(new Error('the process ended without an answer')));
    child.send(inquiry, (error) => {
      if (error !== null) fail(error);
    });
  });
}

/** A file beside this one, in the source as in the package. */
function entryFile(): string {
  return join(import.meta.dirname, `inquiry-process${extname(import.meta.filename)}`);
}
