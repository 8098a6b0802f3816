/**
 * Measures elbcert against the time and memory that it may take, each time beside a process that does the same for
 * comparison, in the same minute on the same machine. Needs a build (`npm run build`) and 3 GB in the temporary folder:
 *
 *     npx tsx bench/run.ts [SMALL] [--rows TEXT] [--node MAJOR]... [--record]
 *
 * SMALL leaves out what needs plans of 1 GB, `--rows` everything but the rows whose name contains the text; `--node 20 --node 24`
 * measures on those versions, or on a binary at a path, in the place of the one at hand; `--record` writes the results to
 * results.json, which every later run prints beside its own.
 * Exits with 1 where a number is above what it must not exceed.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { binaryOf } from '../scripts/on-node.js';
import { writeReleaseTree } from '../scripts/release-tree.js';
import { forEachPlan } from '../test/properties/for-each-plan.js';
import { generatePlan } from './generate-plan.js';
import { installInPairs } from './install.js';
import { type Contender, type Cost, inPairs, median, run, versionOf } from './measure.js';
import type { Content } from './resources.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(HERE, '..', 'dist', 'cli.js');
const RESULTS = join(HERE, 'results.json');

interface Row {
  readonly what: string;
  readonly unit: '×' | 'ms' | 'MiB';
  /** Undefined for what is measured to compare the others with. */
  readonly must?: number | undefined;
  readonly value: number;
  readonly date: string;
}

/** A row that is measured only if it is asked for. */
interface Measurement extends Omit<Row, 'value' | 'date'> {
  readonly measure: () => number;
}

type Pairs = readonly (readonly [Cost, Cost])[];

/** The results of one run on one version of Node.js. */
interface Results {
  readonly node: string;
  readonly machine: string;
  readonly rows: readonly Row[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', multiple: true, default: [] },
    rows: { type: 'string', default: '' },
    record: { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'elbcert-bench-'));
/** Compiled code is kept nowhere below the shared temporary folder. */
const cache = mkdtempSync(join(homedir(), '.elbcert-bench-'));
try {
  const last = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as readonly Results[]) : [];
  const nodes =
    values.node.length > 0
      ? values.node.map((given) => (existsSync(given) ? given : binaryOf(given)))
      : [process.execPath];
  const results = nodes.map((node) => measureAll(node, positionals.includes('SMALL')));
  for (const result of results) process.stdout.write(table(result, last));
  if (values.record) {
    const recorded = results.map((result) => ({ ...result, rows: updated(resultsBefore(result, last), result) }));
    writeFileSync(RESULTS, `${JSON.stringify(recorded, null, 2)}\n`);
  }
  const reached = results.every(({ rows }) => rows.every(({ value, must = value }) => value <= must));
  process.exitCode = reached ? 0 : 1;
} finally {
  for (const made of [folder, cache]) rmSync(made, { recursive: true, force: true });
}

