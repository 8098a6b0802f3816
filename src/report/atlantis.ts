import type { Finding } from '../model/finding.js';
import { failsRun, type Gate, type Report } from '../model/report.js';
import { plural } from '../model/words.js';
import { escapeControls } from './common/escape.js';
import { findingText, formatLocation } from './common/names.js';
import { compareSeverity, subjectOrder } from './common/order.js';
import { essentialRemarks, type Remark, remarkLine } from './common/remarks.js';
import { needsAttention } from './common/standing.js';
import type { Reporter } from './reporter.js';

/**
 * For a custom policy check of Atlantis, which takes its verdict from the text: one that begins with FAIL or counts
 * `1 failure` is refused. Its documentation says that the letters "fail" anywhere do, so a run that passes prints no
 * names, not even that of aws_elb.failover. One finding per line, since approvals stick to lines.
 * Source: https://github.com/runatlantis/atlantis/blob/main/server/events/project_command_runner.go
 * Source: https://www.runatlantis.io/docs/custom-policy-checks
 */
export default {
  format: 'atlantis',
  render: (report, gate) => {
    const failing = report.findings.filter((finding) => failsRun(finding, gate)).length;
    const lines =
      failing === 0
        ? [passLine(report), ...passRemarks(report)]
        : [...failureLines(report, gate, failing), ...essentialRemarks(report).map(noted)];
    return lines.map((line) => `${escapeControls(line)}\n`).join('');
  },
} as const satisfies Reporter;

function noted(remark: Remark): string {
  return `NOTE - ${remarkLine(remark)}`;
}

/** The remarks on a run that passes. One with the forbidden letters is counted. */
function passRemarks(report: Report): readonly string[] {
  const lines = essentialRemarks(report).map(noted);
  const printed = lines.filter((line) => !/fail/i.test(line));
  const rest = lines.length - printed.length;
  return [...printed, ...(rest === 0 ? [] : [`NOTE - ${plural(rest, 'more remark')} in --format text`])];
}

function passLine({ summary, findings, unseen }: Report): string {
  const { listeners, secureListeners, domains, fail, open, waived } = summary;
  const warnings = fail.error + fail.warning + fail.note;
  const looked = [
    ...(listeners === 0 && domains > 0 ? [] : [plural(secureListeners, 'secure listener')]),
    ...(domains === 0 ? [] : [plural(domains, 'domain')]),
  ];
  const checked =
    listeners === 0 && domains === 0 && findings.length === 0
      ? `${unseen.length === 0 ? 'nothing to check' : 'nothing was checked'} in this plan`
      : `${looked.join(' and ')} checked`;
  const counts = [
    '0 violations',
    ...(warnings === 0 ? [] : [plural(warnings, 'warning')]),
    ...(open === 0 ? [] : [`${open} open`]),
    ...(waived === 0 ? [] : [`${waived} waived`]),
  ];
  return `PASS elbcert: ${[checked, ...counts].join(', ')}`;
}

/** What fails the run first, then what else needs attention, worst first. */
function failureLines(report: Report, gate: Gate, failing: number): readonly string[] {
  const compareSubjects = subjectOrder(report);
  const label = (finding: Finding) => {
    if (failsRun(finding, gate)) return 'FAIL';
    return finding.outcome === 'open' ? 'OPEN' : 'WARN';
  };
  const findings = report.findings
    .filter(needsAttention)
    .sort(
      (left, right) =>
        Number(failsRun(right, gate)) - Number(failsRun(left, gate)) ||
        compareSeverity(left, right) ||
        compareSubjects(left, right),
    );
  const lines = findings.map((finding) => {
    const place = finding.location === null ? '' : ` (${formatLocation(finding.location)})`;
    return `${label(finding)} - ${finding.policyId} - ${findingText(finding)}${place}`;
  });
  return [...lines, plural(failing, 'failure')];
}
