import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CLI, ROOT } from './run.js';

const CHECK = [
  'check',
  '--now',
  '2026-11-24',
  '--format',
  'markdown',
  join(ROOT, 'examples/plan-json/mixed/plan.json'),
];

const test = suite<{ folder: string }>('start');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-start-'));
});

test.after.each(({ folder }) => rmSync(folder, { recursive: true }));

function run(cli: string, ...options: readonly string[]) {
  const { FORCE_COLOR: _, NODE_OPTIONS: __, NODE_V8_COVERAGE: ___, ...env } = process.env;
  return spawnSync(process.execPath, [...options, cli, ...CHECK], { encoding: 'utf8', env });
}

test('options for V8 make no difference', () => {
  const { status, stdout } = run(CLI, '--no-opt', '--max-old-space-size=512');
  assert.equal({ status, stdout }, { status: 1, stdout: run(CLI).stdout });
});

test('a symbolic link starts it, as npm makes them', ({ folder }) => {
  const link = join(folder, 'elbcert');
  symlinkSync(CLI, link);
  assert.is(run(link).stdout, run(CLI).stdout);
});

test.run();
