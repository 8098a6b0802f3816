import { parentPort, workerData } from 'node:worker_threads';
import { randomFrom } from './random.js';
import { type ExitCode, TARGETS, type Target } from './targets.js';

/** What a worker is asked to do: every `step`th seed from `first` on, below `last`. */
export interface Task {
  readonly first: number;
  readonly step: number;
  readonly last: number;
  /** The seed in hand, and when it was taken up, for whoever watches. */
  readonly watch: SharedArrayBuffer;
}

/** What came of the inputs. */
export interface Tally {
  readonly reports: number;
  readonly refusals: number;
  readonly failing: number;
  readonly slowestMs: number;
  readonly faults: readonly string[];
  /** The targets of which some input was read, and those of which some was refused. */
  readonly read: readonly string[];
  readonly refused: readonly string[];
}

/** What a seed stands for: every other one is a plan, the others go round. */
export function targetOf(seed: number): Target {
  const [plan, ...others] = TARGETS;
  const target = seed % 2 === 0 ? plan : others[(seed >> 1) % others.length];
  if (target === undefined) throw new Error('no target');
  return target;
}

export function inputOf(seed: number): string | Buffer {
  return targetOf(seed).input(randomFrom(seed));
}

/** The exit code that a run on the input of a seed would have; rejects where a run would call it a fault in elbcert. */
async function outcomeOf(seed: number): Promise<ExitCode> {
  return await targetOf(seed).run(inputOf(seed));
}

async function run({ first, step, last, watch }: Task): Promise<Tally> {
  const seen = new Int32Array(watch);
  const counts = [0, 0, 0];
  const faults: string[] = [];
  const [read, refused] = [new Set<string>(), new Set<string>()];
  let slowestMs = 0;
  for (let seed = first; seed < last; seed += step) {
    Atomics.store(seen, 0, seed);
    const started = performance.now();
    try {
      const outcome = await outcomeOf(seed);
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      (outcome === 2 ? refused : read).add(targetOf(seed).name);
    } catch (error) {
      faults.push(
        `seed ${seed} (${targetOf(seed).name}): ${error instanceof Error ? (error.stack ?? error.message).slice(0, 1200) : String(error)}`,
      );
      if (faults.length > 20) break;
    }
    const took = performance.now() - started;
    if (took > slowestMs) {
      slowestMs = took;
      Atomics.store(seen, 1, seed);
    }
  }
  const [clean = 0, failing = 0, refusals = 0] = counts;
  return { reports: clean + failing, refusals, failing, slowestMs, faults, read: [...read], refused: [...refused] };
}

if (parentPort !== null) {
  const port = parentPort;
  void run(workerData as Task).then((tally) => port.postMessage(tally));
}
