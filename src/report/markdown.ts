import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { plural } from '../model/words.js';
import { type Alert, alertsOf } from './common/alerts.js';
import { groupReport, type SubjectGroup, subjectGroups } from './common/groups.js';
import { headlineOf } from './common/headline.js';
import { formatLocation, inputName, planId, sentence } from './common/names.js';
import { describeOpen } from './common/open.js';
import { remarksOf } from './common/remarks.js';
import { type Standing, sortFindings, standingOfAll } from './common/standing.js';
import { fit, folded, type MarkdownBlock } from './markdown/blocks.js';
import { diagramBlocks } from './markdown/diagram.js';
import { code, prose } from './markdown/escape.js';
import type { Reporter } from './reporter.js';

/** GitHub refuses a comment of more than 65,536 characters. Source: https://github.com/orgs/community/discussions/27190 */
const LONGEST = 60_000;

/**
 * A comment for a pull request or a job's summary: the verdict in its first line, what is long folded. The hidden
 * marker lets whoever posts it find the one to update.
 */
export default {
  format: 'markdown',
  render: (report) => {
    const inputs = groupReport(report);
    const subjects = subjectGroups(inputs);
    const alerts = alertsOf(report).filter(({ kind }) => kind === 'fail');
    const id = planId(report);
    const { standing, text } = headlineOf(inputs);
    const head = `<!-- elbcert:v1${id === '' ? '' : ` id=${id}`} -->\n### ${SIGNS[standing]} elbcert: ${text}\n\n`;
    const foot = `<sub>${footOf(report)}</sub>\n`;
    const blocks = [
      ...problemBlocks(alerts, report),
      ...fixBlocks(alerts, report),
      ...openBlocks(subjects, report),
      ...noteBlocks(report),
      ...diagramBlocks(inputs),
      ...waivedBlocks(subjects, report),
      ...passBlocks(subjects, report),
    ];
    const body = fit(blocks, LONGEST - head.length - foot.length - 1);
    return `${head}${body === '' ? '' : `${body}\n`}${foot}`;
  },
} as const satisfies Reporter;

/** How a standing looks at a glance. */
const SIGNS = {
  error: '❌',
  warning: '⚠️',
  note: 'ℹ️',
  open: '❔',
  waived: '🔕',
  pass: '✅',
} as const satisfies Record<Standing, string>;

/** The table of what fails, one row for each policy and line of source. */
function problemBlocks(alerts: readonly Alert[], report: Report): readonly MarkdownBlock[] {
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

/** Instances of one problem beyond these are counted. */
const MOST_SUBJECTS = 3;

function cellsOf({ level, policyId, findings, location }: Alert, report: Report, located: boolean): readonly string[] {
  const [first] = findings;
  const subjects = [...new Set(findings.map((finding) => subjectCode(finding, report)))];
  const rest = subjects.length - MOST_SUBJECTS;
  const listed = [...subjects.slice(0, MOST_SUBJECTS), ...(rest > 0 ? [`and ${rest} more`] : [])];
  const alike = findings.every(({ message }) => message === first.message);
  return [
    SIGNS[level],
    listed.join('<br>'),
    `${prose(first.message)}${alike ? '' : ', and the like'}<br><sub>${code(policyId)}</sub>`,
    ...(located ? [location === null ? '' : code(formatLocation(location))] : []),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** How to fix what fails, each fix once, with the policy's own source to read on. */
function fixBlocks(alerts: readonly Alert[], { policies }: Report): readonly MarkdownBlock[] {
  const fixable = alerts.filter(({ fix }) => fix !== '');
  const distinct = new Map(fixable.map(({ policyId, fix }) => [`${policyId}\n${fix}`, { policyId, fix }]));
  const lines = [...distinct.values()].map(({ policyId, fix }) => {
    const [url] = policies.find(({ id }) => id === policyId)?.source ?? [];
    return `- ${code(policyId)} ${prose(sentence(fix))}${url === undefined ? '' : linkTo(url)}`;
  });
  return folded('How to fix', lines, { noun: 'fix', open: lines.length <= 3 });
}

/** Only what certainly is an address of the web, with nothing in it that could end the link. */
function linkTo(url: string): string {
  return /^https:\/\/[\w./#%?=&-]+$/.test(url) ? ` [Source](${url})` : '';
}

/** What is open, a line for each subject that says what it waits for. */
function openBlocks(subjects: readonly SubjectGroup[], report: Report): readonly MarkdownBlock[] {
  const lines = subjects.flatMap(({ findings, facts }) => {
    const { open } = sortFindings(findings);
    return open.slice(0, 1).map((first) => `- ${subjectCode(first, report)}: ${prose(describeOpen(open, facts))}`);
  });
  return folded(`${lines.length} open`, lines, { open: lines.length <= 3 });
}

/** What was left out, in sight; then what the reader should know of the inputs, and what was not checked. */
function noteBlocks(report: Report): readonly MarkdownBlock[] {
  const remarks = remarksOf(report);
  const linesOf = (left: boolean) =>
    remarks
      .filter(({ label }) => (label === 'left out') === left)
      .map(({ label, text }) => `- ${prose(label === 'note' ? text : `${label}: ${text}`)}`);
  const notes = linesOf(false);
  return [
    ...folded('Left out', linesOf(true), { open: true }),
    ...folded(plural(notes.length, 'note'), notes, { noun: 'note' }),
  ];
}

/** What was waived, and why. */
function waivedBlocks(subjects: readonly SubjectGroup[], report: Report): readonly MarkdownBlock[] {
  const lines = subjects.flatMap(({ findings }) =>
    sortFindings(findings).waived.map((finding) => {
      const { waiver, policyId, message } = finding;
      const because = waiver === null ? '' : `${prose(waiver.reason)} (${code(waiver.source)})`;
      return `- ${subjectCode(finding, report)}: ${prose(message)} ${code(policyId)}, because: ${because}`;
    }),
  );
  return folded(`${lines.length} waived`, lines);
}

/** The subjects on which everything passes. */
function passBlocks(subjects: readonly SubjectGroup[], report: Report): readonly MarkdownBlock[] {
  const fine = subjects.filter(({ findings }) => findings.length > 0 && standingOfAll(findings) === 'pass');
  const lines = fine.flatMap(({ findings }) => findings.slice(0, 1).map((first) => `- ${subjectCode(first, report)}`));
  return folded(`${lines.length} fine`, lines);
}

/** A finding's subject: `aws_elb.web` :443, with its input where there are several. */
function subjectCode({ subject, address, port, input }: Finding, { inputs }: Report): string {
  const within = inputs.length > 1 ? ` in ${code(inputName(input))}` : '';
  if (subject !== 'listener') return `${code(address)}${within}`;
  return `${code(address)} ${port === null ? '(port unknown)' : `:${port}`}${within}`;
}

/** The most inputs that the last line names. */
const MOST_INPUTS = 5;

function footOf(report: Report): string {
  const inputs = report.inputs.slice(0, MOST_INPUTS).map(({ path, terraformVersion }) => {
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
    `dates held against ${report.now.slice(0, 10)}`,
  ].join(' · ');
}
