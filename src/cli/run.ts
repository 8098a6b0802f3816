import type { CommandModule } from 'yargs';
import { COMMANDS } from './commands.js';
import type { Io } from './io.js';
import { withLiveMode } from './live-options.js';
import { quickArguments } from './quick-arguments.js';

/** Runs the command that the words of a command line name. Throws: UnusableInput. */
export async function run(given: readonly string[], io: Io): Promise<void> {
  const words = withLiveMode(given);
  const [name = '', ...others] = words;
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const command: CommandModule<object, never> | undefined = await load?.(io);
  const quick = command === undefined || hasSecondWord(command) ? undefined : quickArguments(command, others);
  if (command === undefined || quick === undefined) {
    const { runWithYargs } = await import('./run-with-yargs.js');
    await runWithYargs(words, io);
  } else await command.handler({ _: [name], $0: 'elbcert', ...quick } as never);
}

/** `baseline write`, which yargs knows how to match. */
function hasSecondWord({ command }: CommandModule<object, never>): boolean {
  return /^\S+ [^[<]/.test(String(command));
}
