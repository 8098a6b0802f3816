import { fstatSync, writeSync } from 'node:fs';
import { systemRefusal, UnusableInput } from '../model/problem.js';
import { escapeControls } from '../report/common/escape.js';
import { type Io, WIDEST } from './io.js';
import { main } from './main.js';
import { writeOutput } from './output-file.js';
import { noProgress, type Progress, startProgress } from './progress.js';

/** Runs the command line that this process was given. */
export function start(): Promise<void> {
  return main(process.argv.slice(2), processIo());
}

/** This process as commands see it. */
function processIo(): Io {
  let progress: Progress = noProgress;
  const printError = (text: string) => {
    progress.hide();
    try {
      writeAll(2, text);
    } catch {
      // Where standard error cannot be written either, the exit code has to say it all.
    }
  };
  return {
    print: (text) => writeAll(1, text),
    printError,
    notice: (line) => printError(`elbcert: ${escapeControls(line)}\n`),
    write: writeOutput,
    exit(code) {
      progress.stop();
      process.exitCode = code;
    },
    startProgress() {
      if (isTerminal(2) && process.env['TERM'] !== 'dumb') {
        const columns = process.stderr.columns || 80;
        progress = startProgress({ fd: process.stderr.fd, columns, afterMs: 1000, everyMs: 500 });
      }
      return progress;
    },
    get stdinIsTerminal() {
      return isTerminal(0);
    },
    get color() {
      return isTerminal(1) ? process.stdout.hasColors() : Number(process.env['FORCE_COLOR'] ?? 0) > 0;
    },
    get width() {
      return Math.min(WIDEST, (isTerminal(1) && process.stdout.columns) || WIDEST);
    },
  };
}

/** Whether a descriptor is a terminal. What sort of file it is can be asked without loading Node.js's streams. */
function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    return false; // closed
  }
}

/** Descriptors that nobody reads any more. */
const closed = new Set<number>();

/** Unit: ms. How long to wait for a reader that has not read yet. */
const PAUSE = 5;

/**
 * Writes all of a text to standard output or standard error. What nobody reads any more is dropped, as when a report is
 * piped into `head`, so that the run goes on to its exit code.
 */
function writeAll(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length && !closed.has(descriptor)) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') closed.add(descriptor);
      else if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
      else {
        const path = descriptor === 1 ? 'standard output' : 'standard error';
        throw new UnusableInput([{ path, message: `cannot be written: ${systemRefusal(error)}` }]);
      }
    }
  }
}
