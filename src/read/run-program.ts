import type { SpawnOptions } from 'node:child_process';
import { withCleanUp } from '../model/clean-up.js';
import { childProcess } from '../packages.js';

/** How a program ended. */
export interface Ended {
  /** Undefined where it could not be started, or a signal ended it. */
  readonly code: number | undefined;
  /** Why it did not end by itself, in a clause; undefined where it did. */
  readonly failure: string | undefined;
  /** True where there is no such program. */
  readonly isMissing: boolean;
  /** The beginning of what it wrote to standard error. */
  readonly stderr: string;
  /** The beginning of what it wrote to standard output; empty where that goes elsewhere. */
  readonly stdout: string;
}

/** Unit: characters. What else a program writes is not kept. */
const MOST_TEXT = 1 << 20;

/** Runs a program with no input, in a group of processes of its own, which does not outlive this process. */
export function runProgram(
  program: string,
  words: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'shell'> & { readonly stdout?: number },
): Promise<Ended> {
  const { stdout = 'pipe', ...rest } = options;
  const isGroup = process.platform !== 'win32';
  const child = childProcess().spawn(program, [...words], {
    ...rest,
    detached: isGroup,
    stdio: ['ignore', stdout, 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      if (texts[name].length < MOST_TEXT) texts[name] += text;
    });
  }
  let isOver = false;
  const end = () => {
    if (isOver || child.pid === undefined) return;
    try {
      if (isGroup) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  };
  return withCleanUp(
    end,
    () =>
      new Promise((resolve) => {
        const ended = (more: Partial<Ended>) => {
          isOver = true;
          resolve({ code: undefined, failure: undefined, isMissing: false, ...texts, ...more });
        };
        child.once('error', (error) => {
          ended({ failure: error.message, isMissing: 'code' in error && error.code === 'ENOENT' });
        });
        child.once('close', (code, signal) => {
          ended(code === null ? { failure: `was ended by ${signal}` } : { code });
        });
      }),
  );
}
