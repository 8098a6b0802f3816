import { type Finding, LEVELS, type Level } from './finding.js';
import type { Report } from './report.js';

/** What makes a run fail. */
export interface Gate {
  /** A finding that fails at this level, or a worse one, makes the run fail. */
  readonly failOn: Level;
  /** Whether a finding that is still open does so too. */
  readonly strict: boolean;
}

/** The exit code of a run whose input could be judged: the same for every format. */
export function exitCode(report: Pick<Report, 'findings'>, gate: Gate): 0 | 1 {
  return report.findings.some((finding) => failsRun(finding, gate)) ? 1 : 0;
}

/** Whether this finding alone makes the run fail. */
export function failsRun(finding: Finding, gate: Gate): boolean {
  if (finding.waiver !== null) return false;
  switch (finding.outcome) {
    case 'fail':
      return LEVELS.indexOf(finding.level) <= LEVELS.indexOf(gate.failOn);
    case 'open':
      return gate.strict;
    case 'pass':
      return false;
    default:
      return finding.outcome satisfies never;
  }
}
