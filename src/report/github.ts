import { failsRun, type Gate, type Report } from '../model/report.js';
import { plural } from '../model/words.js';
import { type Alert, alertHeadline, alertInstances, alertsOf } from './common/alerts.js';
import { escapeControls } from './common/escape.js';
import { codeHostLine } from './common/names.js';
import { essentialRemarks, remarkLine } from './common/remarks.js';
import type { Reporter } from './reporter.js';

/**
 * Workflow commands of GitHub Actions: annotations on the lines that a pull request changes.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export default {
  format: 'github',
  render: (report, gate) => `${[...remarkNotice(report), ...annotations(report, gate), totals(report)].join('\n')}\n`,
} as const satisfies Reporter;

const COMMANDS = ['error', 'warning', 'notice'] as const;
type Command = (typeof COMMANDS)[number];

/** GitHub shows no more annotations of one level from one step. Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md */
const MOST_ANNOTATIONS = 10;

/** One notice, before all others, so that the pull request's page shows who changed the rules and what was not looked into. */
function remarkNotice(report: Report): readonly string[] {
  const lines = essentialRemarks(report).map((remark) => commandData(remarkLine(remark)));
  return lines.length === 0 ? [] : [`::notice title=elbcert::${lines.join('%0A')}`];
}

function annotations(report: Report, gate: Gate): readonly string[] {
  const alerts = alertsOf(report).filter(({ kind }) => kind !== 'waived');
  return COMMANDS.flatMap((command) => {
    const own = alerts.filter((alert) => commandOf(alert, gate) === command);
    // One notice may be the remarks.
    const room = command === 'notice' ? MOST_ANNOTATIONS - 1 : MOST_ANNOTATIONS;
    const most = own.length > room ? room - 1 : own.length;
    const shown = own.slice(0, most).map((alert) => annotation(command, alert, report));
    const rest = own.length - most;
    const more = `and ${rest} more: run elbcert check with --format text or --format markdown to see all of them`;
    return rest > 0 ? [...shown, `::${command} title=elbcert::${commandData(more)}`] : shown;
  });
}

/** An alert that makes the run fail is red whatever its level: somebody looks for the reason. */
function commandOf(alert: Alert, gate: Gate): Command {
  if (alert.findings.some((finding) => failsRun(finding, gate))) return 'error';
  return alert.kind === 'open' || alert.level === 'note' ? 'notice' : 'warning';
}

function annotation(command: Command, alert: Alert, report: Report): string {
  const { path, line, column } = codeHostLine(alert.location, alert.input);
  // A file that is not in the repository helps nobody: without one, the annotation stands on the run's page.
  const place =
    alert.location === null
      ? []
      : [`file=${commandProperty(path)}`, `line=${line}`, ...(column === null ? [] : [`col=${column}`])];
  const properties = [...place, `title=${commandProperty(`elbcert ${alert.policyId}`)}`];
  const lines = [
    alertHeadline(alert),
    ...alertInstances(alert, report).map((instance) => `- ${instance}`),
    ...(alert.fix === '' ? [] : [`fix: ${alert.fix}`]),
  ];
  return `::${command} ${properties.join(',')}::${lines.map(commandData).join('%0A')}`;
}

/** Text that ends neither the command nor its line. Source: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
export function commandData(text: string): string {
  return escapeControls(text).replaceAll('%', '%25');
}

function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function totals({ summary: { loadBalancers, secureListeners, domains, fail, open, waived } }: Report): string {
  const balancers = [plural(loadBalancers, 'load balancer'), plural(secureListeners, 'secure listener')];
  const looked = [
    ...(loadBalancers > 0 || domains === 0 ? balancers : []),
    ...(domains > 0 ? [plural(domains, 'domain')] : []),
  ].join(', ');
  return `elbcert: ${looked}: ${plural(fail.error, 'error')}, ${plural(fail.warning, 'warning')}, ${open} open${waived === 0 ? '' : `, ${waived} waived`}`;
}
