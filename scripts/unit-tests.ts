/**
 * Runs every test, in two processes side by side: the tests that start programs, and all others.
 *
 *     npm run test:unit
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Folders of tests that spend their time on processes they start. Starting one takes longer the more memory the starting
 * process has, so cdktf, which takes the most, is not among them.
 */
const STARTING = ['annotate', 'cli', 'docs', 'live', 'report'];

const ALL = readdirSync('test', { withFileTypes: true });
const OTHERS = ALL.filter((entry) => entry.isDirectory() && !STARTING.includes(entry.name)).map(({ name }) => name);

/** The patterns of two runs that have every test file between them, each once. */
const PATTERNS = [`^(?:${STARTING.join('|')})/.*\\.test\\.ts$`, `^(?:(?:${OTHERS.join('|')})/.*|[^/]+)\\.test\\.ts$`];

interface Run {
  readonly status: number | null;
  readonly output: string;
}

/**
 * What tests start is not measured: each of those processes would write, and c8 read, 3 MB about the built files. It comes
 * after tsx, which keeps its source maps for c8 where it sees the variable.
 */
const MEASURE_ONLY_TESTS = 'data:text/javascript,delete process.env.NODE_V8_COVERAGE';

function run(pattern: string): Promise<Run> {
  const words = ['--import', 'tsx', '--import', MEASURE_ONLY_TESTS, 'node_modules/uvu/bin.js', 'test', pattern];
  const child = spawn(process.execPath, words);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, output })));
}

function count(runs: readonly Run[], what: string): number {
  const number = new RegExp(`${what}:\\s+(?:\\x1b\\[\\d+m)*(\\d+)`);
  return runs.reduce((sum, { output }) => sum + Number(number.exec(output)?.[1] ?? 0), 0);
}

const SOURCES = new URL('../src/', import.meta.url).href;

/** What V8 writes about one process. Source: https://nodejs.org/api/cli.html#node_v8_coveragedir */
interface Measured {
  readonly result: readonly { readonly url: string }[];
  readonly 'source-map-cache'?: Readonly<Record<string, unknown>>;
}

/** Files that c8 would hold against their compiled text, of which it takes nearly every line for covered. */
function measuredWithoutSourceMap(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const { result, 'source-map-cache': maps = {} }: Measured = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return result.map(({ url }) => url).filter((url) => url.startsWith(SOURCES) && !Object.hasOwn(maps, url));
  });
}

const runs = await Promise.all(PATTERNS.map(run));
for (const { output } of runs) process.stdout.write(output);
const [total, passed] = [count(runs, 'Total'), count(runs, 'Passed')];
process.stdout.write(`\nBoth together\n  Total:     ${total}\n  Passed:    ${passed}\n`);
// uvu exits with 0 where it runs nothing.
if (runs.some(({ status, output }) => status !== 0 || !/Total:\s+\S*[1-9]/.test(output)) || passed !== total) {
  process.exitCode = 1;
}

const { NODE_V8_COVERAGE: measured } = process.env;
const [lost] = measured === undefined ? [] : measuredWithoutSourceMap(measured);
if (lost !== undefined) {
  process.stdout.write(`The coverage is wrong: ${lost} was measured without its source map\n`);
  process.exitCode = 1;
}
