#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { baselineCommand } from './cli/baseline.js';
import { checkCommand } from './cli/check.js';
import { complete } from './cli/complete.js';
import { explainCommand } from './cli/explain.js';
import { factsCommand } from './cli/facts.js';
import { initCommand } from './cli/init.js';
import type { Io } from './cli/io.js';
import { withLiveMode } from './cli/live-options.js';
import { policiesCommand } from './cli/policies.js';
import { noProgress, type Progress, startProgress } from './cli/progress.js';
import { formatProblem, UnusableInput } from './model/problem.js';
import { escapeControls } from './report/escape-controls.js';
import { version } from './version.js';

let progress: Progress = noProgress;

const io: Io = {
  print: (text) => void process.stdout.write(text),
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
    if (process.stderr.isTTY && process.env['TERM'] !== 'dumb') {
      progress = startProgress({
        fd: process.stderr.fd,
        columns: process.stderr.columns || 80,
        afterMs: 1000,
        everyMs: 500,
      });
    }
    return progress;
  },
  stdinIsTerminal: process.stdin.isTTY === true,
  color: process.stdout.isTTY === true ? process.stdout.hasColors() : Number(process.env['FORCE_COLOR'] ?? 0) > 0,
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await yargs([...withLiveMode(hideBin(process.argv))])
    .scriptName('elbcert')
    .usage(
      '$0 <command>\n\nSays, before terraform apply, which Classic Load Balancer listeners AWS will refuse because of their certificate.',
    )
    .command(checkCommand(io))
    .command(factsCommand(io))
    .command(policiesCommand(io))
    .command(explainCommand(io))
    .command(baselineCommand(io))
    .command(initCommand(io))
    .completion('completion', 'Print a script that completes commands and options in a shell', complete)
    .example('terraform show -json tfplan | $0 check', 'judge the plan that terraform will apply')
    .example('$0 explain acm-key-algorithm', 'what a policy demands, why, and how to fix it')
    .epilogue(
      'Exit codes: 0 nothing to report, 1 findings, 2 an input or option that cannot be used, 3 a fault in elbcert.',
    )
    .demandCommand(1, 'name a command')
    .recommendCommands()
    .strict()
    .version(version)
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .fail((message, error) => {
      throw error ?? new UnusableInput([{ path: '', message: lowerFirst(message), hint: 'see elbcert --help' }]);
    })
    .parseAsync();
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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
