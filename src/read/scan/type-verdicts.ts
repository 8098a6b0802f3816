import { hashBytes, type ScanEvents, type Verdict } from './scanner.js';
import { textOf } from './text-of.js';
import { isAt } from './word-finder.js';

/** How many types are remembered; more take each other's places. */
const REMEMBERED = 256;

interface Told {
  readonly data: boolean;
  readonly type: Buffer;
  readonly verdict: Verdict;
}

/** What is done with the instances of a type that stands somewhere in the input. */
export type TypeVerdicts = (data: boolean, bytes: Buffer, from: number, to: number) => Verdict;

/** Asks once for each type, which it knows again by its bytes. */
export function typeVerdicts(wanted: ScanEvents['wanted']): TypeVerdicts {
  const table = new Array<Told | undefined>(REMEMBERED).fill(undefined);
  return (data, bytes, from, to) => {
    const slot = hashBytes(data ? 1 : 0, bytes, from, to) & (REMEMBERED - 1);
    const told = table[slot];
    if (told !== undefined && told.data === data && isAt(bytes, from, to, told.type)) return told.verdict;
    const verdict = wanted(data, textOf(bytes, from, to));
    table[slot] = { data, type: Buffer.from(bytes.subarray(from, to)), verdict };
    return verdict;
  };
}
