import type { Finding, Location } from '../../model/finding.js';
import type { PolicyDescription } from '../../model/policy.js';
import { describeOpen } from '../describe-open.js';
import { formatLocation } from '../format-location.js';
import type { Verbosity } from '../reporter.js';
import { type Line, type Style, styled } from './line.js';

/** What the lines of one group of findings depend on. */
export interface FindingContext {
  readonly verbosity: Verbosity;
  readonly policies: readonly PolicyDescription[];
  /** The place that the group's heading names already. */
  readonly location: Location | null;
  /** Fixes told so far in this group: each is told once. */
  readonly told: Set<string>;
  /** Lines that would put a finding right, where some can be told. */
  readonly additions?: (finding: Finding) => readonly string[];
}

/** The findings that are worth a line: what passed or was accepted is counted unless somebody wants it all. */
export function shownFindings(findings: readonly Finding[], verbosity: Verbosity): readonly Finding[] {
  if (verbosity === 'verbose') return findings;
  return findings.filter(({ outcome, waiver }) => outcome !== 'pass' && waiver === null);
}

/** The lines under a subject's heading; its facts say what its open findings wait for. */
export function findingLines(
  findings: readonly Finding[],
  facts: readonly { readonly trace: readonly string[] }[],
  context: FindingContext,
): readonly Line[] {
  const shown = shownFindings(findings, context.verbosity);
  const traces = facts.map(({ trace }) => trace.join(' → '));
  const waiting = shown.filter(({ outcome, waiver }) => outcome === 'open' && waiver === null);
  const failed = shown.filter(({ outcome, waiver }) => outcome === 'fail' && waiver === null);
  const waived = shown.filter(({ outcome, waiver }) => outcome !== 'pass' && waiver !== null);
  const passed = shown.filter(({ outcome }) => outcome === 'pass');
  return [
    ...failed.flatMap((finding) => [
      labelled(finding.level, finding.level, withId(finding.message, finding)),
      ...fixLines(finding, context),
      ...additionLines(finding, context),
      ...placeLines(finding, context),
      ...traceLines(finding, traces),
    ]),
    ...(waiting.length === 0 ? [] : [labelled('open', 'open', describeOpen(waiting, facts))]),
    ...waived.flatMap((finding) => [
      labelled('waived', 'waived', withId(finding.message, finding)),
      detail('because', `${finding.waiver?.reason} (${finding.waiver?.source})`),
    ]),
    ...passed.map((finding) => labelled('pass', 'pass', withId(titleOf(finding, context), finding))),
  ];
}

function withId(text: string, { policyId }: Finding): string {
  return `${text} [${policyId}]`;
}

/** A message is written for a policy that is broken, so one that holds goes by its title. */
function titleOf(finding: Finding, { policies }: FindingContext): string {
  return policies.find(({ id }) => id === finding.policyId)?.title ?? finding.message;
}

function fixLines({ fix }: Finding, { told }: FindingContext): readonly Line[] {
  if (fix === '' || told.has(fix)) return [];
  told.add(fix);
  return [detail('fix', fix)];
}

function additionLines(finding: Finding, { additions }: FindingContext): readonly Line[] {
  return (additions?.(finding) ?? []).map((line, at) => {
    return at === 0 ? detail('add', line) : [' '.repeat(13 + 'add: '.length), line];
  });
}

function placeLines({ location }: Finding, context: FindingContext): readonly Line[] {
  if (location === null || formatLocation(location) === formatLocation(context.location)) return [];
  return [detail('at', formatLocation(location))];
}

function traceLines({ trace }: Finding, told: readonly string[]): readonly Line[] {
  const way = trace.join(' → ');
  return trace.length < 2 || told.includes(way) ? [] : [detail('via', way)];
}

function labelled(style: Style, label: string, text: string): Line {
  return ['    ', styled(style, label.padEnd(9)), text];
}

function detail(label: string, text: string): Line {
  return [' '.repeat(13), styled('dim', `${label}: `), text];
}
