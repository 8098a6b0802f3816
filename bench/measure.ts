import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));

/** What one run took. CPU time is user and system together, of all threads. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

/** A Node.js process to measure. */
export interface Contender {
  /** The path of a Node.js binary. */
  readonly node: string;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a process to its end, output thrown away. Throws where it ends in any way but 0, and 1 without a message, as a check
 * does that found something.
 */
export function run({ node, words, env }: Contender): Cost {
  const nowhere = openSync('/dev/null', 'w');
  try {
    const start = performance.now();
    const { status, stderr, output } = spawnSync(node, ['--require', USAGE, ...words], {
      env: { ...process.env, ...env },
      stdio: ['ignore', nowhere, 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    const wallMs = performance.now() - start;
    if (status !== 0 && (status !== 1 || stderr !== ''))
      throw new Error(`${words.join(' ')}: exit ${status}: ${stderr}`);
    return { wallMs, ...(JSON.parse(output[3] ?? '') as Omit<Cost, 'wallMs'>) };
  } finally {
    closeSync(nowhere);
  }
}

/** Two processes in turn, so that whatever else the machine does meets both. */
export function inPairs(times: number, one: Contender, other: Contender): readonly (readonly [Cost, Cost])[] {
  run(one);
  run(other);
  return Array.from({ length: times }, () => [run(one), run(other)] as const);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The version of a Node.js binary, `20.19.5`. */
export function versionOf(node: string): string {
  return spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim();
}
