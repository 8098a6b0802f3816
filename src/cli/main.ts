import { version } from '../model/package.js';
import { formatProblem, problemsOf } from '../model/problem.js';
import { type CommandLine, readCommandLine } from './command-line.js';
import type { Io } from './io.js';
import { COMMAND_NAMES, COMMANDS, type CommandName } from './options.js';

/** Runs a command whose command line was read. */
type Run = (line: CommandLine, io: Io) => void | Promise<void>;

/** The commands; each is loaded when it is run. */
const RUNS: Readonly<Record<CommandName, () => Promise<Run>>> = {
  check: async () => (await import('./check.js')).runCheck,
  facts: async () => (await import('./facts.js')).runFacts,
  policies: async () => (await import('./policies.js')).runPolicies,
  explain: async () => (await import('./explain.js')).runExplain,
  baseline: async () => (await import('./baseline.js')).runBaseline,
  init: async () => (await import('./init.js')).runInit,
  completion: async () => (await import('./completion.js')).runCompletion,
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
    const { candidates } = await import('./completion.js');
    for (const candidate of candidates(words.slice(2))) io.print(`${candidate}\n`);
    return;
  }
  const request = readCommandLine(words);
  switch (request.kind) {
    case 'run':
      await (await RUNS[request.command]())(request, io);
      return;
    case 'help':
      io.print(await (await import('./help.js')).helpText(request.command, io.width));
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
