import { LEVELS } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { plural } from '../plural.js';
import type { RenderOptions } from '../reporter.js';
import { inputName } from '../subject-name.js';
import { type Line, type Style, styled } from './line.js';

/** The last line of the text: what was looked at, and how it came out, in numbers. */
export function countsLine(report: Report, options: RenderOptions): Line {
  const { inputs, summary } = report;
  const { loadBalancers, listeners, secureListeners, fail, open, pass, notApplicable, waived } = summary;
  if (listeners === 0 && report.findings.length === 0)
    return [`No Classic Load Balancer${within(report)}: nothing to check.`];
  const looked = [
    ...(inputs.length > 1 ? [plural(inputs.length, 'input')] : []),
    plural(loadBalancers, 'load balancer'),
    `${plural(listeners, 'listener')} (${secureListeners} secure)`,
  ];
  const counts: Line = [
    ...LEVELS.filter((level) => level !== 'note' || fail.note > 0).map((level) =>
      emphasised(level, fail[level], plural(fail[level], level)),
    ),
    emphasised('open', open, `${open} open`),
    `${pass} passed`,
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(options.verbosity === 'verbose' ? [`${notApplicable} not applicable`] : []),
  ];
  return [`${looked.join(', ')}: `, ...counts.flatMap((piece, at): Line => (at === 0 ? [piece] : [', ', piece]))];
}

/** Nothing of a kind is no reason for colour. */
function emphasised(style: Style, count: number, text: string): Line[number] {
  return count === 0 ? text : styled(style, text);
}

function within({ inputs }: Report): string {
  const [first, ...others] = inputs;
  if (first === undefined) return '';
  return ` in ${others.length === 0 ? inputName(first.path) : plural(inputs.length, 'input')}`;
}
