import type { DomainFacts, ListenerFacts } from '../../model/facts.js';
import type { Finding, Location, PolicyDescription } from '../../model/finding.js';
import { linesToAdd } from '../common/additions.js';
import type { DeployerGroup, DomainGroup, ListenerGroup, LoadBalancerGroup, SubjectGroup } from '../common/groups.js';
import { formatLocation, regionName, show, showPossible } from '../common/names.js';
import { describeOpen } from '../common/open.js';
import { needsAttention, sortFindings } from '../common/standing.js';
import { joinPieces, type Line, type Style, styled } from './line.js';

/** Some lines that belong together. */
export type Section = readonly Line[];

/** What the sections of one report have in common. */
export interface SectionOptions {
  /** Whether what passed, what was waived, and subjects without findings are shown too. */
  readonly verbose: boolean;
  readonly policies: readonly PolicyDescription[];
}

/** A load balancer and what there is to say of each of its listeners; empty where there is nothing. */
export function loadBalancerSection(group: LoadBalancerGroup, options: SectionOptions): Section {
  if (!options.verbose && !group.findings.some(needsAttention)) return [];
  const location = sharedLocation(group);
  const context = { ...options, location, fixesShown: new Set<string>() };
  const listeners = group.listeners.flatMap((listener): Section => {
    const lines = findingLines(listener, context);
    return lines.length === 0 && !options.verbose ? [] : [listenerHeading(listener, group.address), ...lines];
  });
  return [loadBalancerHeading(group, location), ...listeners];
}

/** A domain and what there is to say of it; empty where there is nothing. */
export function domainSection(group: DomainGroup, options: SectionOptions): Section {
  const location = sharedLocation(group);
  const lines = findingLines(group, { ...options, location, fixesShown: new Set() });
  if (lines.length === 0 && !options.verbose) return [];
  const [facts] = group.facts;
  return [
    heading(
      styled('strong', group.address),
      facts === undefined ? '' : domainPlace(facts),
      facts?.action ?? '',
      styled('dim', facts?.constructPath ?? group.findings[0]?.constructPath ?? ''),
      styled('dim', formatLocation(location)),
    ),
    ...(facts === undefined
      ? []
      : [['  ', ...heading(domainNames(facts), styled('dim', certificateWay(facts, group.address)))]]),
    ...lines,
  ];
}

/** The service, and the Region that the resource is made in where it has one. */
function domainPlace({ service, region }: DomainFacts): string {
  if (region.kind === 'absent') return service;
  return `${service}, ${regionName(region)}`;
}

function domainNames({ names }: DomainFacts): string {
  if (names.kind === 'unknown') return 'names not known yet';
  return names.kind === 'absent' || names.value.length === 0 ? 'no name of its own' : show(names);
}

/** A deployer and what there is to say of it; empty where there is nothing. */
export function deployerSection(group: DeployerGroup, options: SectionOptions): Section {
  const [first] = group.facts;
  const additions = (finding: Finding) => linesToAdd(finding, first);
  const lines = findingLines(group, { ...options, location: null, fixesShown: new Set(), additions });
  if (lines.length === 0 && !options.verbose) return [];
  return [heading(styled('strong', group.address), first?.kind ?? '', styled('dim', first?.why ?? '')), ...lines];
}

function heading(...pieces: Line): Line {
  return joinPieces(pieces, '  ');
}

function loadBalancerHeading(group: LoadBalancerGroup, location: Location | null): Line {
  const { address, facts, constructPath, listeners } = group;
  const region = facts === undefined ? '' : regionName(facts.region);
  const doubts = new Set(listeners.flatMap((listener) => listener.facts.flatMap(({ doubt }) => doubt ?? [])));
  return heading(
    styled('strong', address),
    region,
    facts?.action ?? '',
    [...doubts].join('; '),
    styled('dim', constructPath ?? ''),
    styled('dim', formatLocation(location)),
  );
}

/** The place that all findings of a load balancer name, where it is one. */
function sharedLocation({ findings }: Pick<LoadBalancerGroup, 'findings'>): Location | null {
  const [first = null] = findings.map(({ location }) => location);
  return findings.every(({ location }) => formatLocation(location) === formatLocation(first)) ? first : null;
}

