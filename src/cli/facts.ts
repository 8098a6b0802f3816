import type { CommandModule } from 'yargs';
import { listenersOf, readPlans } from '../check.js';
import { lookUpInAws } from '../look-up-in-aws.js';
import { published } from '../model/published.js';
import { type InputArguments, inputOptions, parseInputs } from './inputs.js';
import type { Io } from './io.js';
import { type LiveArguments, liveOptions, parseLive } from './live-options.js';
import { type PolicyArguments, policyOptions } from './policy-options.js';

export function factsCommand(io: Io): CommandModule<object, InputArguments> {
  return {
    command: 'facts [input..]',
    describe: 'Print the facts that policies are held against, as JSON',
    builder: (yargs) => inputOptions(yargs) as never,
    handler(given) {
      const options = { ...parseInputs(given, io), onNotice: io.notice };
      const listeners = listenersOf(readPlans(options), options);
      const facts = { listeners: listeners.map(({ input, facts }) => ({ input, ...published(facts) })) };
      io.print(`${JSON.stringify(facts, null, 2)}\n`);
    },
  };
}
