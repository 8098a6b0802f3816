import type { CommandModule } from 'yargs';
import { COMMANDS } from './commands.js';
import type { Io } from './io.js';
import { quickArguments } from './quick-arguments.js';

/** Runs the command that the words of a command line name. Throws: UnusableInput. */
export async function run(words: readonly string[], io: Io): Promise<void> {
  const [name = '', ...others] = words;
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const command: CommandModule<object, never> | undefined = await load?.(io);
  const given = command === undefined ? undefined : quickArguments(command, others);
  if (command === undefined || given === undefined) {
    const { runWithYargs } = await import('./run-with-yargs.js');
    await runWithYargs(words, io);
  } else await command.handler({ _: [name], $0: 'elbcert', ...given } as never);
}
