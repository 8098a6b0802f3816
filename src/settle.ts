import { applyBaseline, isTouched, readBaseline } from './baseline/index.js';
import type { Config } from './config/index.js';
import { declaredLine } from './locate/declared-line.js';
import { openSources } from './locate/index.js';
import type { Finding } from './model/finding.js';
import type { Plan } from './model/plan.js';
import type { Report } from './model/report.js';
import { summarise } from './model/summary.js';
import {
  applyCommentWaivers,
  applyGivenWaivers,
  deployerSubject,
  listenerSubject,
  subjectKey,
  waiverPolicies,
} from './waivers/index.js';

export interface SettleOptions {
  /** The folders that were planned: one for all inputs, or one for each; `REPOSITORY//FOLDER` where modules stand elsewhere. */
  readonly roots?: readonly string[];
  readonly config?: Config | undefined;
  /** The file that `elbcert baseline write` wrote. */
  readonly baseline?: string | undefined;
  /** True where only what the plans change was judged. */
  readonly changedOnly?: boolean;
  readonly now?: Date;
  readonly onNotice?: (text: string) => void;
}

/**
 * A report with what the judgement leaves open: where each finding stands in the source, and whether somebody accepted
 * it, in the configuration, in a comment or in a baseline.
 */
export async function settle(report: Report, plans: readonly Plan[], options: SettleOptions): Promise<Report> {
  const { roots = [], config, changedOnly = false, now = new Date(), onNotice = () => {} } = options;
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const sources = await openSources(plans, { roots, onNotice });
  const subjects = [...report.listeners.map(listenerSubject), ...report.deployers.map(deployerSubject)];
  const listenerOf = (key: string) => listeners.get(key)?.listener ?? undefined;
  const listeners = new Map(subjects.map((subject) => [subjectKey(subject), subject]));
  const whole = !changedOnly && plans.every(({ complete }) => complete);

  const located = report.findings.map((finding) => ({
    ...finding,
    location:
      finding.location ?? sources.locate(finding, listenerOf(subjectKey(finding))) ?? declaredLine(plans, finding),
  }));
  const given = applyGivenWaivers(located, config?.waivers ?? [], { subjects, now, whole });
  const commented = applyCommentWaivers(given.findings, {
    subjects,
    policyIds: [...report.policies.map(({ id }) => id), ...(config?.disable ?? [])],
    commentsOn: ({ input, address, listener }) => sources.comments(input, address, listener ?? undefined),
    whole,
  });
  const known =
    baseline === undefined
      ? undefined
      : applyBaseline(commented.findings, baseline, {
          inputs: plans.map(({ path }) => path),
          isTouched: (finding) => touches(finding, report),
        });
  if (known !== undefined && known.gone > 0 && whole) {
    onNotice(`${options.baseline}: ${known.gone} of its findings are gone; write it again: elbcert baseline write`);
  }
  const aboutWaivers = [...given.aboutWaivers, ...commented.aboutWaivers];
  const findings = [...(known?.findings ?? commented.findings), ...aboutWaivers];
  const used = Object.values(waiverPolicies).filter(({ id }) => aboutWaivers.some(({ policyId }) => policyId === id));
  return {
    ...report,
    findings,
    policies: [...report.policies, ...used],
    summary: summarise(report.listeners, findings, report.summary.notApplicable),
  };
}

/** A deployer is no part of what a plan changes about listeners, so a known finding about it stays known. */
function touches(finding: Finding, { listeners }: Report): boolean {
  const about = listeners.filter(({ input, facts }) => input === finding.input && facts.address === finding.address);
  return about.some(
    ({ facts }) => (facts.port.kind !== 'known' || facts.port.value === finding.port) && isTouched(facts),
  );
}
