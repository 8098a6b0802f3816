import type { Finding } from '../model/finding.js';
import { compareNatural } from './natural-order.js';
import type { Place } from './place.js';

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
