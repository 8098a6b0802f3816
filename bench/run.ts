/**
 * Measures elbcert against the time and memory that it may take, each time beside a process that does the same for
 * comparison, in the same minute on the same machine. Needs a build (`npm run build`) and 3 GB in the temporary folder:
 *
 *     npx tsx bench/run.ts [SMALL|LARGE]       # SMALL leaves out what needs the plan of 1 GB
 *
 * Exits with 1 where a ratio of CPU time, or a peak of memory, is above what it must not exceed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { generatePlan } from './generate-plan.js';
import { type Contender, type Cost, inPairs, median, run } from './measure.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(HERE, '..', 'dist', 'cli.js');
const PLAIN = { ELBCERT_SCANNER: 'plain' };

interface Row {
  readonly what: string;
  readonly unit: '×' | 'MiB';
  readonly value: number;
  /** The same by the clock, which on a machine with other work to do says less. */
  readonly wall?: number;
  /** Nothing for what is measured to compare the others with. */
  readonly must?: number;
  readonly aim?: number;
}

const folder = mkdtempSync(join(tmpdir(), 'elbcert-bench-'));
try {
  const rows = measureAll(process.argv[2] !== 'SMALL');
  process.stdout.write(table(rows));
  process.exitCode = rows.every(({ value, must = value }) => value <= must) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measureAll(withLarge: boolean): readonly Row[] {
  const small = plan('100kB', 1e5);
  const medium = plan('10MB', 1e7);
  const large = plan('100MB', 1e8);
  const parse = parseOnly(large);

  const start = inPairs(21, check(small), { words: ['-e', '0'] });
  const hundred = inPairs(9, check(large), parse);
  const scanned = inPairs(9, scanOnly(large), parse);
  const plain = inPairs(7, check(large, PLAIN), parse);
  const rows = [
    ratio('100 KB : node -e 0', start, 1.35, 1.15),
    ratio('100 MB : readFile + JSON.parse', hundred, 0.15, 0.11),
    ratio('100 MB, scanned, and nothing else : readFile + JSON.parse', scanned),
    peak('100 MB', hundred, 64, 52),
    ratio('100 MB in plain TypeScript : readFile + JSON.parse', plain, 0.3, 0.24),
  ];
  if (!withLarge) return rows;

  const huge = plan('1GB', 1e9);
  const gigabyte = inPairs(5, check(huge), parse);
  const hugeScanned = inPairs(5, scanOnly(huge), parse);
  rmSync(huge);
  const without = plan('1GB-without', 1e9, 'withoutLoadBalancers');
  const grown = peakOf(check(without), 3) - peakOf(check(medium), 5);
  return [
    ...rows,
    ratio('1 GB : readFile + JSON.parse of 100 MB', gigabyte, 0.55, 0.4),
    ratio('1 GB, scanned, and nothing else : readFile + JSON.parse of 100 MB', hugeScanned),
    peak('1 GB', gigabyte, 90, 64),
    { what: '1 GB without load balancers, peak over that of 10 MB', unit: 'MiB', value: grown, must: 8, aim: 2 },
  ];
}

function plan(name: string, bytes: number, content: 'mixed' | 'withoutLoadBalancers' = 'mixed'): string {
  const file = join(folder, `${name}.json`);
  generatePlan(bytes, file, 1, content);
  return file;
}

/** The whole product: every policy, the report as JSON. */
function check(file: string, env: Readonly<Record<string, string>> = {}): Contender {
  return { words: [CLI, 'check', '--format', 'json', file], env };
}

function parseOnly(file: string): Contender {
  const script = join(folder, 'parse.cjs');
  writeFileSync(script, "JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));\n");
  return { words: [script, file] };
}

/** What both need who read a plan: Node.js, the bytes, and a walk through them. */
function scanOnly(plan: string): Contender {
  const script = join(folder, 'scan-only.cjs');
  buildSync({
    entryPoints: [join(HERE, 'scan-only.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { 'import.meta.dirname': JSON.stringify(HERE) },
  });
  return { words: [script, plan] };
}

function ratio(what: string, pairs: readonly (readonly [Cost, Cost])[], must?: number, aim?: number): Row {
  const value = median(pairs.map(([one, other]) => one.cpuMs / other.cpuMs));
  const wall = median(pairs.map(([one, other]) => one.wallMs / other.wallMs));
  return { what, unit: '×', value, wall, ...(must !== undefined && aim !== undefined && { must, aim }) };
}

function peak(what: string, pairs: readonly (readonly [Cost, Cost])[], must: number, aim: number): Row {
  return { what: `${what}, peak`, unit: 'MiB', value: median(pairs.map(([{ peakMiB }]) => peakMiB)), must, aim };
}

function peakOf(contender: Contender, times: number): number {
  return median(Array.from({ length: times }, () => run(contender).peakMiB));
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, unit, value, wall, must, aim }) => {
    const shown = (number: number | undefined) =>
      number === undefined ? '' : unit === '×' ? `${number.toFixed(2)} ×` : `${number.toFixed(1)} MiB`;
    return [what, shown(value), shown(wall), shown(must), shown(aim), verdict(value, must, aim)];
  });
  const lines = [['', 'CPU time or memory', 'by the clock', 'must', 'aim', 'reached'], Array(6).fill('---'), ...cells];
  return lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
}

function verdict(value: number, must: number | undefined, aim: number | undefined): string {
  if (must === undefined || aim === undefined) return '';
  if (value <= aim) return 'aim';
  return value <= must ? 'must' : 'missed';
}
