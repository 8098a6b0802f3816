import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { type Alert, alertsOf } from './alerts.js';
import { type DeployerGroup, grouped, type ListenerGroup, standingOf } from './grouped.js';
import type { Reporter } from './index.js';
import { type Block, code, fit, folded, prose, SIGNS, subject } from './markdown-blocks.js';
import { diagramBlocks } from './markdown-diagram.js';
import { checkedAt, formatLocation, inputName, planId, plural, sentence } from './names.js';
import { describeOpen, verdictOf } from './verdict.js';

/** What cannot be decided yet, a line for each listener that says what it waits for. */
export function openBlocks(report: Report): readonly Block[] {
  const lines = subjectsOf(report).flatMap(({ findings, facts }) => {
    const waiting = findings.filter(({ outcome, waiver }) => outcome === 'open' && waiver === null);
    const [first] = waiting;
    return first === undefined ? [] : [`- ${subject(first, report)}: ${prose(describeOpen(waiting, facts))}`];
  });
  if (lines.length === 0) return [];
  return [folded({ summary: `${lines.length} not decided yet`, lines, noun: 'line', open: lines.length <= 3 })];
}

/** What somebody accepted, and why. */
export function waivedBlocks(report: Report): readonly Block[] {
  const lines = subjectsOf(report).flatMap(({ findings }) =>
    findings.flatMap((finding) => waivedLine(finding, report)),
  );
  return lines.length === 0 ? [] : [folded({ summary: `${lines.length} waived`, lines, noun: 'line' })];
}

function waivedLine(finding: Finding, report: Report): readonly string[] {
  const { waiver, outcome, policyId, message } = finding;
  if (waiver === null || outcome === 'pass') return [];
  const because = `${prose(waiver.reason)} (${code(waiver.source)})`;
  return [`- ${subject(finding, report)}: ${prose(message)} ${code(policyId)}, because: ${because}`];
}

/** The listeners of which nothing needs to be said. */
export function passBlocks(report: Report): readonly Block[] {
  const fine = subjectsOf(report).filter(({ findings }) => findings.length > 0 && standingOf(findings) === 'pass');
  const lines = fine.flatMap(({ findings: [first] }) => (first === undefined ? [] : [`- ${subject(first, report)}`]));
  return lines.length === 0 ? [] : [folded({ summary: `${lines.length} fine`, lines, noun: 'line' })];
}

/** What the reader should know of the inputs, and what was not checked. */
export function noteBlocks({ inputs, notes }: Report): readonly Block[] {
  const lines = [...new Set([...inputs.flatMap((input) => input.notes), ...notes])].map((note) => `- ${prose(note)}`);
  return lines.length === 0 ? [] : [folded({ summary: plural(lines.length, 'note'), lines, noun: 'note' })];
}

function subjectsOf(report: Report): readonly (ListenerGroup | DeployerGroup)[] {
  return grouped(report).flatMap(({ loadBalancers, deployers }) => [
    ...loadBalancers.flatMap(({ listeners }) => listeners),
    ...deployers,
  ]);
}

/** How to fix what fails, each policy once, with the policy's own source to read on. */
export function fixBlocks(report: Report): readonly Block[] {
  const failing = alertsOf(report).filter(({ kind, fix }) => kind === 'fail' && fix !== '');
  const fixes = [...new Map(failing.map((alert) => [`${alert.policyId}\n${alert.fix}`, alert])).values()];
  if (fixes.length === 0) return [];
  const lines = fixes.map((alert) => fixLine(alert, report));
  return [folded({ summary: 'How to fix', lines, noun: 'fix', open: fixes.length <= 3 })];
}

function fixLine({ policyId, fix }: Alert, { policies }: Report): string {
  const [link] = policies.find(({ id }) => id === policyId)?.source ?? [];
  return `- ${code(policyId)} ${prose(sentence(fix))}${link === undefined ? '' : linkTo(link)}`;
}

