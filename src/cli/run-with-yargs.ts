import { version } from '../model/package.js';
import { UnusableInput } from '../model/problem.js';
import { COMMANDS } from './commands.js';
import { complete } from './complete.js';
import type { Io } from './io.js';

/** Runs a command line of any kind: help, mistakes, every spelling of an option that there is. */
export async function runWithYargs(words: readonly string[], io: Io): Promise<void> {
  const { default: yargs } = await import('yargs');
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load(io)));
  await yargs([...words])
    .scriptName('elbcert')
    .usage(
      '$0 <command>\n\nSays, before terraform apply, which Classic Load Balancer listeners AWS will refuse because of their certificate.',
    )
    .command(commands as never)
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
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
