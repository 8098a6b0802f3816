/**
 * Measures elbcert against the time and memory that it may take, each time beside a process that does the same for
 * comparison, in the same minute on the same machine. Needs a build (`npm run build`) and 3 GB in the temporary folder:
 *
 *     npx tsx bench/run.ts [SMALL] [--node MAJOR]... [--record]
 *
 * SMALL leaves out what needs plans of 1 GB; `--node 20 --node 24` measures on those versions, or on a binary at a path, in the place of the one at
 * hand; `--record` writes the results to results.json, which every later run prints beside its own.
 * Exits with 1 where a ratio of CPU time, or a peak of memory, is above what it must not exceed.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { binaryOf } from '../scripts/on-node.js';
import { forEachPlan } from '../test/properties/for-each-plan.js';
import { generatePlan } from './generate-plan.js';
import { type Contender, type Cost, inPairs, median, run, versionOf } from './measure.js';
import type { Content } from './resources.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(HERE, '..', 'dist', 'cli.js');
const RESULTS = join(HERE, 'results.json');

interface Row {
  readonly what: string;
  readonly unit: '×' | 'ms' | 'MiB';
  readonly value: number;
  /** Undefined for what is measured to compare the others with. */
  readonly must?: number | undefined;
}

/** The results of one run on one version of Node.js. */
interface Results {
  readonly node: string;
  readonly machine: string;
  readonly date: string;
  readonly rows: readonly Row[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { node: { type: 'string', multiple: true, default: [] }, record: { type: 'boolean', default: false } },
});
const folder = mkdtempSync(join(tmpdir(), 'elbcert-bench-'));
try {
  const last = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as readonly Results[]) : [];
  const nodes =
    values.node.length > 0
      ? values.node.map((given) => (existsSync(given) ? given : binaryOf(given)))
      : [process.execPath];
  const results = nodes.map((node) => measureAll(node, positionals.includes('SMALL')));
  for (const result of results) process.stdout.write(table(result, last));
  if (values.record) writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  const reached = results.every(({ rows }) => rows.every(({ value, must = value }) => value <= must));
  process.exitCode = reached ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measureAll(node: string, isSmall: boolean): Results {
  const version = versionOf(node);
  const check = (...files: readonly string[]): Contender => ({
    node,
    words: [CLI, 'check', '--format', 'json', ...files],
    env: { XDG_CACHE_HOME: folder, TMPDIR: folder },
  });
  const ratio = (what: string, pairs: readonly (readonly [Cost, Cost])[], must?: number): Row => {
    return { what, unit: '×', value: median(pairs.map(([one, other]) => one.cpuMs / other.cpuMs)), must };
  };
  const peak = (what: string, pairs: readonly (readonly [Cost, Cost])[], must: number): Row => {
    return { what: `${what}, peak`, unit: 'MiB', value: median(pairs.map(([{ peakMiB }]) => peakMiB)), must };
  };
  const peakOf = (file: string) => median(Array.from({ length: 3 }, () => run(check(file)).peakMiB));

  const small = plan('24kB', 24e3);
  const start = inPairs(15, check(small), { node, words: ['-e', '0'] });
  const many = Array.from({ length: 500 }, (_, at) => plan(`10kB-${at}`, 1e4, 'mixed', at));
  const each = inPairs(3, check(...many), check(small)).map(([all, one]) => (all.cpuMs - one.cpuMs) / many.length);
  const hundred = plan('100MB', 1e8);
  const deployers = plan('100MB-deployers', 1e8, 'deployers');
  const parse = (file: string): Contender => ({ node, words: [parseScript(), file] });
  const mixedPairs = inPairs(5, check(hundred), parse(hundred));
  const deployersPairs = inPairs(5, check(deployers), parse(deployers));
  const scanPairs = inPairs(5, { node, words: [scanScript(), hundred] }, parse(hundred));
  const synth = (word: string): Contender => ({
    node,
    words: [join(HERE, 'cdktf-app.mjs'), word],
    env: { CDKTF_OUTDIR: join(folder, 'cdktf.out') },
  });
  const synthPairs = inPairs(5, synth('aspect'), synth('none'));
  const rows: Row[] = [
    // Node.js keeps compiled code between runs since 22.8.
    ratio('24 KB : node -e 0', start, Number(version.split('.')[0]) >= 24 ? 1.7 : 2),
    { what: '500 plans of 10 KB in one run, each', unit: 'ms', value: median(each), must: 3 },
    ratio('100 MB : readFile + JSON.parse', mixedPairs, 0.3),
    peak('100 MB', mixedPairs, 100),
    ratio('100 MB, policies matter : readFile + JSON.parse', deployersPairs, 0.3),
    peak('100 MB, policies matter', deployersPairs, 100),
    ratio('100 MB, scanned, and nothing else : readFile + JSON.parse', scanPairs),
    ratio('synth of 40 cdktf stacks with the aspect : without', synthPairs, 1.5),
    ratio('1,000 listeners under for_each : 100 of them', inPairs(5, check(forEach(1000)), check(forEach(100))), 12),
  ];
  if (!isSmall) {
    const huge = plan('1GB', 1e9);
    const pairs = inPairs(3, check(huge), parse(hundred));
    rmSync(huge);
    const without = plan('1GB-without', 1e9, 'withoutLoadBalancers');
    const grown = peakOf(without) - peakOf(plan('10MB', 1e7, 'withoutLoadBalancers'));
    rmSync(without);
    rows.push(ratio('1 GB : readFile + JSON.parse of 100 MB', pairs, 1.3), peak('1 GB', pairs, 128), {
      what: '1 GB without load balancers, peak over that of 10 MB',
      unit: 'MiB',
      value: grown,
      must: 8,
    });
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
  return { node: version, machine, date: new Date().toISOString().slice(0, 10), rows };
}

function plan(name: string, bytes: number, content: Content = 'mixed', seed = 1): string {
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) generatePlan(bytes, file, seed, content);
  return file;
}

