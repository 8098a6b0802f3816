import type { Report } from '../model/report.js';
import { grouped } from './grouped.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { countsLine } from './text/counts.js';
import { inputSections } from './text/input.js';
import { type Line, renderLine } from './text/line.js';
import { noteSection } from './text/notes.js';
import { quietLines } from './text/quiet.js';
import { joinSections } from './text/sections.js';

/**
 * For somebody at a terminal: what is wrong, worst first, and in the last line what was checked. Findings are grouped
 * under headings, which people read more easily; `quiet` is for grep, where each line says its address itself.
 */
export default {
  format: 'text',
  render: (report, options) =>
    linesOf(report, options)
      .map((line) => `${renderLine(line, options.color)}\n`)
      .join(''),
} as const satisfies Reporter;

function linesOf(report: Report, options: RenderOptions): readonly Line[] {
  const inputs = grouped(report);
  const counts = countsLine(report, options);
  if (options.verbosity === 'quiet') return [...quietLines(inputs, options), counts];
  return joinSections([
    ...inputs.flatMap((input) => inputSections(input, report, options)),
    noteSection(report),
    [counts],
  ]);
}
