import { isOfService } from '../model/facts.js';
import { mapGrounded } from '../model/grounds.js';
import type { CollectedFacts, ReportedDeployer, ReportedDomain, ReportedListener } from '../model/report.js';
import { hideAccountIds, withoutAccountIds } from './answers.js';
import { inquireInChildProcess } from './child-process.js';
import { callerAndRole, type Principals, regionsToList } from './deployers.js';
import { fillDomain, fillListener } from './fill.js';
import { noticeOf } from './notice.js';
import { distinctQuestions, questionsOf } from './questions.js';
import { regionNames, regionsOfUser, sensitiveAmong } from './region-names.js';
import { type FailedLookUp, failedLookUps } from './unanswered.js';

export { FILLABLE } from './questions.js';
export { type FailedLookUp, failureNotes, failureProblems } from './unanswered.js';

/** How certificates are looked up in AWS. */
export interface LiveOptions {
  /** Whether a look-up that a verdict needs must succeed. */
  readonly required?: boolean;
  /** The longest that everything together may take. */
  readonly timeoutMs?: number;
  /** The ARN of a role or user whose permission to deploy is asked for, too. */
  readonly asRole?: string | undefined;
  /** Whether account ids that AWS named are shown. */
  readonly showAccountIds?: boolean;
}

/** Enough for a slow network, short enough for somebody who waits at a terminal. */
const DEFAULT_TIMEOUT_MS = 15_000;

/** What is looked up: what the inputs say of certificates, and whom to ask about permission. */
export type Asked = Pick<CollectedFacts, 'listeners' | 'domains' | 'deployedByCaller'>;

/** The result of looking certificates up in AWS. */
export interface LiveResult {
  /** The listeners, their facts filled where the plans leave them unknown. */
  readonly listeners: readonly ReportedListener[];
  readonly domains: readonly ReportedDomain[];
  /** The role of `--as-role`; the caller where nobody was named. */
  readonly deployers: readonly ReportedDeployer[];
  readonly failed: readonly FailedLookUp[];
  /** What was done, in a line; undefined where there was nothing to ask. */
  readonly notice: string | undefined;
}

/** Looks up in AWS what the facts of some listeners and domains leave unknown. Always ends in time, and rejects for no failure of AWS. */
export async function lookUp(
  { listeners, domains, deployedByCaller }: Asked,
  options: LiveOptions,
): Promise<LiveResult> {
  const users = [...listeners, ...domains];
  const { asRole: role, timeoutMs = DEFAULT_TIMEOUT_MS, showAccountIds = false } = options;
  const questions = distinctQuestions(users.flatMap(({ facts }) => questionsOf(facts)));
  // AWS asks for the permission for Classic Load Balancers only.
  const classic = listeners.filter(({ facts }) => isOfService(facts, ['classic-elb']));
  const principals: Principals =
    role === undefined ? { caller: deployedByCaller, role: [] } : { caller: [], role: classic };
  const regions = regionsToList(classic);
  if (questions.length === 0 && regions.length === 0) {
    return { listeners, domains, deployers: [], failed: [], notice: undefined };
  }
  const sensitiveRegions = sensitiveAmong(users.flatMap(({ facts }) => regionsOfUser(facts)));
  const given = await inquireInChildProcess({ questions, regions, sensitiveRegions, role, timeoutMs });
  const answers = showAccountIds ? given : withoutAccountIds(given);
  const shownRole = role === undefined || showAccountIds ? role : hideAccountIds(role);
  return {
    listeners: listeners.map(({ input, ...found }) => {
      return { input, ...mapGrounded(found, (facts) => fillListener(facts, answers.certificates)) };
    }),
    domains: domains.map(({ input, ...found }) => {
      return { input, ...mapGrounded(found, (facts) => fillDomain(facts, answers.certificates)) };
    }),
    deployers: callerAndRole(principals, answers, shownRole ?? null),
    failed: failedLookUps(users, answers, principals),
    notice: noticeOf(answers, principals.caller.length > 0, regionNames(sensitiveRegions)),
  };
}
