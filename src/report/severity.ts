import { type Finding, LEVELS } from '../model/finding.js';
import { compareNatural } from './natural-order.js';

/** How bad a finding is, 0 for the worst: fails by level, then open, then what somebody accepted, then passes. */
export function severityOf(finding: Finding): number {
  switch (finding.outcome) {
    case 'fail':
      return finding.waiver === null ? LEVELS.indexOf(finding.level) : LEVELS.length + 1;
    case 'open':
      return finding.waiver === null ? LEVELS.length : LEVELS.length + 1;
    case 'pass':
      return LEVELS.length + 2;
    default:
      return finding.outcome satisfies never;
  }
}

/** The severity of the worst finding; where there is none, as good as can be. */
export function worstSeverity(findings: readonly Finding[]): number {
  return findings.reduce((worst, finding) => Math.min(worst, severityOf(finding)), Number.MAX_SAFE_INTEGER);
}

/** Worst first, then by policy. */
export function compareSeverity(left: Finding, right: Finding): number {
  return severityOf(left) - severityOf(right) || compareNatural(left.policyId, right.policyId);
}
