import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in the project's folder, as a pipe would: no terminal, no colour. */
export function elbcert(args: readonly string[], input: string | Buffer = ''): Run {
  const { FORCE_COLOR: _, ...env } = process.env;
  return spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8', input, env, maxBuffer: 1 << 28 });
}
