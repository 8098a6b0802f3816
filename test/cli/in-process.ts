import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { noProgress } from '../../src/cli/progress.js';
import { ROOT } from './run.js';

export interface Ended {
  /** Undefined where the command left the exit code alone, which is 0. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: ReadonlyMap<string, string>;
}

/** A process that does nothing, but for what a test adds. */
export function fakeIo(more: Partial<Io> = {}): Io {
  return {
    print: () => {},
    printError: () => {},
    notice: () => {},
    write: () => {},
    exit: () => {},
    startProgress: () => noProgress,
    stdinIsTerminal: true,
    color: false,
    width: 100,
    ...more,
  };
}

/** Runs a command line in this process, in a folder. */
export async function ended(words: readonly string[], folder: string = ROOT, more: Partial<Io> = {}): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  let code: number | undefined;
  const files = new Map<string, string>();
  const io = fakeIo({
    print: (text) => {
      stdout += text;
    },
    printError: (text) => {
      stderr += text;
    },
    notice: (line) => {
      stderr += `elbcert: ${line}\n`;
    },
    write: (path, text) => void files.set(path, text),
    exit: (given) => {
      code = given;
    },
    ...more,
  });
  const before = process.cwd();
  process.chdir(folder);
  try {
    await main(words, io);
  } finally {
    process.chdir(before);
  }
  return { code, stdout, stderr, files };
}
