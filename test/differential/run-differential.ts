import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { interestIn } from '../../src/facts/index.js';
import { UnusableInput } from '../../src/model/problem.js';
import { read } from '../../src/read/index.js';
import { parsed, reportOn, scanned } from './both-ways.js';
import { oddPlan } from './odd-plan.js';

export interface DifferentialOptions {
  /** How many generated plans are scanned and parsed. */
  readonly plans: number;
  /** How many of them go through a pipe of the operating system, too. */
  readonly pipes: number;
  readonly seed?: number;
}

/** Unit: bytes. Makes an input large enough to be scanned wherever it comes from. */
const PADDING = Buffer.alloc(1_100_000, ' ');

/** Reads generated plans in every way, in this process, and names those that give another report. */
export async function compareReadings({ plans, pipes, seed = 1 }: DifferentialOptions) {
  const different: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-differential-'));
  try {
    let at = 0;
    for (const { bytes, way } of fc.sample(oddPlan, { numRuns: plans, seed })) {
      const expected = parsed(bytes);
      if (scanned(bytes, way) !== expected) different.push(`seed ${seed}, plan ${at}, scanned by ${way.chunk}`);
      if (at < pipes && (await piped(folder, bytes)) !== expected) different.push(`seed ${seed}, plan ${at}, piped`);
      at += 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { compared: plans + Math.min(pipes, plans), different };
}

/** The report on bytes that another process writes into a named pipe. */
async function piped(folder: string, bytes: Buffer): Promise<string> {
  const [file, pipe] = [join(folder, 'plan.json'), join(folder, 'pipe')];
  writeFileSync(file, Buffer.concat([bytes, PADDING]));
  spawnSync('mkfifo', [pipe]);
  const writer = spawn('sh', ['-c', `cat "${file}" > "${pipe}"`]);
  try {
    const plans = await read(pipe, { ...interestIn(), onNotice: () => {} }).catch(refusal);
    return plans === undefined ? 'refused' : reportOn(() => plans.map((plan) => ({ ...plan, path: 'plan.json' })));
  } finally {
    rmSync(pipe);
    writer.kill();
  }
}

function refusal(error: unknown): undefined {
  if (!(error instanceof UnusableInput)) throw error;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [plans = '20000', pipes = '200', seed = '1'] = process.argv.slice(2);
  const started = Date.now();
  const { compared, different } = await compareReadings({
    plans: Number(plans),
    pipes: Number(pipes),
    seed: Number(seed),
  });
  for (const one of different) console.error(one);
  console.log(`${compared} readings in ${Math.round((Date.now() - started) / 1000)} s, ${different.length} different`);
  process.exitCode = different.length > 0 ? 1 : 0;
}
