import type { CommandModule } from 'yargs';
import { listenersOf, readPlans } from '../check.js';
import { published } from '../model/published.js';
import { type InputArguments, inputOptions, parseInputs } from './inputs.js';
import type { Io } from './io.js';

export function factsCommand(io: Io): CommandModule<object, InputArguments> {
  return {
    command: 'facts [input..]',
    describe: 'Print the facts that policies are held against, as JSON',
    builder: (yargs) => inputOptions(yargs) as never,
    handler(given) {
      const inputs = parseInputs(given, io);
      const progress = io.startProgress();
      const options = { ...inputs, onNotice: io.notice, onProgress: progress.stage };
      const listeners = listenersOf(readPlans(options), options);
      progress.stop();
      const facts = { listeners: listeners.map(({ input, facts }) => ({ input, ...published(facts) })) };
      io.print(`${JSON.stringify(facts, null, 2)}\n`);
    },
  };
}
