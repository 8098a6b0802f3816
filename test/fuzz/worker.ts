import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { interestIn } from '../../src/facts/index.js';
import { loadPolicies } from '../../src/judge/index.js';
import { UnusableInput } from '../../src/model/problem.js';
import { exitCode } from '../../src/model/report.js';
import { checkPlans } from '../../src/pipeline.js';
import { readBytes } from '../../src/read/index.js';
import { reporters } from '../../src/report/index.js';
import { mutate } from './mutate.js';
import { randomFrom } from './random.js';

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
}

const GOLDEN = fileURLToPath(new URL('../golden', import.meta.url));
const NOW = new Date('2026-11-24T00:00:00Z');

const plans = readdirSync(GOLDEN)
  .map((name) => readFileSync(join(GOLDEN, name, 'plan.json'), 'utf8'))
  .filter((text) => text.startsWith('{') && text.length < 60_000 && isJson(text));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const policies = loadPolicies({ policyPaths: [], disable: [], packs: ['classic-elb-tls'] });

/** The exit code that a run on this text would have; throws what a run would call a fault in elbcert. */
export function outcomeOf(text: string): 0 | 1 | 2 {
  try {
    const report = checkPlans(
      readBytes('plan.json', Buffer.from(text), { ...interestIn(), onDemand: undefined }),
      policies,
      {
        now: NOW,
      },
    );
    for (const reporter of reporters) {
      reporter.render(report, { color: false, verbosity: 'verbose', failOn: 'error', strict: false });
    }
    return exitCode(report, { failOn: 'error', strict: false });
  } catch (error) {
    if (error instanceof UnusableInput) return 2;
    throw error;
  }
}

export function inputOf(seed: number): string {
  const random = randomFrom(seed);
  return mutate(random.pick(plans), random);
}

function run({ first, step, last, watch }: Task): Tally {
  const seen = new Int32Array(watch);
  const counts = [0, 0, 0];
  const faults: string[] = [];
  let slowestMs = 0;
  for (let seed = first; seed < last; seed += step) {
    Atomics.store(seen, 0, seed);
    const started = performance.now();
    try {
      const outcome = outcomeOf(inputOf(seed));
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    } catch (error) {
      faults.push(
        `seed ${seed}: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 1200) : String(error)}`,
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
  return { reports: clean + failing, refusals, failing, slowestMs, faults };
}

if (parentPort !== null) parentPort.postMessage(run(workerData as Task));
