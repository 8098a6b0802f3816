import { FACT_SOURCES, type FactSources } from '../facts/index.js';
import type { Finding } from '../model/finding.js';
import type { Plan } from '../model/plan.js';
import { type Report, summarise } from '../model/report.js';
import type { Configurations } from '../read/source/index.js';
import { declaredLines } from './locate/declared-lines.js';
import { ignoreCommentsOnce } from './locate/ignore-comments.js';
import { commentsOn, locationOf, placeFinder } from './locate/place.js';
import { applyBaseline, readBaseline, touchedBy } from './suppress/baseline.js';
import { applyCommentWaivers } from './suppress/comment-waivers.js';
import { applyConfiguredWaivers, type ConfiguredWaiver } from './suppress/configured-waivers.js';
import { type SuppressibleSubject, subjectKey, subjectsOf } from './suppress/suppression.js';
import { waiverPolicies } from './suppress/waiver-policies.js';

/** What of a configuration says which findings are suppressed. */
export interface SuppressionConfig {
  readonly waivers: readonly ConfiguredWaiver[];
  /** Ids of policies that are left out. */
  readonly disable: readonly string[];
}

export interface AnnotateOptions {
  /** The source of the plans, as far as it is at hand. */
  readonly configurations?: Configurations;
  readonly config?: SuppressionConfig | undefined;
  /** The file that `elbcert baseline write` wrote. */
  readonly baseline?: string | undefined;
  /** True where only listeners are judged whose load balancer or certificate the plan changes. */
  readonly changedOnly?: boolean;
  /** True where the configuration is meant for other inputs, too, which other reports are on. */
  readonly isPart?: boolean;
  readonly now?: Date;
  readonly onNotice?: (text: string) => void;
  /** The resource types that facts are read from; those that elbcert knows where undefined. */
  readonly sources?: FactSources;
}

/** Adds to a report where each finding stands in the source, the waivers in configuration and comments, and the baseline's state. */
export function annotate(report: Report, plans: readonly Plan[], options: AnnotateOptions): Report {
  const {
    configurations = new Map(),
    config,
    changedOnly = false,
    isPart = false,
    now = new Date(),
    onNotice = () => {},
  } = options;
  const { listeners } = options.sources ?? FACT_SOURCES;
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const whole = !changedOnly && !isPart && plans.every(({ complete }) => complete);
  const subjects = subjectsOf(report);
  const ignored = ignoreCommentsOnce();
  const placeOf = placeFinder(configurations, listeners, onNotice);
  const places = new Map(subjects.map((subject) => [subjectKey(subject), placeOf(subject)]));
  const place = (of: SuppressibleSubject | Finding) => places.get(subjectKey(of));

  const declaredLine = declaredLines(plans);
  const located = report.findings.map((finding): Finding => {
    // Nobody changes what cdktf writes, so its author's line comes first.
    return { ...finding, location: declaredLine(finding) ?? locationOf(place(finding), finding) };
  });
  const configured = applyConfiguredWaivers(located, config?.waivers ?? [], { subjects, now, whole });
  const commented = applyCommentWaivers(configured.findings, {
    subjects,
    policyIds: [...report.policies.map(({ id }) => id), ...(config?.disable ?? [])],
    commentsOn: (subject) => commentsOn(place(subject), ignored),
    whole,
  });
  const inputs = plans.map(({ path }) => path);
  const known =
    baseline === undefined
      ? { findings: commented.findings, gone: 0 }
      : applyBaseline(commented.findings, baseline, { inputs, isTouched: touchedBy(report) });
  if (known.gone > 0 && whole) {
    onNotice(`${options.baseline}: ${known.gone} of its findings are gone; write it again: elbcert baseline write`);
  }

  const aboutWaivers = [...configured.aboutWaivers, ...commented.aboutWaivers];
  const findings = [...known.findings, ...aboutWaivers];
  const used = Object.values(waiverPolicies).filter(({ id }) => aboutWaivers.some(({ policyId }) => policyId === id));
  return {
    ...report,
    findings,
    policies: [...report.policies, ...used],
    summary: summarise(report, findings, report.summary.notApplicable),
  };
}
