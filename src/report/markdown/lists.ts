import type { Finding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { describeOpen } from '../describe-open.js';
import { type DeployerGroup, grouped, type ListenerGroup } from '../grouped.js';
import { plural } from '../plural.js';
import { standingOf } from '../standing.js';
import { code, prose } from './code.js';
import type { Block } from './fit.js';
import { folded } from './folded.js';
import { subject } from './subject.js';

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
