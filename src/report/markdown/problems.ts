import type { Report } from '../../model/report.js';
import { type Alert, alertsOf } from '../alerts.js';
import { formatLocation } from '../format-location.js';
import { code, prose } from './code.js';
import type { Block } from './fit.js';
import { SIGNS } from './signs.js';
import { subject } from './subject.js';

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
