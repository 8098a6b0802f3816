import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CLI, ROOT } from './run.js';

const PLAN = join(ROOT, 'examples/plan-json/mixed/plan.json');

const test = suite<{ folder: string }>('the process');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-process-'));
});

test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

const { FORCE_COLOR: _, NODE_OPTIONS: __, NODE_V8_COVERAGE: ___, ...ENVIRONMENT } = process.env;

/** Runs a script in which `elbcert` is the built command; the script prints exit codes on its own. */
function shell(folder: string, script: string, more: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr } = spawnSync('bash', ['-c', `elbcert() { "$NODE" "$CLI" "$@"; }\n${script}`], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...ENVIRONMENT, NODE: process.execPath, CLI, PLAN, ...more },
  });
  return { stdout, stderr };
}

test('a closed pipe keeps the exit code of the report', ({ folder }) => {
  const script = ['elbcert check --format json "$PLAN" | true', 'echo $' + '{PIPESTATUS[0]}'].join('\n');
  assert.equal(shell(folder, script), { stdout: '1\n', stderr: '' });
  const head = shell(folder, 'elbcert check "$PLAN" | head -1 >/dev/null; echo $' + '{PIPESTATUS[0]}');
  assert.equal(head, { stdout: '1\n', stderr: '' });
});

test('a closed pipe of standard error keeps the exit code, too', ({ folder }) => {
  assert.is(shell(folder, '(elbcert check nope.json; echo $? >code) 2>&1 >/dev/null | true; cat code').stdout, '2\n');
});

test('a full disk under standard output or a report is exit 2 and a sentence', ({ folder }) => {
  if (!existsSync('/dev/full')) return;
  const printed = shell(folder, 'elbcert check "$PLAN" >/dev/full; echo $? >&2');
  assert.is(printed.stderr, 'elbcert: standard output: cannot be written: no space is left on the disk\n2\n');
  const written = shell(folder, 'elbcert check --format json=/dev/full "$PLAN"; echo $?');
  assert.is(written.stderr, 'elbcert: /dev/full: cannot be written: no space is left on the disk\n');
  assert.is(written.stdout, '2\n');
});

test('a full disk under standard error still leaves the exit code', ({ folder }) => {
  if (existsSync('/dev/full')) assert.is(shell(folder, 'elbcert check nope 2>/dev/full; echo $?').stdout, '2\n');
});

const LONG = 'a'.repeat(300);

/** What the operating system refuses, wherever the file is named. */
const REFUSALS: readonly (readonly [path: string, told: RegExp])[] = [
  [LONG, /no such f|too long/],
  ['loop', /symbolic links lead in a circle|no such folder/],
  ['folder', /this is a folder|no policy in it|no Terraform configuration/],
  ['file/below', /no such f/],
  ['nothing', /no such f/],
];

const PLACES = [
  (path: string) => ['check', path],
  (path: string) => ['check', `--config=${path}`, PLAN],
  (path: string) => ['check', `--baseline=${path}`, PLAN],
  (path: string) => ['check', `--policy=${path}`, PLAN],
  (path: string) => ['check', `--deployer-policy=${path}`, PLAN],
  (path: string) => ['check', `--root=${path}`, PLAN],
];

for (const [path, told] of REFUSALS) {
  test(`a path that the system refuses is exit 2 and a sentence: ${path.slice(0, 10)}`, ({ folder }) => {
    mkdirSync(join(folder, 'folder'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync(PLAN, join(folder, 'file'));
    const places = path === 'nothing' ? PLACES : [...PLACES, (to: string) => ['check', `--format=json=${to}`, PLAN]];
    for (const place of places) {
      const words = place(path);
      const run = spawnSync(process.execPath, [CLI, ...words], { cwd: folder, encoding: 'utf8', env: ENVIRONMENT });
      assert.is(run.status, 2, words.join(' '));
      assert.match(run.stderr, told);
      assert.is(run.stderr.trimEnd().split('\n').length, 1, run.stderr);
      assert.not.match(run.stderr, 'a fault in elbcert');
    }
  });
}

test('a missing temporary folder is exit 2, and the sentence names TMPDIR', ({ folder }) => {
  const run = shell(folder, "printf 'PK\\003\\004' | elbcert check; echo $?", { TMPDIR: join(folder, 'lost') });
  assert.is(run.stdout, '2\n');
  assert.match(run.stderr, /no temporary folder can be made: no such file; set TMPDIR/);
});

test('a working directory that was removed is exit 2 where it is needed', ({ folder }) => {
  const run = shell(folder, 'mkdir gone && cd gone && rmdir ../gone && elbcert check "$PLAN"; echo $?');
  assert.equal(run, { stdout: '2\n', stderr: 'elbcert: the working directory: no such file\n' });
});

test('options for V8 make no difference', ({ folder }) => {
  const run = (...options: string[]) =>
    spawnSync(process.execPath, [...options, CLI, 'check', PLAN], { cwd: folder, encoding: 'utf8', env: ENVIRONMENT });
  assert.is(run('--no-opt', '--max-old-space-size=512').stdout, run().stdout);
});

test('a symbolic link starts it, as npm makes them', ({ folder }) => {
  symlinkSync(CLI, join(folder, 'elbcert'));
  assert.equal(shell(folder, '"$NODE" ./elbcert -V'), {
    stdout: `${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}\n`,
    stderr: '',
  });
});

for (const signal of ['TERM', 'INT'] as const) {
  test(`SIG${signal} while a program runs ends that too, and leaves no file behind`, ({ folder }) => {
    const script = [
      'mkdir tmp bin',
      `printf '#!/bin/sh\\necho $$ >"$FOLDER/pid"\\nexec sleep 60\\n' >bin/terraform`,
      'chmod +x bin/terraform',
      'export TMPDIR="$PWD/tmp" PATH="$PWD/bin:$PATH"',
      `printf 'PK\\003\\004secret' | "$NODE" "$CLI" check - & own=$!`,
      'for _ in $(seq 200); do [ -s pid ] && break; sleep 0.05; done',
      `kill -${signal} $own; wait $own; echo $?`,
      'ls tmp; for _ in $(seq 40); do kill -0 $(cat pid) 2>/dev/null || break; sleep 0.05; done',
      'kill -0 $(cat pid) 2>/dev/null && echo alive',
      'true',
    ];
    // A shell that is not interactive lets what it puts in the background ignore SIGINT.
    const { stdout } = shell(folder, `set -m\n${script.join('\n')}`, { FOLDER: folder });
    assert.is(stdout.trim(), signal === 'TERM' ? '143' : '130');
  });
}

test.run();
