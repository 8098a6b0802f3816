import { version } from '../model/package.js';
import { formatProblem, problemsOf } from '../model/problem.js';
import { runBaseline } from './baseline.js';
import { runCheck } from './check.js';
import { type CommandLine, readCommandLine } from './command-line.js';
import { candidates, runCompletion } from './completion.js';
import { runExplain } from './explain.js';
import { runFacts } from './facts.js';
import { helpText } from './help.js';
import { runInit } from './init.js';
import type { Io } from './io.js';
import { COMMAND_NAMES, COMMANDS, type CommandName } from './options.js';
import { runPolicies } from './policies.js';

/** Runs a command whose command line was read. */
type Run = (line: CommandLine, io: Io) => void | Promise<void>;

/** What runs each command. */
const RUNS: Readonly<Record<CommandName, Run>> = {
  check: runCheck,
  facts: runFacts,
  policies: runPolicies,
  explain: runExplain,
  baseline: runBaseline,
  init: runInit,
  completion: runCompletion,
};

/** Runs a command line, and reports why it cannot be run: this is the one place that knows of exit codes 2 and 3. */
export async function main(words: readonly string[], io: Io): Promise<void> {
  try {
    await obey(words, io);
  } catch (error) {
    const problems = problemsOf(error);
    for (const problem of problems ?? []) {
      io.notice(formatProblem(problem));
      for (const line of problem.said ?? []) io.notice(`  ${line}`);
    }
    if (problems === undefined) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      io.notice(`a fault in elbcert ${version}, please report it: ${stack}`);
    }
    io.exit(problems === undefined ? 3 : 2);
  }
}

async function obey(words: readonly string[], io: Io): Promise<void> {
  if (words[0] === '--get-yargs-completions') {
    for (const candidate of candidates(words.slice(2))) io.print(`${candidate}\n`);
    return;
  }
  const request = readCommandLine(words);
  switch (request.kind) {
    case 'run':
      await RUNS[request.command](request, io);
      return;
    case 'help':
      io.print(await helpText(request.command, io.width));
      return;
    case 'version':
      io.print(`${version}\n`);
      return;
    case 'nothing':
      io.printError(shortHelp());
      io.exit(2);
      return;
    default:
      request satisfies never;
  }
}

function shortHelp(): string {
  const commands = COMMAND_NAMES.map((name) => `  ${name.padEnd(12)}${COMMANDS[name].help}\n`).join('');
  return `Usage: elbcert COMMAND, as in: terraform show -json tfplan | elbcert check\n\n${commands}\nMore: elbcert --help\n`;
}
