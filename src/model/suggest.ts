import { joinWords } from './words.js';

/** Why a value cannot be used, and how to write it instead. */
export interface Mistake {
  readonly message: string;
  readonly hint: string;
}

/** What to say of a value that is none of those allowed. */
export function notAllowed(value: unknown, allowed: readonly string[]): Mistake {
  const near = typeof value === 'string' ? didYouMean(value, allowed) : '';
  return {
    message: `${JSON.stringify(value)} is not allowed${near}`,
    hint: `allowed ${allowed.length === 1 ? 'is' : 'are'} ${joinWords(allowed, 'and')}`,
  };
}

/** `, did you mean "region"` for a word close to one of those allowed, otherwise nothing. */
export function didYouMean(word: string, allowed: readonly string[]): string {
  const near = nearest(word, allowed);
  return near === undefined ? '' : `, did you mean "${near}"`;
}

/** The allowed word that another one is close to; undefined where it is close to none. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const short = word.slice(0, LONGEST).toLowerCase();
  const [best] = allowed
    .map((candidate) => ({ candidate, distance: distance(short, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.min(short.length, candidate.length) / 3))
    .sort((a, b) => a.distance - b.distance || a.candidate.length - b.candidate.length);
  return best?.candidate;
}

const LONGEST = 100;

/** Fewer letters are no beginning that means anything. */
const SHORTEST = 3;

/** A word that was not finished is as close as one with a wrong letter. */
function distance(word: string, candidate: string): number {
  if (word === candidate) return 0;
  return word.length >= SHORTEST && candidate.startsWith(word) ? 1 : editDistance(word, candidate);
}

/** Optimal string alignment. Source: https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance */
function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
