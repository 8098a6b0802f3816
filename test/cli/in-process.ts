import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { writeOutput } from '../../src/cli/output-file.js';
import { noProgress } from '../../src/cli/progress.js';
import { ROOT } from './run.js';

export interface Ended {
  readonly code: number;
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

/** Files are written, as the process does. */
export const WRITING = { write: writeOutput } satisfies Partial<Io>;

/** Runs a command line in this process, in a folder. */
export async function ended(words: readonly string[], folder: string = ROOT, more: Partial<Io> = {}): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  let code = 0;
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
