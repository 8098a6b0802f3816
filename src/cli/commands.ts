import type { CommandModule } from 'yargs';
import { checkCommand } from './check.js';
import type { Io } from './io.js';

/** A command line's first word, and where its command is. */
export const COMMANDS: Readonly<Record<string, (io: Io) => Promise<CommandModule<object, never>>>> = {
  check: async (io) => plain(checkCommand(io)),
  facts: async (io) => plain((await import('./facts.js')).factsCommand(io)),
  policies: async (io) => plain((await import('./policies.js')).policiesCommand(io)),
  explain: async (io) => plain((await import('./explain.js')).explainCommand(io)),
  baseline: async (io) => plain((await import('./baseline.js')).baselineCommand(io)),
  init: async (io) => plain((await import('./init.js')).initCommand(io)),
};

/** Each command has arguments of its own, which only its own builder and handler know. */
function plain<T>(command: CommandModule<object, T>): CommandModule<object, never> {
  return command as CommandModule<object, never>;
}