function measureAll(node: string, isSmall: boolean): Results {
  const version = versionOf(node);
  const check = (...files: readonly string[]): Contender => ({
    node,
    words: [CLI, 'check', '--format', 'json', ...files],
    env: { XDG_CACHE_HOME: cache, TMPDIR: folder },
  });
  const ratio = (what: string, pairs: () => Pairs, must?: number): Measurement => {
    return { what, unit: '×', must, measure: () => median(pairs().map(([one, other]) => one.cpuMs / other.cpuMs)) };
  };
  const peak = (what: string, pairs: () => Pairs, must: number): Measurement => {
    return { what: `${what}, peak`, unit: 'MiB', must, measure: () => median(pairs().map(([{ peakMiB }]) => peakMiB)) };
  };
  const peakOf = (file: string) => median(Array.from({ length: 3 }, () => run(check(file)).peakMiB));

  const small = plan('24kB', 24e3);
  const parse = (file: string): Contender => ({ node, words: [parseScript(), file] });
  const hundred = () => plan('100MB', 1e8);
  const deployers = () => plan('100MB-deployers', 1e8, 'deployers');
  const mixedPairs = once(() => inPairs(5, check(hundred()), parse(hundred())));
  const deployersPairs = once(() => inPairs(5, check(deployers()), parse(deployers())));
  const synth = (word: string): Contender => ({
    node,
    words: [join(HERE, 'cdktf-app.mjs'), word],
    env: { CDKTF_OUTDIR: join(folder, 'cdktf.out') },
  });
  /** The action of a release, which starts the same check. */
  const action = (file: string): Contender => {
    const release = join(folder, 'release');
    writeReleaseTree(release);
    const inputs = { INPUT_PLAN: file, INPUT_FORMAT: 'json', INPUT_SUMMARY: 'false' };
    return { node, words: [join(release, 'dist/action.js')], env: { ...check().env, ...inputs } };
  };
  const measureAction = () =>
    median(inPairs(15, action(small), check(small)).map(([all, one]) => all.wallMs - one.wallMs));
  const measureMany = () => {
    const many = Array.from({ length: 500 }, (_, at) => plan(`10kB-${at}`, 1e4, 'mixed', at));
    return median(inPairs(3, check(...many), check(small)).map(([all, one]) => (all.cpuMs - one.cpuMs) / many.length));
  };
  const measurements: Measurement[] = [
    // Node.js keeps compiled code between runs since 22.8.
    ratio(
      '24 KB : node -e 0',
      () => inPairs(15, check(small), { node, words: ['-e', '0'] }),
      Number(version.split('.')[0]) >= 24 ? 1.7 : 2,
    ),
    { what: 'the action, without its check', unit: 'ms', must: 1500, measure: measureAction },
    { what: '500 plans of 10 KB in one run, each', unit: 'ms', must: 3, measure: measureMany },
    ratio('install : a package of the same size', () => installInPairs(3, node, folder), 1.5),
    ratio('100 MB : readFile + JSON.parse', mixedPairs, 0.3),
    peak('100 MB', mixedPairs, 100),
    ratio('100 MB, policies matter : readFile + JSON.parse', deployersPairs, 0.3),
    peak('100 MB, policies matter', deployersPairs, 100),
    ratio('100 MB, scanned, and nothing else : readFile + JSON.parse', () =>
      inPairs(5, { node, words: [scanScript(), hundred()] }, parse(hundred())),
    ),
    ratio('synth of 40 cdktf stacks with the aspect : without', () => inPairs(5, synth('aspect'), synth('none')), 1.5),
    ratio(
      '1,000 listeners under for_each : 100 of them',
      () => inPairs(5, check(forEach(1000)), check(forEach(100))),
      12,
    ),
  ];
  if (!isSmall) {
    const hugePairs = once(() => {
      const huge = plan('1GB', 1e9);
      const pairs = inPairs(3, check(huge), parse(hundred()));
      rmSync(huge);
      return pairs;
    });
    const measureGrowth = () => {
      const without = plan('1GB-without', 1e9, 'withoutLoadBalancers');
      const grown = peakOf(without) - peakOf(plan('10MB', 1e7, 'withoutLoadBalancers'));
      rmSync(without);
      return grown;
    };
    measurements.push(ratio('1 GB : readFile + JSON.parse of 100 MB', hugePairs, 1.3), peak('1 GB', hugePairs, 128), {
      what: '1 GB without load balancers, peak over that of 10 MB',
      unit: 'MiB',
      must: 8,
      measure: measureGrowth,
    });
  }
  const date = new Date().toISOString().slice(0, 10);
  const rows = measurements
    .filter(({ what }) => what.includes(values.rows))
    .map(({ measure, ...row }) => ({ ...row, value: measure(), date }));
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
  return { node: version, machine, rows };
}

/** Makes a value when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What was recorded on the same major version of Node.js. */
function resultsBefore({ node }: Results, last: readonly Results[]): Results | undefined {
  return last.find((one) => one.node.split('.')[0] === node.split('.')[0]);
}

/** The recorded rows, those that were measured now in their places, new ones at the end. */
function updated(before: Results | undefined, { rows }: Results): readonly Row[] {
  const byName = new Map([...(before?.rows ?? []), ...rows].map((row) => [row.what, row]));
  return [...byName.values()];
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
    define: { 'import.meta.dirname': JSON.stringify(join(HERE, '../src/model')) },
  });
  return script;
}

function table(result: Results, last: readonly Results[]): string {
  const { node, machine, rows } = result;
  const before = resultsBefore(result, last);
  const shown = (value: number | undefined, unit: Row['unit']) =>
    value === undefined ? '' : `${value.toFixed(unit === 'MiB' ? 1 : 2)} ${unit}`;
  const cells = rows.map(({ what, unit, value, must }) => [
    ...[what, shown(value, unit), shown(before?.rows.find((row) => row.what === what)?.value, unit), shown(must, unit)],
    must === undefined ? '' : value <= must ? 'yes' : 'no',
  ]);
  const lines = [['', 'now', 'recorded', 'must', 'reached'], Array(5).fill('---'), ...cells];
  return `\nNode.js ${node}, ${machine}\n\n${lines.map((line) => `| ${line.join(' | ')} |\n`).join('')}`;
}
