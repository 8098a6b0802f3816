import type { CommandModule } from 'yargs';
import { listenersOf, readPlans } from '../check.js';
import { published } from '../model/published.js';
import { type ConfigArguments, configOption, givenConfig } from './config-option.js';
import { type InputArguments, inputOptions, parseInputs } from './inputs.js';
import type { Io } from './io.js';

export function factsCommand(io: Io): CommandModule<object, InputArguments & ConfigArguments> {
  return {
    command: 'facts [input..]',
    describe: 'Print the facts that policies are held against, as JSON',
    builder: (yargs) => configOption(inputOptions(yargs)) as never,
    handler(given) {
      const options = { ...parseInputs(given, givenConfig(given), io), onNotice: io.notice };
      const listeners = listenersOf(readPlans(options), options);
      const facts = { listeners: listeners.map(({ input, facts }) => ({ input, ...published(facts) })) };
      io.print(`${JSON.stringify(facts, null, 2)}\n`);
    },
  };
}
