import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in the project's folder, as a pipe would: no terminal, no colour. */
export function elbcert(args: readonly string[], input: string | Buffer = ''): Run {
  return run(ROOT, args, input);
}

/** The same in another folder. */
export function elbcertIn(cwd: string, ...args: readonly string[]): Run {
  return run(cwd, args, '');
}

function run(cwd: string, args: readonly string[], input: string | Buffer): Run {
  const { FORCE_COLOR: _, ...env } = process.env;
  return spawnSync(process.execPath, [CLI, ...args], { cwd, encoding: 'utf8', input, env, maxBuffer: 1 << 28 });
}
