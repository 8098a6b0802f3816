import { closeSync, existsSync, fstatSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inTemporaryFolder } from '../model/clean-up.js';
import { UnusableInput } from '../model/problem.js';
import { type ByteSource, descriptorSource } from './byte-source.js';
import { runProgram } from './run-program.js';

/** The programs that can read a plan file, in the order they are tried. */
const PROGRAMS = ['terraform', 'tofu'];

export interface ShownPlan {
  readonly json: ByteSource;
  /** The command that was run, for the user to know. */
  readonly command: string;
}

/**
 * The JSON of a plan file, from `terraform show -json` or, where there is no terraform or it refuses, `tofu`. Nothing
 * else is run, and the program comes from PATH. The JSON stands in a file without a name, where it needs no memory and
 * nobody finds it, whatever ends this process. Problems: neither program there, or both refuse the file.
 */
export function showBinaryPlan(path: string, bytes: Buffer): Promise<ShownPlan> {
  return inTemporaryFolder(async (folder) => {
    const file = path === '-' ? join(folder, 'tfplan') : resolve(path);
    if (path === '-') writeFileSync(file, bytes, { mode: 0o600 });
    return await show(path, file, folder);
  });
}

async function show(path: string, file: string, folder: string): Promise<ShownPlan> {
  const refusals: string[] = [];
  for (const program of PROGRAMS) {
    const stdout = openUnnamed(join(folder, `${program}.json`));
    const words = ['show', '-json', '-no-color', file];
    const run = await runProgram(program, words, { cwd: workingDirectory(file), stdout });
    if (run.code === 0 && fstatSync(stdout).size > 0) {
      return { json: descriptorSource(stdout, path), command: `${program} show -json` };
    }
    closeSync(stdout);
    if (!run.isMissing) refusals.push(`${program} show -json says: ${errorIn(run.stderr)}`);
  }
  const message = 'this is a binary plan file';
  const hint = 'run terraform show -json on it in the folder where it was made, and pass what that prints';
  if (refusals.length === 0)
    throw new UnusableInput([{ path, message: `${message}, and neither terraform nor tofu is on PATH`, hint }]);
  throw new UnusableInput([{ path, message: `${message} that could not be shown: ${refusals.join('; ')}`, hint }]);
}

/** A new file that only its descriptor leads to. Windows keeps the name until the folder goes. */
function openUnnamed(path: string): number {
  const descriptor = openSync(path, 'wx+', 0o600);
  if (process.platform !== 'win32') rmSync(path);
  return descriptor;
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
