import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Tally, Task } from './worker.js';

/** Unit: milliseconds that one input may take before the run calls it a hang. */
const HANG_MS = 10_000;

/** Unit: megabytes of heap for each worker; what needs more is a fault. */
const HEAP_MB = 512;

/** Node 20 does not hand a loader on to its threads, so each asks for it. */
const BOOTSTRAP = `require('tsx/cjs/api').register(); import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(
  new URL('worker.ts', import.meta.url).href,
)})))`;

export interface FuzzResult extends Tally {
  readonly slowestSeeds: readonly number[];
}

/**
 * Judges mutated plans on some threads, each watched: one that hangs on an input, dies or runs out of memory is a fault,
 * told with the seed to see it again.
 */
export async function runFuzz(inputs: number, threads: number, from = 0): Promise<FuzzResult> {
  const tallies = await Promise.all(
    Array.from({ length: threads }, (_, at) => watchWorker({ first: from + at, step: threads, last: from + inputs })),
  );
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, { tally }) => total + of(tally), 0);
  const names = (of: (tally: Tally) => readonly string[]) => [...new Set(tallies.flatMap(({ tally }) => of(tally)))];
  return {
    reports: sum(({ reports }) => reports),
    refusals: sum(({ refusals }) => refusals),
    failing: sum(({ failing }) => failing),
    slowestMs: Math.max(...tallies.map(({ tally }) => tally.slowestMs)),
    slowestSeeds: tallies.map(({ slowest }) => slowest),
    faults: tallies.flatMap(({ tally }) => tally.faults),
    read: names(({ read }) => read),
    refused: names(({ refused }) => refused),
  };
}

const NOTHING: Tally = { reports: 0, refusals: 0, failing: 0, slowestMs: 0, faults: [], read: [], refused: [] };

function watchWorker(part: Omit<Task, 'watch'>): Promise<{ readonly tally: Tally; readonly slowest: number }> {
  const watch = new SharedArrayBuffer(8);
  const seen = new Int32Array(watch);
  return new Promise((resolve) => {
    const worker = new Worker(BOOTSTRAP, {
      eval: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      workerData: { ...part, watch } satisfies Task,
    });
    const end = (tally: Tally) => {
      clearInterval(timer);
      void worker.terminate();
      resolve({ tally, slowest: Atomics.load(seen, 1) });
    };
    const died = (why: string) => end({ ...NOTHING, faults: [`seed ${Atomics.load(seen, 0)}: ${why}`] });
    let last = -1;
    let since = Date.now();
    const timer = setInterval(() => {
      const seed = Atomics.load(seen, 0);
      if (seed !== last) [last, since] = [seed, Date.now()];
      else if (Date.now() - since > HANG_MS) died('hangs');
    }, 250);
    worker.on('message', end);
    worker.on('error', (error) => died(error.message));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [inputs = '50000', from = '0'] = process.argv.slice(2);
  const started = Date.now();
  const result = await runFuzz(Number(inputs), 2, Number(from));
  const seconds = Math.round((Date.now() - started) / 1000);
  for (const fault of result.faults) console.error(fault);
  console.log(
    `${inputs} inputs in ${seconds} s: ${result.reports} reports (${result.failing} with errors), ${result.refusals} refused, ` +
      `${result.faults.length} faults; slowest ${Math.round(result.slowestMs)} ms (seeds ${result.slowestSeeds.join(', ')})`,
  );
  process.exitCode = result.faults.length === 0 ? 0 : 1;
}
