import type { Report } from '../model/report.js';
import { compareNatural } from './natural-order.js';

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

/** Orders by input as given, address in natural order, port by number; an unknown port comes last. */
export function comparePlaces(inputs: readonly string[]): (left: Place, right: Place) => number {
  const ranks = new Map(inputs.map((input, rank) => [input, rank]));
  const compareInputs = (left: string, right: string) =>
    left === right ? 0 : (ranks.get(left) ?? -1) - (ranks.get(right) ?? -1);
  return (left, right) =>
    compareInputs(left.input, right.input) ||
    compareNatural(left.address, right.address) ||
    comparePorts(left.port, right.port);
}

export function comparePorts(left: number | null, right: number | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  return right === null ? -1 : left - right;
}
