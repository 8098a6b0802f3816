import type { Config } from '../config/index.js';
import type { ListenerFacts } from '../model/facts.js';
import type { Finding } from '../model/finding.js';
import type { Plan } from '../model/plan.js';
import { type Report, summarise } from '../model/report.js';
import { type DeclaredLine, declaredLines } from './locate/find-block.js';
import { openSources, type Sources } from './locate/index.js';
import { applyBaseline, isTouched, readBaseline } from './suppress/baseline.js';
import {
  applyCommentWaivers,
  applyGivenWaivers,
  deployerSubject,
  listenerSubject,
  subjectKey,
  type WaivableSubject,
  waiverPolicies,
} from './suppress/index.js';

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
  const declaredLine = declaredLines(plans);
  const waivers = config?.waivers ?? [];
  if (sources === undefined && declaredLine === undefined && waivers.length === 0 && baseline === undefined) {
    return report;
  }
  const subjects = [...report.listeners.map(listenerSubject), ...report.deployers.map(deployerSubject)];
  const whole = !changedOnly && plans.every(({ complete }) => complete);

  const located = locate(report.findings, subjects, sources, declaredLine);
  const given = applyGivenWaivers(located, waivers, { subjects, now, whole });
  const commented = applyCommentWaivers(given.findings, {
    subjects,
    policyIds: [...report.policies.map(({ id }) => id), ...(config?.disable ?? [])],
    commentsOn: ({ input, address, listener }) => sources?.comments(input, address, listener ?? undefined) ?? [],
    whole,
  });
  const known =
    baseline === undefined
      ? undefined
      : applyBaseline(commented.findings, baseline, {
          inputs: plans.map(({ path }) => path),
          isTouched: touchedBy(report),
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

/** The findings, each with its place in the source where that is known. */
function locate(
  findings: readonly Finding[],
  subjects: readonly WaivableSubject[],
  sources: Sources | undefined,
  declaredLine: DeclaredLine | undefined,
): readonly Finding[] {
  if (sources === undefined && declaredLine === undefined) return findings;
  const bySubject = new Map(subjects.map((subject) => [subjectKey(subject), subject]));
  return findings.map((finding) => {
    if (finding.location !== null) return finding;
    const listener = bySubject.get(subjectKey(finding))?.listener ?? undefined;
    const location = sources?.locate(finding, listener) ?? declaredLine?.(finding) ?? null;
    return location === null ? finding : { ...finding, location };
  });
}

/** Whether the plans change what a finding is about. A deployer is no part of that, so a known finding about it stays known. */
function touchedBy({ listeners }: Report): (finding: Finding) => boolean {
  const keyOf = (input: string, address: string) => `${input.length} ${input}${address}`;
  const touched = new Map<string, ListenerFacts[]>();
  for (const { input, facts } of listeners) {
    if (!isTouched(facts)) continue;
    const key = keyOf(input, facts.address);
    const others = touched.get(key);
    if (others === undefined) touched.set(key, [facts]);
    else others.push(facts);
  }
  return ({ input, address, port }) => {
    const about = touched.get(keyOf(input, address)) ?? [];
    return about.some((facts) => facts.port.kind !== 'known' || facts.port.value === port);
  };
}
