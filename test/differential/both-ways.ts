import { readFileSync } from 'node:fs';
import { interestIn } from '../../src/facts/index.js';
import { loadPolicies } from '../../src/judge/index.js';
import type { Plan } from '../../src/model/plan.js';
import { UnusableInput } from '../../src/model/problem.js';
import { checkPlans } from '../../src/pipeline.js';
import { type ByteSource, bytesSource } from '../../src/read/byte-source.js';
import { utf8Source } from '../../src/read/bytes.js';
import { readBytes, readScanned } from '../../src/read/index.js';
import { documentScanner, type ScanDocument } from '../../src/read/large/index.js';
import { findReporter } from '../../src/report/index.js';

const policies = loadPolicies({ policyPaths: [], disable: [] });
const interest = interestIn();
const now = new Date('2026-11-24T00:00:00Z');

/** How many bytes an input gives at a time. */
export const CHUNKS = [1, 2, 7, 61, 4096, 262144] as const;

/** How an input is handed to the scanner. */
export interface Way {
  readonly chunk: number;
  /** False for an input that cannot be read again, such as a pipe. */
  readonly again: boolean;
}

/** Every way in which an input can be scanned. */
export const WAYS: readonly Way[] = CHUNKS.flatMap((chunk) => [true, false].map((again) => ({ chunk, again })));

/** The JSON report on an input that was parsed, or `refused`. */
export function parsed(bytes: Buffer): string {
  return reportOn(() => readBytes('plan.json', bytes, { ...interest }));
}

/** The JSON report on an input that was scanned, or `refused`. */
export function scanned(bytes: Buffer, { chunk, again }: Way): string {
  return reportOn(() => {
    const source = utf8Source(bytes, inChunks(bytesSource(bytes), chunk, again));
    return readScanned('plan.json', source, interest, scanner(), Math.max(chunk, 64));
  });
}

function scanner(): ScanDocument {
  const scan = documentScanner();
  if (scan === undefined) throw new Error('this Node.js has no WebAssembly');
  return scan;
}

function inChunks(source: ByteSource, chunk: number, again: boolean): ByteSource {
  return {
    size: undefined,
    read: (into) => source.read(into.subarray(0, chunk)),
    again: again ? source.again : undefined,
  };
}

/** The JSON report on some plans, or `refused`. */
export function reportOn(read: () => readonly Plan[]): string {
  try {
    const report = checkPlans(read(), policies, { now });
    const options = { failOn: 'error', strict: false, verbosity: 'normal', color: false } as const;
    return findReporter('json')?.render(report, options) ?? '';
  } catch (error) {
    if (error instanceof UnusableInput) return 'refused';
    throw error;
  }
}

export function readPlan(url: URL): Buffer {
  return readFileSync(url);
}
