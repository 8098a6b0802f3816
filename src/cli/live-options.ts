import type { Argv } from 'yargs';
import type { LiveOptions } from '../live/options.js';
import { parseArn } from '../model/arn.js';
import { type Problem, UnusableInput } from '../model/problem.js';

/** The options of every command that can ask AWS. */
export interface LiveArguments {
  readonly live?: string | undefined;
  readonly liveTimeout?: string | undefined;
  readonly asRole?: string | undefined;
  readonly showAccountIds?: boolean | undefined;
}

export function liveOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('live', {
      describe:
        'Look up in AWS what the plan cannot tell; --live=require exits with 2 where a look-up that matters fails',
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
export function parseLive({ live, liveTimeout, asRole, showAccountIds }: LiveArguments): LiveOptions | undefined {
  const problems: Problem[] = [];
  if (live !== undefined && live !== '' && live !== 'require') {
    problems.push({
      path: '--live',
      message: `${JSON.stringify(live)} is not a way to look up`,
      hint: 'write --live or --live=require, after the inputs or with = before them',
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
