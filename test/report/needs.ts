import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as assert from 'uvu/assert';

/**
 * Where that program is, or undefined where it is missing. Under CI a missing program is a failure; on a machine of
 * somebody's own it is said on standard error, so that nobody takes what did not run for what passed.
 */
export function needs(program: string, debianPackage: string, candidates: readonly string[] = []): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
  const path = [found, ...candidates].find((candidate) => candidate !== '' && existsSync(candidate));
  if (path !== undefined) return path;
  const message = `${program} is missing, so what needs it was NOT TESTED; apt-get install ${debianPackage}`;
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') assert.unreachable(message);
  process.stderr.write(`\n*** ${message}\n`);
  return undefined;
}
