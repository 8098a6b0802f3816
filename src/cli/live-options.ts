import type { Argv } from 'yargs';
import type { LiveOptions } from '../live/session.js';
import { parseArn } from '../model/arn.js';
import { type Problem, UnusableInput } from '../model/problem.js';

/** The options of every command that can ask AWS. */
export interface LiveArguments {
  readonly live?: Given<string>;
  readonly liveTimeout?: Given<string>;
  readonly asRole?: Given<string>;
  readonly showAccountIds?: boolean | undefined;
}

/** An option is a list where it was given twice. */
type Given<T> = T | readonly T[] | undefined;

/** `--live` alone as `--live=use`: without a value it would take the next word, which is an input, for one. */
export function withLiveMode(words: readonly string[]): readonly string[] {
  return words.map((word) => (word === '--live' ? '--live=use' : word));
}

export function liveOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('live', {
      describe:
        'Look up in AWS what the plan cannot tell; --live=require exits with 2 where a look-up that a verdict needs fails',
      type: 'string',
    })
    .option('live-timeout', {
      describe: 'Seconds that all look-ups together may take, 15 unless told otherwise',
      type: 'string',
      requiresArg: true,
    })
    .option('as-role', {
      describe: 'The ARN of the role that applies: with --live, whether it may list certificates is asked, too',
      type: 'string',
      requiresArg: true,
    })
    .option('show-account-ids', {
      describe: 'With --live, show the account ids that AWS tells',
      type: 'boolean',
    });
}

/** The longest that anybody waits. Unit: seconds. */
const LONGEST = 3_600;

/** What the arguments say of look-ups; undefined where AWS is not to be asked. Problems: all that cannot be used. */
export function parseLive(args: LiveArguments): LiveOptions | undefined {
  const { showAccountIds } = args;
  const [live, liveTimeout, asRole] = [strictest(args.live), last(args.liveTimeout), last(args.asRole)];
  const problems: Problem[] = [];
  if (live !== undefined && live !== 'use' && live !== 'require') {
    problems.push({
      path: '--live',
      message: `${JSON.stringify(live)} is not a way to look up`,
      hint: 'write --live or --live=require',
    });
  }
  const seconds = liveTimeout === undefined ? undefined : Number(liveTimeout);
  if (seconds !== undefined && !(seconds > 0 && seconds <= LONGEST)) {
    problems.push({
      path: '--live-timeout',
      message: `${JSON.stringify(liveTimeout)} is not a number of seconds`,
      hint: `write one up to ${LONGEST}`,
    });
  }
  if (asRole !== undefined && !isRoleArn(asRole)) {
    problems.push({
      path: '--as-role',
      message: `${JSON.stringify(asRole)} is not the ARN of a role`,
      hint: 'write it as arn:aws:iam::123456789012:role/deploy; a session of sts has no policies to ask about',
    });
  }
  const given = { '--live-timeout': liveTimeout, '--as-role': asRole, '--show-account-ids': showAccountIds };
  if (live === undefined) {
    for (const [path, value] of Object.entries(given)) {
      if (value !== undefined) problems.push({ path, message: 'means nothing without --live', hint: 'add --live' });
    }
  }
  if (problems.length > 0) throw new UnusableInput(problems);
  if (live === undefined) return;
  return {
    required: live === 'require',
    asRole,
    showAccountIds: showAccountIds === true,
    ...(seconds === undefined ? {} : { timeoutMs: seconds * 1_000 }),
  };
}

/** IAM can be asked about roles, not about the sessions of one. */
function isRoleArn(text: string): boolean {
  const arn = parseArn(text);
  return arn?.service === 'iam' && /^role\/./.test(arn.resource) && /^\d{12}$/.test(arn.account);
}

function last<T>(given: Given<T>): T | undefined {
  return [given].flat().at(-1) as T | undefined;
}

function strictest(live: LiveArguments['live']) {
  return [live].flat().includes('require') ? 'require' : last(live);
}
