import { type Finding, LEVELS } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { deployerName } from './names.js';

/** Findings on one place that stand together in a report. */
interface Run {
  readonly place: Finding;
  readonly from: number;
  to: number;
}

/**
 * Findings by place, then policy, then their own text, whatever order the plan had. Those on one listener come one after
 * the other, so not they are sorted but their places.
 */
export function findingsInOrder(
  findings: readonly Finding[],
  comparePlace: (left: Place, right: Place) => number,
  spell: (finding: Finding) => string,
): readonly Finding[] {
  const compare = (left: Finding, right: Finding) =>
    compareNatural(left.policyId, right.policyId) || compareNatural(spell(left), spell(right));
  const ordered: Finding[] = [];
  let together: Finding[] = [];
  for (const { place, from, to } of runsOf(findings).sort((left, right) => comparePlace(left.place, right.place))) {
    const [first] = together;
    if (first !== undefined && comparePlace(first, place) !== 0) {
      addAll(ordered, together.sort(compare));
      together = [];
    }
    addAll(together, findings.slice(from, to));
  }
  addAll(ordered, together.sort(compare));
  return ordered;
}

function addAll(to: Finding[], findings: readonly Finding[]): void {
  for (let at = 0; at < findings.length; at += 1) to.push(findings[at] as Finding);
}

function runsOf(findings: readonly Finding[]): Run[] {
  const runs: Run[] = [];
  let last: Run | undefined;
  for (let at = 0; at < findings.length; at += 1) {
    const finding = findings[at] as Finding;
    if (last !== undefined && isAt(finding, last.place)) {
      last.to += 1;
      continue;
    }
    last = { place: finding, from: at, to: at + 1 };
    runs.push(last);
  }
  return runs;
}

function isAt(left: Place, right: Place): boolean {
  return left.address === right.address && left.port === right.port && left.input === right.input;
}

/**
 * Compares as people count: `web[2]` before `web[10]`. The same in every locale, and 0 only for equal text.
 */
export function compareNatural(left: string, right: string): number {
  if (left === right) return 0;
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  // A number that both have begun is compared from its start.
  while (at > 0 && isDigit(left, at - 1)) at -= 1;
  let behind = at;
  while (at < left.length && behind < right.length) {
    if (isDigit(left, at) && isDigit(right, behind)) {
      at = zerosEnd(left, at);
      behind = zerosEnd(right, behind);
      const [end, endBehind] = [digitsEnd(left, at), digitsEnd(right, behind)];
      const longer = end - at - (endBehind - behind);
      if (longer !== 0) return longer;
      for (; at < end; at += 1, behind += 1) {
        const order = left.charCodeAt(at) - right.charCodeAt(behind);
        if (order !== 0) return order;
      }
    } else {
      const order = left.charCodeAt(at) - right.charCodeAt(behind);
      if (order !== 0) return order;
      at += 1;
      behind += 1;
    }
  }
  return left.length - at - (right.length - behind) || compareText(left, right);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text, end)) end += 1;
  return end;
}

/** Zeros in front of a number count for nothing. */
function zerosEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) === ZERO) end += 1;
  return end;
}

const ZERO = 0x30;

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Where in a report something stands, whatever order the plan had. */
export interface Place {
  readonly input: string;
  readonly address: string;
  readonly port: number | null;
}

/** The paths of a report's inputs, in the order they were given. */
export function inputPaths(report: Report): readonly string[] {
  const paths = new Set(report.inputs.map(({ path }) => path));
  for (const things of [report.listeners, report.deployers, report.findings]) {
    let last: string | undefined;
    for (const { input } of things) {
      if (input !== last) paths.add(input);
      last = input;
    }
  }
  return [...paths];
}

/**
 * Orders what stands in a report by input as given, address in natural order, port by number; an unknown port comes last.
 * Addresses are put in order once, each of which a report names many times.
 */
export function comparePlaces(report: Report): (left: Place, right: Place) => number {
  const inputs = ranksOf(inputPaths(report));
  const addresses = ranksOf([...addressesIn(report)].sort(compareNatural));
  return (left, right) =>
    compareRanks(inputs, left.input, right.input) ||
    compareRanks(addresses, left.address, right.address) ||
    comparePorts(left.port, right.port);
}

type Ranks = ReadonlyMap<string, number>;

function ranksOf(ordered: readonly string[]): Ranks {
  return new Map(ordered.map((text, rank) => [text, rank]));
}

function compareRanks(ranks: Ranks, left: string, right: string): number {
  return left === right ? 0 : (ranks.get(left) ?? -1) - (ranks.get(right) ?? -1);
}

function addressesIn({ listeners, deployers, findings }: Report): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const { facts } of listeners) addresses.add(facts.address);
  for (const { facts } of deployers) addresses.add(deployerName(facts));
  for (const { address } of findings) addresses.add(address);
  return addresses;
}

export function comparePorts(left: number | null, right: number | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  return right === null ? -1 : left - right;
}

/** How bad a finding is, 0 for the worst: fails by level, then open, then what somebody accepted, then passes. */
export function severityOf(finding: Finding): number {
  switch (finding.outcome) {
    case 'fail':
      return finding.waiver === null ? LEVELS.indexOf(finding.level) : LEVELS.length + 1;
    case 'open':
      return finding.waiver === null ? LEVELS.length : LEVELS.length + 1;
    case 'pass':
      return LEVELS.length + 2;
    default:
      return finding.outcome satisfies never;
  }
}

/** The severity of the worst finding; where there is none, as good as can be. */
export function worstSeverity(findings: readonly Finding[]): number {
  return findings.reduce((worst, finding) => Math.min(worst, severityOf(finding)), Number.MAX_SAFE_INTEGER);
}

/** Worst first, then by policy. */
export function compareSeverity(left: Finding, right: Finding): number {
  return severityOf(left) - severityOf(right) || compareNatural(left.policyId, right.policyId);
}
