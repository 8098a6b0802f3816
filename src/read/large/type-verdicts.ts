import { hashBytes, type ScanEvents, type Verdict } from './scanner.js';
import { textOf } from './text-of.js';
import { isAt } from './word-finder.js';

/** How many types of a mode are remembered; more take each other's places. */
const REMEMBERED = 1024;

interface Told {
  readonly type: Buffer;
  readonly verdict: Verdict;
}

/** What is done with the instances of a type that stands somewhere in the input. */
export type TypeVerdicts = (data: boolean, bytes: Buffer, from: number, to: number) => Verdict;

/** Asks once for each type, which it knows again by its bytes. */
export function typeVerdicts(wanted: ScanEvents['wanted']): TypeVerdicts {
  const table = new Array<Told | undefined>(2 * REMEMBERED).fill(undefined);
  return (data, bytes, from, to) => {
    const place = hashBytes(0, bytes, from, to) & (REMEMBERED - 1);
    const slot = data ? REMEMBERED + place : place;
    const told = table[slot];
    if (told !== undefined && isAt(bytes, from, to, told.type)) return told.verdict;
    const verdict = wanted(data, textOf(bytes, from, to));
    table[slot] = { type: Buffer.from(bytes.subarray(from, to)), verdict };
    return verdict;
  };
}
