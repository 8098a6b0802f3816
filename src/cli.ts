#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import type { Io } from './cli/io.js';
import { noProgress, type Progress, startProgress } from './cli/progress.js';
import { run } from './cli/run.js';
import { isTerminal, printOut } from './cli/standard-output.js';
import { suitScan } from './cli/suit-scan.js';
import { version } from './model/package.js';
import { formatProblem, UnusableInput } from './model/problem.js';
import { escapeControls } from './report/common/escape.js';

let progress: Progress = noProgress;

const io: Io = {
  print: printOut,
  notice(line) {
    progress.hide();
    process.stderr.write(`elbcert: ${escapeControls(line)}\n`);
  },
  write(path, text) {
    try {
      writeFileSync(path, text);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
      throw new UnusableInput([{ path, message: `cannot be written (${code})` }]);
    }
  },
  exit(code) {
    process.exitCode = code;
  },
  startProgress() {
    if (isTerminal(2) && process.env['TERM'] !== 'dumb') {
      progress = startProgress({
        fd: process.stderr.fd,
        columns: process.stderr.columns || 80,
        afterMs: 1000,
        everyMs: 500,
      });
    }
    return progress;
  },
  suitLargeInput: suitScan,
  get stdinIsTerminal() {
    return isTerminal(0);
  },
  get color() {
    return isTerminal(1) ? process.stdout.hasColors() : Number(process.env['FORCE_COLOR'] ?? 0) > 0;
  },
};

/** Runs the command line that this process was given. */
async function main(): Promise<void> {
  try {
    await run(process.argv.slice(2), io);
  } catch (error) {
    progress.stop();
    if (error instanceof UnusableInput) {
      for (const problem of error.problems) {
        io.notice(formatProblem(problem));
        for (const line of problem.said ?? []) io.notice(`  ${line}`);
      }
      io.exit(2);
    } else {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      io.notice(`a fault in elbcert ${version}, please report it: ${stack}`);
      io.exit(3);
    }
  }
}

void main();
