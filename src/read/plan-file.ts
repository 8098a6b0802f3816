import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { UnusableInput } from '../model/problem.js';
import { childProcess } from '../packages.js';

/** The programs that can read a plan file, in the order they are tried. */
const PROGRAMS = ['terraform', 'tofu'];

/** Unit: bytes. More JSON than this is told to go through a pipe. */
const MAX_JSON = 2 ** 31 - 1;

export interface ShownPlan {
  readonly json: Buffer;
  /** The command that was run, for the user to know. */
  readonly command: string;
}

/**
 * The JSON of a plan file, from `terraform show -json` or, where there is no terraform or it refuses, `tofu`. Nothing
 * else is run, and the program comes from PATH. Problems: neither program there, or both refuse the file.
 */
export function showBinaryPlan(path: string, bytes: Buffer): ShownPlan {
  const temporary = path === '-' ? mkdtempSync(join(tmpdir(), 'elbcert-')) : undefined;
  try {
    const file = temporary === undefined ? resolve(path) : join(temporary, 'tfplan');
    if (temporary !== undefined) writeFileSync(file, bytes, { mode: 0o600 });
    return show(path, file);
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

function show(path: string, file: string): ShownPlan {
  const refusals: string[] = [];
  for (const program of PROGRAMS) {
    const run = childProcess().spawnSync(program, ['show', '-json', '-no-color', file], {
      cwd: workingDirectory(file),
      maxBuffer: MAX_JSON,
    });
    if (run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT') continue;
    if (run.status === 0 && run.stdout.length > 0) return { json: run.stdout, command: `${program} show -json` };
    refusals.push(`${program} show -json says: ${errorIn(run.stderr?.toString('utf8') ?? '')}`);
  }
  const message = 'this is a binary plan file';
  const hint = 'run terraform show -json on it in the folder where it was made, and pass what that prints';
  if (refusals.length === 0)
    throw new UnusableInput([{ path, message: `${message}, and neither terraform nor tofu is on PATH`, hint }]);
  throw new UnusableInput([{ path, message: `${message} that could not be shown: ${refusals.join('; ')}`, hint }]);
}

/** Provider schemas come from `.terraform`: beside the user, or beside the plan. */
function workingDirectory(file: string): string {
  return existsSync('.terraform') || !existsSync(join(dirname(file), '.terraform')) ? process.cwd() : dirname(file);
}

/** The sentence after `Error:` in Terraform's framed message. */
function errorIn(stderr: string): string {
  const text = stripVTControlCharacters(stderr).replace(/[│╷╵]/g, ' ');
  const error = /Error: (.+)/.exec(text)?.[1] ?? text.trim().split('\n')[0] ?? '';
  return error.trim().slice(0, 300) || 'nothing';
}
