import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { escapeControls } from './common/escape.js';
import { codeHostLine, findingText, fingerprint } from './common/names.js';
import { compareSeverity, subjectOrder } from './common/order.js';
import { essentialRemarks, remarkLine } from './common/remarks.js';
import { needsAttention, type Standing, standingOf } from './common/standing.js';
import type { Reporter } from './reporter.js';

/**
 * GitLab's Code Quality report: an entry for each finding that is not waived, and for what was left out or not checked;
 * `[]` where there is none, which GitLab needs to compare a merge request with.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export default {
  format: 'gitlab',
  render: (report) => `${JSON.stringify([...entriesOf(report), ...remarkEntries(report)], null, 2)}\n`,
} as const satisfies Reporter;

function entriesOf(report: Report) {
  const compareSubjects = subjectOrder(report);
  const findings = report.findings
    .filter(needsAttention)
    .sort((left, right) => compareSeverity(left, right) || compareSubjects(left, right));
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { path, line } = codeHostLine(finding.location, finding.input);
    const identity = identityOf(finding, report);
    const key = JSON.stringify(identity);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return {
      description: escapeControls(findingText(finding)),
      check_name: escapeControls(finding.policyId),
      fingerprint: fingerprint([...identity, before]),
      severity: SEVERITIES[standingOf(finding)],
      location: { path: escapeControls(path), lines: { begin: line } },
    };
  });
}

/** What was left out, and what was not checked, on the configuration or else on the input. */
function remarkEntries(report: Report) {
  const [first] = report.inputs;
  return essentialRemarks(report).map((remark) => {
    const { label, text } = remark;
    const file = label === 'left out' ? report.configuration : null;
    const { path, line } = codeHostLine(null, file ?? first?.path ?? '-');
    return {
      description: escapeControls(remarkLine(remark)),
      check_name: `elbcert-${label.replace(' ', '-')}`,
      fingerprint: fingerprint([label, text]),
      severity: SEVERITIES.note,
      location: { path: escapeControls(path), lines: { begin: line } },
    };
  });
}

/** GitLab shows entries of one fingerprint as one. The line is no part of it: a finding that only moves is not new. */
function identityOf({ policyId, address, port, input }: Finding, { inputs }: Report) {
  return [policyId, address, port, ...(inputs.length > 1 ? [input] : [])];
}

/** GitLab's words for how bad an entry is. */
const SEVERITIES = {
  error: 'critical',
  warning: 'minor',
  note: 'info',
  open: 'info',
  waived: 'info',
  pass: 'info',
} as const satisfies Record<Standing, string>;
