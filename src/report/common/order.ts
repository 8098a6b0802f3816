import type { Finding } from '../../model/finding.js';
import { deployerName, type Report } from '../../model/report.js';
import { severityOf } from './standing.js';

/** What a report names a subject by. */
export interface SubjectKey {
  readonly input: string;
  readonly address: string;
  readonly port: number | null;
}

/** The paths of a report's inputs, in the order they were given. */
export function inputPaths({ inputs, listeners, domains, deployers, findings }: Report): readonly string[] {
  const paths = new Set(inputs.map(({ path }) => path));
  for (const things of [listeners, domains, deployers, findings]) for (const { input } of things) paths.add(input);
  return [...paths];
}

/**
 * Orders subjects by input as given, address in natural order, then port. Addresses are sorted once, because a report
 * names each of them many times.
 */
export function subjectOrder(report: Report): (left: SubjectKey, right: SubjectKey) => number {
  const { listeners, domains, deployers, findings } = report;
  const addresses = new Set([
    ...listeners.map(({ facts }) => facts.address),
    ...domains.map(({ facts }) => facts.address),
    ...deployers.map(({ facts }) => deployerName(facts)),
    ...findings.map(({ address }) => address),
  ]);
  const inputRank = rankIn(inputPaths(report));
  const addressRank = rankIn([...addresses].sort(compareNatural));
  return (left, right) =>
    inputRank(left.input) - inputRank(right.input) ||
    addressRank(left.address) - addressRank(right.address) ||
    comparePorts(left.port, right.port);
}

/** The place of each text among those given; -1 for any other. */
export function rankIn(ordered: readonly string[]): (text: string) => number {
  const ranks = new Map(ordered.map((text, rank) => [text, rank]));
  return (text) => ranks.get(text) ?? -1;
}

/** By number; an unknown port comes last. */
export function comparePorts(left: number | null, right: number | null): number {
  return (left ?? Number.MAX_SAFE_INTEGER) - (right ?? Number.MAX_SAFE_INTEGER);
}

/** Worst first, then by policy. */
export function compareSeverity(left: Finding, right: Finding): number {
  return severityOf(left) - severityOf(right) || compareNatural(left.policyId, right.policyId);
}

/** Compares as people count: `web[2]` before `web[10]`. The same in every locale, and 0 only for equal text. */
export function compareNatural(left: string, right: string): number {
  if (left === right) return 0;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  // Two texts that part within a number are compared from where the number starts.
  while (isDigit(left[start - 1])) start -= 1;
  const pieces = left.slice(start).match(PIECE) ?? [];
  const others = right.slice(start).match(PIECE) ?? [];
  for (const [at, piece] of pieces.entries()) {
    const other = others[at];
    if (other === undefined) return 1;
    const order = isDigit(piece[0]) && isDigit(other[0]) ? compareNumbers(piece, other) : compareText(piece, other);
    if (order !== 0) return order;
  }
  return others.length > pieces.length ? -1 : compareText(left, right);
}

/** A whole number, or one character of anything else. */
const PIECE = /\d+|\D/g;

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Numbers of any length; zeros in front count for nothing. */
function compareNumbers(left: string, right: string): number {
  const [ours, theirs] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
  return ours.length - theirs.length || compareText(ours, theirs);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
