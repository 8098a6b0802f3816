import type { Finding } from '../model/finding.js';
import { failsRun, type Report } from '../model/report.js';
import { escapeControls } from './escape.js';
import type { RenderOptions, Reporter } from './index.js';
import { plural, subjectName } from './names.js';
import { comparePlaces, compareSeverity } from './order.js';

/**
 * For a custom policy check of Atlantis, which takes its verdict from the text: one that begins with FAIL or counts
 * `1 failure` is refused. Its documentation says that the letters "fail" anywhere do, so a run that passes prints no
 * names, not even that of aws_elb.failover. One finding per line, since approvals stick to lines.
 * Source: https://github.com/runatlantis/atlantis/blob/main/server/events/project_command_runner.go
 * Source: https://www.runatlantis.io/docs/custom-policy-checks
 */
export default {
  format: 'atlantis',
  render: (report, options) => {
    const failing = report.findings.filter((finding) => failsRun(finding, options)).length;
    const lines = failing === 0 ? [passLine(report)] : failureLines(report, options, failing);
    return lines.map((line) => `${escapeControls(line)}\n`).join('');
  },
} as const satisfies Reporter;

function passLine({ summary, findings }: Report): string {
  const { loadBalancers, secureListeners, fail, open, waived } = summary;
  const warnings = fail.error + fail.warning + fail.note;
  const checked =
    loadBalancers === 0 && findings.length === 0
      ? 'no Classic Load Balancer in this plan'
      : `${plural(secureListeners, 'secure listener')} checked`;
  const counts = [
    '0 violations',
    ...(warnings === 0 ? [] : [plural(warnings, 'warning')]),
    ...(open === 0 ? [] : [`${open} not decided yet`]),
    ...(waived === 0 ? [] : [`${waived} waived`]),
  ];
  return `PASS elbcert: ${[checked, ...counts].join(', ')}`;
}

function failureLines(report: Report, options: RenderOptions, failing: number): readonly string[] {
  const comparePlace = comparePlaces(report);
  const worth = report.findings
    .filter(({ outcome, waiver }) => outcome !== 'pass' && waiver === null)
    .sort(
      (left, right) =>
        Number(failsRun(right, options)) - Number(failsRun(left, options)) ||
        compareSeverity(left, right) ||
        comparePlace(left, right),
    );
  return [...worth.map((finding) => findingLine(finding, options)), plural(failing, 'failure')];
}

function findingLine(finding: Finding, options: RenderOptions): string {
  const verdict = failsRun(finding, options) ? 'FAIL' : finding.outcome === 'open' ? 'OPEN' : 'WARN';
  return `${verdict} - ${finding.policyId} - ${subjectName(finding)}: ${finding.message}`;
}
