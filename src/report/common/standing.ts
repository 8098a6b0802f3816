import { type Finding, LEVELS } from '../../model/finding.js';

/** How a finding, or a subject by its worst finding, stands in a report; worst first. */
export const STANDINGS = [...LEVELS, 'open', 'waived', 'pass'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How one finding stands; one that fails stands by its level. */
export function standingOf({ outcome, waiver, level }: Finding): Standing {
  if (outcome === 'pass') return 'pass';
  if (waiver !== null) return 'waived';
  return outcome === 'open' ? 'open' : level;
}

/** How bad a finding is: 0 for the worst. */
export function severityOf(finding: Finding): number {
  return STANDINGS.indexOf(standingOf(finding));
}

/** The severity of the worst finding. A subject without findings comes after one on which everything passes. */
export function worstSeverity(findings: readonly Finding[]): number {
  return findings.reduce<number>((worst, finding) => Math.min(worst, severityOf(finding)), STANDINGS.length);
}

/** How a subject stands that has these findings. */
export function standingOfAll(findings: readonly Finding[]): Standing {
  return STANDINGS[worstSeverity(findings)] ?? 'pass';
}

/** The worst of some standings. */
export function worstStanding(standings: readonly Standing[]): Standing {
  return STANDINGS.find((standing) => standings.includes(standing)) ?? 'pass';
}

/** Whether a finding fails or is open, and is not waived: somebody has to look at it. */
export function needsAttention({ outcome, waiver }: Finding): boolean {
  return outcome !== 'pass' && waiver === null;
}

/** Findings by what reports say of them, each list in the order given. */
export interface SortedFindings {
  readonly failed: readonly Finding[];
  readonly open: readonly Finding[];
  readonly waived: readonly Finding[];
  readonly passed: readonly Finding[];
}

export function sortFindings(findings: readonly Finding[]): SortedFindings {
  const standingAs = (wanted: Standing) => findings.filter((finding) => standingOf(finding) === wanted);
  return {
    failed: findings.filter(({ outcome, waiver }) => outcome === 'fail' && waiver === null),
    open: standingAs('open'),
    waived: standingAs('waived'),
    passed: standingAs('pass'),
  };
}
