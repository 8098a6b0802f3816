import type { Report } from '../model/report.js';
import { compareNatural } from './natural-order.js';
import { deployerName } from './subject-name.js';

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