/** Only what certainly is an address of the web, with nothing in it that could end the link. */
function linkTo(url: string): string {
  return /^https:\/\/[\w./#%?=&-]+$/.test(url) ? ` [Source](${url})` : '';
}

/** Instances of one problem beyond these are counted. */
const MOST_SUBJECTS = 3;

/** The table of what fails, one row for each policy and line of source. */
export function problemBlocks(report: Report): readonly Block[] {
  const alerts = alertsOf(report).filter(({ kind }) => kind === 'fail');
  if (alerts.length === 0) return [];
  const located = alerts.some(({ location }) => location !== null);
  const columns = ['', 'Subject', 'Problem', ...(located ? ['Where'] : [])];
  return [
    {
      before: [row(columns), row(columns.map(() => '---'))],
      lines: alerts.map((alert) => row(cellsOf(alert, report, located))),
      after: [],
      most: 60,
      noun: 'problem',
      more: (text) => row(['', text, 'in the full report', ...(located ? [''] : [])]),
    },
  ];
}

function cellsOf(alert: Alert, report: Report, located: boolean): readonly string[] {
  const [first] = alert.findings;
  const subjects = [...new Set(alert.findings.map((finding) => subject(finding, report)))];
  const rest = subjects.length - MOST_SUBJECTS;
  const alike = alert.findings.every(({ message }) => message === first.message);
  const listed = [...subjects.slice(0, MOST_SUBJECTS), ...(rest > 0 ? [`and ${rest} more`] : [])];
  const problem = alike ? prose(first.message) : `${prose(first.message)}, and the like`;
  return [
    SIGNS[alert.level],
    listed.join('<br>'),
    `${problem}<br><sub>${code(alert.policyId)}</sub>`,
    ...(located ? [alert.location === null ? '' : code(formatLocation(alert.location))] : []),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** GitHub refuses a comment of more than 65,536 characters. Source: https://github.com/orgs/community/discussions/27190 */
const LONGEST = 60_000;

/**
 * A comment for a pull request or a job's summary: the verdict in its first line, what is long folded. The hidden
 * marker lets whoever posts it find the one to update.
 */
export default {
  format: 'markdown',
  render: (report) => {
    const head = headOf(report);
    const foot = `<sub>${footOf(report)}</sub>\n`;
    const blocks = [
      ...problemBlocks(report),
      ...fixBlocks(report),
      ...openBlocks(report),
      ...noteBlocks(report),
      ...diagramBlocks(report),
      ...waivedBlocks(report),
      ...passBlocks(report),
    ];
    const body = fit(blocks, LONGEST - head.length - foot.length - 1);
    return `${head}${body === '' ? '' : `${body}\n`}${foot}`;
  },
} as const satisfies Reporter;

function headOf(report: Report): string {
  const id = planId(report);
  const { standing, text } = verdictOf(report);
  return `<!-- elbcert:v1${id === '' ? '' : ` id=${id}`} -->\n### ${SIGNS[standing]} elbcert: ${text}\n\n`;
}

function footOf(report: Report): string {
  const inputs = report.inputs.slice(0, 5).map(({ path, terraformVersion }) => {
    const version = terraformVersion === null ? '' : ` (${code(`terraform ${terraformVersion}`)})`;
    return `${code(inputName(path))}${version}`;
  });
  const rest = report.inputs.length - inputs.length;
  const read = rest > 0 ? [...inputs, `${rest} more`] : inputs;
  const { pass, open, fail, waived } = report.summary;
  const counts = `${plural(fail.error, 'error')}, ${plural(fail.warning, 'warning')}, ${open} open, ${pass} passed`;
  return [
    `elbcert ${code(report.tool.version)}`,
    ...(read.length === 0 ? [] : [read.join(', ')]),
    waived === 0 ? counts : `${counts}, ${waived} waived`,
    `dates held against ${checkedAt(report).slice(0, 10)}`,
  ].join(' · ');
}
