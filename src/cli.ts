#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { checkCommand } from './cli/check.js';
import { explainCommand } from './cli/explain.js';
import { factsCommand } from './cli/facts.js';
import type { Io } from './cli/io.js';
import { withLiveMode } from './cli/live-options.js';
import { policiesCommand } from './cli/policies.js';
import { formatProblem, UnusableInput } from './model/problem.js';
import { escapeControls } from './report/escape-controls.js';
import { version } from './version.js';

const io: Io = {
  print: (text) => void process.stdout.write(text),
  notice: (line) => void process.stderr.write(`elbcert: ${escapeControls(line)}\n`),
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
  if (error instanceof UnusableInput) {
    for (const problem of error.problems) io.notice(formatProblem(problem));
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
