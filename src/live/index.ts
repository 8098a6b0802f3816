import { usesAcm } from '../facts/deployers/permission.js';
import type { CollectedFacts, ReportedDeployer, ReportedDomain, ReportedListener } from '../model/report.js';
import { type Answers, hideAccountIds, withoutAccountIds } from './answers.js';
import { inquireInChildProcess } from './child-process.js';
import { callerAndRole } from './deployers.js';
import { fillDomain, fillListener } from './fill.js';
import { distinctQuestions, questionsOf } from './questions.js';
import { type FailedLookUp, failedLookUps } from './unanswered.js';

export { FILLABLE } from './questions.js';
export { type FailedLookUp, failureNotes, failureProblems } from './unanswered.js';

/** How certificates are looked up in AWS. */
export interface LiveOptions {
  /** Whether a look-up that a verdict needs must succeed. */
  readonly required?: boolean;
  /** The longest that everything together may take. */
  readonly timeoutMs?: number;
  /** The ARN of a role whose permission to deploy is asked for, too. */
  readonly asRole?: string | undefined;
  /** Whether account ids that AWS named are shown. */
  readonly showAccountIds?: boolean;
}

/** Enough for a slow network, short enough for somebody who waits at a terminal. */
const DEFAULT_TIMEOUT_MS = 15_000;

/** The result of looking certificates up in AWS. */
export interface LiveResult {
  /** The listeners, their facts filled where the plans leave them unknown. */
  readonly listeners: readonly ReportedListener[];
  readonly domains: readonly ReportedDomain[];
  /** The caller, and the role of `--as-role`. */
  readonly deployers: readonly ReportedDeployer[];
  readonly failed: readonly FailedLookUp[];
  /** What was done, in a line; undefined where there was nothing to ask. */
  readonly notice: string | undefined;
}

/** Looks up in AWS what the facts of some listeners and domains leave unknown. Always ends in time, and rejects for no failure of AWS. */
export async function lookUp(
  { listeners, domains }: Pick<CollectedFacts, 'listeners' | 'domains'>,
  options: LiveOptions,
): Promise<LiveResult> {
  const users = [...listeners, ...domains];
  const { asRole: role, timeoutMs = DEFAULT_TIMEOUT_MS, showAccountIds = false } = options;
  const questions = distinctQuestions(users.flatMap(({ facts }) => questionsOf(facts)));
  const regions = deploymentRegions(listeners);
  if (questions.length === 0 && regions.length === 0) {
    return { listeners, domains, deployers: [], failed: [], notice: undefined };
  }
  const given = await inquireInChildProcess({ questions, regions, role, timeoutMs });
  const answers = showAccountIds ? given : withoutAccountIds(given);
  const shownRole = role === undefined || showAccountIds ? role : hideAccountIds(role);
  return {
    listeners: listeners.map(({ input, facts }) => ({ input, facts: fillListener(facts, answers.certificates) })),
    domains: domains.map(({ input, facts }) => ({ input, facts: fillDomain(facts, answers.certificates) })),
    deployers: callerAndRole(listeners, answers, shownRole),
    failed: failedLookUps(users, answers),
    notice: noticeOf(answers),
  };
}

/** The Regions in which a certificate of ACM is, or may be, deployed. */
function deploymentRegions(listeners: readonly ReportedListener[]): readonly string[] {
  const regions = listeners.flatMap(({ facts }) => {
    const uses = usesAcm([facts]);
    const { region } = facts.loadBalancer;
    return region.kind === 'known' && !(uses.kind === 'known' && !uses.value) ? [region.value] : [];
  });
  return [...new Set(regions)];
}

function noticeOf({ certificates, identity }: Answers): string | undefined {
  const answered = [...certificates.values()].filter(({ kind }) => kind !== 'unanswered').length;
  const all = certificates.size;
  const count = `${answered === all ? '' : `${answered} of `}${all} certificate${all === 1 ? '' : 's'}`;
  if (identity === undefined) return all === 0 ? undefined : `looked up ${count} in AWS`;
  return `looked up ${count} in AWS as ${identity.arn}; apply may run as somebody else`;
}
