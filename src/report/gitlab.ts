import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { escapeControls } from './escape.js';
import type { Reporter } from './index.js';
import { fingerprint, sourceLine, subjectName } from './names.js';
import { comparePlaces, compareSeverity } from './order.js';

/**
 * GitLab's Code Quality report: an entry for each finding that is not waived; `[]` where there is none, which GitLab
 * needs to compare a merge request with.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export default {
  format: 'gitlab',
  render: (report) => `${JSON.stringify(entriesOf(report), null, 2)}\n`,
} as const satisfies Reporter;

function entriesOf(report: Report) {
  const comparePlace = comparePlaces(report);
  const findings = report.findings
    .filter(({ outcome, waiver }) => outcome !== 'pass' && waiver === null)
    .sort((left, right) => compareSeverity(left, right) || comparePlace(left, right));
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { path, line } = sourceLine(finding.location, finding.input);
    const identity = identityOf(finding, report);
    const nth = seen.get(JSON.stringify(identity)) ?? 0;
    seen.set(JSON.stringify(identity), nth + 1);
    return {
      description: escapeControls(`${subjectName(finding)}: ${finding.message}`),
      check_name: escapeControls(finding.policyId),
      fingerprint: fingerprint([...identity, nth]),
      severity: codeQualitySeverity(finding),
      location: { path: escapeControls(path), lines: { begin: line } },
    };
  });
}

/** Entries of one fingerprint are shown as one. The line is no part of it: a finding that only moves is no new one. */
function identityOf(
  { policyId, address, port, input }: Finding,
  { inputs }: Report,
): readonly (string | number | null)[] {
  return [policyId, address, port, ...(inputs.length > 1 ? [input] : [])];
}

function codeQualitySeverity({ outcome, level }: Finding): 'critical' | 'minor' | 'info' {
  if (outcome === 'open') return 'info';
  switch (level) {
    case 'error':
      return 'critical';
    case 'warning':
      return 'minor';
    case 'note':
      return 'info';
    default:
      return level satisfies never;
  }
}
