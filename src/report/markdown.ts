import type { Report } from '../model/report.js';
import { checkedAt } from './checked-at.js';
import { code } from './markdown/code.js';
import { diagramBlocks } from './markdown/diagram.js';
import { fit } from './markdown/fit.js';
import { fixBlocks } from './markdown/fixes.js';
import { noteBlocks, openBlocks, passBlocks, waivedBlocks } from './markdown/lists.js';
import { problemBlocks } from './markdown/problems.js';
import { SIGNS } from './markdown/signs.js';
import { planId } from './plan-id.js';
import { plural } from './plural.js';
import type { Reporter } from './reporter.js';
import { inputName } from './subject-name.js';
import { verdictOf } from './verdict.js';

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