/** Load balancers and certificates under one `for_each`. */
function forEach(count: number): string {
  const file = join(folder, `for-each-${count}.json`);
  writeFileSync(file, JSON.stringify(forEachPlan(count, 'validation')));
  return file;
}

function parseScript(): string {
  const script = join(folder, 'parse.cjs');
  writeFileSync(script, "JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));\n");
  return script;
}

/** What any reader takes: Node.js, the bytes, and a walk through them. */
function scanScript(): string {
  mkdirSync(join(folder, 'scan'), { recursive: true });
  const script = join(folder, 'scan', 'scan-only.cjs');
  buildSync({
    entryPoints: [join(HERE, 'scan-only.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { 'import.meta.dirname': JSON.stringify(HERE), 'import.meta.filename': JSON.stringify(CLI) },
  });
  return script;
}

function table({ node, machine, date, rows }: Results, last: readonly Results[]): string {
  const before = last.find((one) => one.node.split('.')[0] === node.split('.')[0]);
  const shown = (value: number | undefined, unit: Row['unit']) =>
    value === undefined ? '' : `${value.toFixed(unit === 'MiB' ? 1 : 2)} ${unit}`;
  const cells = rows.map(({ what, unit, value, must }) => [
    ...[what, shown(value, unit), shown(before?.rows.find((row) => row.what === what)?.value, unit), shown(must, unit)],
    must === undefined ? '' : value <= must ? 'yes' : 'no',
  ]);
  const recorded = before === undefined ? 'recorded' : `recorded ${before.date}`;
  const lines = [['', 'now', recorded, 'must', 'reached'], Array(5).fill('---'), ...cells];
  return `\nNode.js ${node}, ${machine}, ${date}\n\n${lines.map((line) => `| ${line.join(' | ')} |\n`).join('')}`;
}
