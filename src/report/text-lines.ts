import { styleText } from 'node:util';
import type { ListenerFacts } from '../model/facts.js';
import type { Finding, Location, PolicyDescription } from '../model/finding.js';
import { escapeControls } from './escape.js';
import { type DeployerGroup, findingsOf, type ListenerGroup, type LoadBalancerGroup } from './grouped.js';
import type { Verbosity } from './index.js';
import { formatLocation, show } from './names.js';
import { describeOpen } from './verdict.js';

const STYLES = {
  title: ['bold'],
  strong: ['bold'],
  dim: ['dim'],
  error: ['bold', 'red'],
  warning: ['yellow'],
  note: ['cyan'],
  open: ['magenta'],
  waived: ['dim'],
  pass: ['green'],
} satisfies Record<string, Parameters<typeof styleText>[0]>;

export type Style = keyof typeof STYLES;

/** One line of text output, as pieces. No piece is safe to print before `renderLine` has escaped it. */
export type Line = readonly Piece[];
type Piece = string | { readonly text: string; readonly style: Style };

export const blankLine: Line = [];

export function styled(style: Style, text: string): Piece {
  return { text, style };
}

/** Pieces two spaces apart; empty ones leave no gap. */
export function spaced(pieces: Line): Line {
  const filled = pieces.filter((piece) => textOf(piece) !== '');
  return filled.flatMap((piece, at) => (at === 0 ? [piece] : ['  ', piece]));
}

/** The line as it is printed, without its end. */
export function renderLine(line: Line, color: boolean): string {
  return line.map((piece) => renderPiece(piece, color)).join('');
}

function renderPiece(piece: Piece, color: boolean): string {
  const text = escapeControls(textOf(piece));
  if (!color || typeof piece === 'string' || text === '') return text;
  // Whether to colour was decided by whoever set `color`; styleText must not look at this process's stdout again.
  return styleText(STYLES[piece.style], text, { validateStream: false });
}

function textOf(piece: Piece): string {
  return typeof piece === 'string' ? piece : piece.text;
}

export function loadBalancerHeading(group: LoadBalancerGroup): Line {
  const { address, facts, constructPath } = group;
  const region = facts === undefined ? '' : facts.region.kind === 'unknown' ? 'Region unknown' : show(facts.region);
  return spaced([
    styled('strong', address),
    region,
    facts?.action ?? '',
    doubtsIn(group).join('; '),
    styled('dim', constructPath ?? ''),
    styled('dim', formatLocation(sharedLocation(group))),
  ]);
}

/** Why the load balancer, or a listener of it, may not be made as a Classic one. */
function doubtsIn({ listeners }: LoadBalancerGroup): readonly string[] {
  const doubtful = listeners.flatMap(({ facts }) => facts.filter(({ certainty }) => certainty === 'possible'));
  return [...new Set(doubtful.map(({ doubt }) => doubt ?? 'may be another kind of load balancer'))];
}

/** The place that all findings of a load balancer name, where it is one. */
export function sharedLocation(group: LoadBalancerGroup): Location | null {
  const [first, ...others] = findingsOf(group).map(({ location }) => location);
  const shared = others.every((location) => formatLocation(location) === formatLocation(first ?? null));
  return shared ? (first ?? null) : null;
}

export function listenerHeading(group: ListenerGroup, loadBalancer: string): Line {
  const [first, ...others] = group.facts;
  const port = group.port === null ? 'unknown port' : String(group.port);
  if (first === undefined) return ['  ', group.port === null ? 'every listener' : port];
  const protocols = [...new Set(group.facts.map(({ protocol }) => show(protocol)))];
  const protocol = protocols.join(', ').replace('unknown', 'unknown protocol');
  return [
    '  ',
    ...spaced([
      `${port} ${protocol}`,
      others.length === 0 ? styled('dim', certificateWay(first, loadBalancer)) : `${group.facts.length} listeners`,
    ]),
  ];
}

/** The way from the listener to its certificate's key; the load balancer's own heading is where it starts. */
function certificateWay({ trace, certificate, secure }: ListenerFacts, loadBalancer: string): string {
  const way = trace.filter((step) => step !== loadBalancer);
  if (way.length > 0) return way.map((step) => `→ ${step}`).join(' ');
  if (certificate.source.kind === 'known' && certificate.source.value === 'none') {
    return secure.kind === 'known' && secure.value ? 'no certificate' : '';
  }
  const named = [certificate.address, certificate.arn].find(({ kind }) => kind === 'known');
  return named === undefined ? '' : `→ ${show(named)}`;
}

export function deployerHeading({ name, facts: [first] }: DeployerGroup): Line {
  return spaced([styled('strong', name), first?.kind ?? '', styled('dim', first?.why ?? '')]);
}

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
