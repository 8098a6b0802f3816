import type { Problem } from '../model/problem.js';
import type { ReportedListener } from '../model/report.js';
import type { Failure } from './failure.js';

/** Something that AWS was to tell and did not, and whose verdict that leaves open. */
export interface Unanswered {
  readonly failure: Failure;
  /** The listener whose certificate it is; undefined where it is the permission of a principal. */
  readonly listener: ReportedListener | undefined;
  /** In words: `the certificate of aws_elb.web listener 443`. */
  readonly what: string;
}

/** A line for each failure, however many look-ups it stopped. */
export function unansweredNotes(all: readonly Unanswered[]): readonly string[] {
  return groups(all).map(({ failure, what }) => `${what}: ${failure.reason}${failure.remedy === '' ? '' : `; ${failure.remedy}`}`);
}

/** The same as what makes a run useless in which the look-ups were required. */
export function unansweredProblems(all: readonly Unanswered[]): readonly Problem[] {
  return groups(all).map(({ failure, what }) => ({
    path: '--live=require',
    message: `${what} could not be looked up: ${failure.reason}`,
    ...(failure.remedy === '' ? {} : { hint: failure.remedy }),
  }));
}

/** How many are named before the rest is counted. */
const NAMED = 3;

function groups(all: readonly Unanswered[]) {
  const byFailure = new Map<string, { readonly failure: Failure; readonly what: Set<string> }>();
  for (const { failure, what } of all) {
    const key = JSON.stringify([failure.reason, failure.remedy]);
    const group = byFailure.get(key) ?? { failure, what: new Set() };
    group.what.add(what);
    byFailure.set(key, group);
  }
  return [...byFailure.values()].map(({ failure, what }) => ({ failure, what: list([...what]) }));
}

function list(things: readonly string[]): string {
  if (things.length <= NAMED) return things.join(' and ');
  return `${things.slice(0, NAMED).join(', ')} and ${things.length - NAMED} more`;
}
