import { failsRun, type Report } from '../model/report.js';
import { type Alert, alertHeadline, alertInstances, alertsOf } from './alerts.js';
import { escapeControls } from './escape.js';
import type { RenderOptions, Reporter } from './index.js';
import { plural, sourceLine } from './names.js';

/** GitHub shows no more annotations of one level from one step. Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md */
const MOST_ANNOTATIONS = 10;

const COMMANDS = ['error', 'warning', 'notice'] as const;
type Command = (typeof COMMANDS)[number];

/**
 * Workflow commands of GitHub Actions: annotations on the lines that a pull request changes.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export default {
  format: 'github',
  render: (report, options) =>
    linesOf(report, options)
      .map((line) => `${line}\n`)
      .join(''),
} as const satisfies Reporter;

function linesOf(report: Report, options: RenderOptions): readonly string[] {
  const alerts = alertsOf(report).filter(({ kind }) => kind !== 'waived');
  const lines = COMMANDS.flatMap((command) => {
    const own = alerts.filter((alert) => commandOf(alert, options) === command);
    const most = own.length > MOST_ANNOTATIONS ? MOST_ANNOTATIONS - 1 : own.length;
    const shown = own.slice(0, most).map((alert) => annotation(command, alert, report));
    const rest = own.length - most;
    const more = `and ${rest} more: run elbcert check with --format text or --format markdown to see all of them`;
    return rest > 0 ? [...shown, `::${command} title=elbcert::${data(more)}`] : shown;
  });
  const { loadBalancers, secureListeners, fail, open } = report.summary;
  const looked = `${plural(loadBalancers, 'load balancer')}, ${plural(secureListeners, 'secure listener')}`;
  const found = `${plural(fail.error, 'error')}, ${plural(fail.warning, 'warning')}, ${open} open`;
  return [...lines, `elbcert: ${looked}: ${found}`];
}

/** An alert that makes the run fail is red whatever its level: somebody looks for the reason. */
function commandOf(alert: Alert, options: RenderOptions): Command {
  if (alert.findings.some((finding) => failsRun(finding, options))) return 'error';
  if (alert.kind === 'open') return 'notice';
  return alert.level === 'note' ? 'notice' : 'warning';
}

function annotation(command: Command, alert: Alert, report: Report): string {
  const { path, line, column } = sourceLine(alert.location, alert.input);
  // A file that is not in the repository is no help to anybody: without one, the annotation stands on the run's page.
  const place =
    alert.location === null ? [] : [['file', path], ['line', line], ...(column === null ? [] : [['col', column]])];
  const properties = [...place, ['title', `elbcert ${alert.policyId}`]];
  const text = [alertHeadline(alert), ...alertInstances(alert, report).map((instance) => `- ${instance}`)];
  const fix = alert.fix === '' ? [] : [`fix: ${alert.fix}`];
  return `::${command} ${properties.map(([name, value]) => `${name}=${property(String(value))}`).join(',')}::${[...text, ...fix].map(data).join('%0A')}`;
}

/** Text that ends neither the command nor its line. Source: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return escapeControls(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