function listenerHeading(group: ListenerGroup, loadBalancer: string): Line {
  const [first, ...others] = group.facts;
  const port = group.port === null ? 'unknown port' : String(group.port);
  if (first === undefined) return ['  ', group.port === null ? 'every listener' : port];
  const protocols = new Set(group.facts.map(({ protocol }) => showPossible(protocol, 'unknown protocol')));
  const detail =
    others.length === 0 ? styled('dim', certificateWay(first, loadBalancer)) : `${group.facts.length} listeners`;
  return ['  ', ...heading(`${port} ${[...protocols].join(', ')}`, detail)];
}

/** The way from the listener to its certificate's key; it starts at the load balancer, which has a heading of its own. */
function certificateWay({ trace, certificate, secure }: ListenerFacts | DomainFacts, loadBalancer: string): string {
  const way = trace.filter((step) => step !== loadBalancer);
  if (way.length > 0) return way.map((step) => `→ ${step}`).join(' ');
  if (certificate.source.kind === 'known' && certificate.source.value === 'none') {
    return secure.kind === 'known' && secure.value ? 'no certificate' : '';
  }
  const named = [certificate.address, certificate.arn].find(({ kind }) => kind === 'known');
  return named === undefined ? '' : `→ ${show(named)}`;
}

interface SectionContext extends SectionOptions {
  /** The place that the section's heading names already. */
  readonly location: Location | null;
  /** Fixes that the section has shown so far: each is shown once. */
  readonly fixesShown: Set<string>;
  /** Lines of a policy document that would put a finding right. */
  readonly additions?: (finding: Finding) => readonly string[];
}

/** The lines under a subject's heading; its facts say what its open findings wait for. */
function findingLines({ facts, findings }: SubjectGroup, context: SectionContext): Section {
  const { failed, open, waived, passed } = sortFindings(findings);
  const ways = facts.map(({ trace }) => trace.join(' → '));
  const always = [
    ...failed.flatMap((finding) => failureLines(finding, ways, context)),
    ...(open.length === 0 ? [] : [labelled('open', describeOpen(open, facts))]),
  ];
  if (!context.verbose) return always;
  const titles = new Map(context.policies.map(({ id, title }) => [id, title]));
  return [
    ...always,
    ...waived.flatMap((finding) => [
      labelled('waived', withId(finding.message, finding)),
      detail('because', `${finding.waiver?.reason} (${finding.waiver?.source})`),
    ]),
    // A message is written for a policy that is broken, so one that holds goes by its title.
    ...passed.map((finding) => labelled('pass', withId(titles.get(finding.policyId) ?? finding.message, finding))),
  ];
}

function failureLines(finding: Finding, ways: readonly string[], context: SectionContext): Section {
  const { level, message, fix, trace } = finding;
  const { fixesShown, additions } = context;
  const location = formatLocation(finding.location);
  const way = trace.join(' → ');
  const isNewFix = fix !== '' && !fixesShown.has(fix);
  fixesShown.add(fix);
  return [
    labelled(level, withId(message, finding)),
    ...(isNewFix ? [detail('fix', fix)] : []),
    ...(additions?.(finding) ?? []).map((line, at) =>
      at === 0 ? detail('add', line) : [' '.repeat(13 + 'add: '.length), line],
    ),
    ...(location === '' || location === formatLocation(context.location) ? [] : [detail('at', location)]),
    ...(trace.length < 2 || ways.includes(way) ? [] : [detail('via', way)]),
  ];
}

/** Says what the outcome rests on besides the plan. */
function withId(text: string, { policyId, assuming, fromSource }: Finding): string {
  const basis =
    assuming !== null
      ? ` (assuming that ${assuming})`
      : fromSource !== null
        ? ` (from the source in ${fromSource})`
        : '';
  return `${text}${basis} [${policyId}]`;
}

function labelled(label: Style, text: string): Line {
  return ['    ', styled(label, label.padEnd(9)), text];
}

function detail(label: string, text: string): Line {
  return [' '.repeat(13), styled('dim', `${label}: `), text];
}
