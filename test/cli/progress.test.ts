import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Progress, startProgress } from '../../src/cli/progress.js';
import { CLI } from './run.js';

const plan = fileURLToPath(new URL('../../examples/plan-json/mixed/plan.json', import.meta.url));

/** What is drawn while the work holds this thread, as long reads do; a file stands for the terminal. */
function drawn(work: (progress: Progress) => void, afterMs: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-progress-'));
  const file = join(folder, 'terminal');
  const fd = openSync(file, 'w');
  try {
    const progress = startProgress({ fd, columns: 40, afterMs, everyMs: 20 });
    work(progress);
    progress.stop();
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  }
}

function block(ms: number) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test('what takes long is told while it holds the thread, and taken away at the end', () => {
  const output = drawn((progress) => {
    progress.stage('reading plan.json');
    block(700);
    progress.stage('checking listeners');
    block(300);
  }, 1);
  assert.match(output, '\r\u001b[2Kelbcert: reading plan.json, 0 s');
  assert.match(output, 'elbcert: checking listeners, ');
  assert.ok(output.endsWith('\r\u001b[2K'));
});

test('what is over soon says nothing', () => {
  const output = drawn((progress) => {
    progress.stage('reading plan.json');
    block(50);
  }, 60_000);
  assert.is(output, '');
});

test('nothing is drawn after the line was taken away for good', () => {
  const output = drawn((progress) => {
    progress.stage('reading plan.json');
    block(700);
    progress.stop();
    block(200);
  }, 1);
  assert.ok(output.endsWith('\r\u001b[2K'));
});

test('a path neither wraps the line nor acts on the terminal', () => {
  const output = drawn((progress) => {
    progress.stage(`reading \u001b[31m${'long'.repeat(600)}`);
    block(700);
  }, 1);
  assert.match(output, '\\u{1b}[31m');
  for (const line of output.split('\r\u001b[2K')) assert.ok(line.length < 40, line);
});

/** A check whose input comes late: once it says that it waits, or after so long that it should have. */
function startSlowly(command: (check: string) => readonly [string, readonly string[]], latestMs: number) {
  const folder = mkdtempSync(join(tmpdir(), 'elbcert-slow-'));
  const pipe = join(folder, 'plan');
  spawnSync('mkfifo', [pipe]);
  const [program, args] = command(`cat '${pipe}' | '${process.execPath}' '${CLI}' check --quiet`);
  const { FORCE_COLOR: _, NO_COLOR: __, ...env } = process.env;
  const child = spawn(program, args, { env: { ...env, TERM: 'xterm' } });
  const output = { stdout: '', stderr: '' };
  let fed = false;
  const feed = () => {
    if (!fed) spawn('cp', [plan, pipe]);
    fed = true;
  };
  const timer = setTimeout(feed, latestMs);
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
    if (output.stdout.includes('reading')) feed();
  });
  return new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      rmSync(folder, { recursive: true });
      resolve({ code, ...output });
    });
  });
}

const onTerminal = startSlowly((check) => ['script', ['-qec', `sh -c "${check} 2>/dev/tty"`, '/dev/null']], 30_000);
const intoPipe = startSlowly((check) => ['sh', ['-c', check]], 3000);

test('on a terminal a slow run is told about on standard error', async () => {
  const { code, stdout, stderr } = await onTerminal;
  assert.is(code, 1, stderr);
  assert.match(stdout, '\r\u001b[2Kelbcert: reading standard input, ');
  assert.ok(stdout.lastIndexOf('\u001b[2K') < stdout.indexOf('4 load balancers'));
});

test('into a pipe a slow run says nothing of itself', async () => {
  const { code, stderr } = await intoPipe;
  assert.is(code, 1);
  assert.is(stderr, '');
});

test.run();
