import type { CommandModule } from 'yargs';
import { listenersOf, readPlans } from '../check.js';
import { lookUpInAws } from '../look-up-in-aws.js';
import { published } from '../model/published.js';
import { loadPolicies } from '../policies/index.js';
import { type InputArguments, inputOptions, parseInputs } from './inputs.js';
import type { Io } from './io.js';
import { type LiveArguments, liveOptions, parseLive } from './live-options.js';

export function factsCommand(io: Io): CommandModule<object, InputArguments & LiveArguments> {
  return {
    command: 'facts [input..]',
    describe: 'Print the facts that policies are held against, as JSON',
    builder: (yargs) => liveOptions(inputOptions(yargs)) as never,
    async handler(given) {
      const options = { ...parseInputs(given, io), live: parseLive(given), onNotice: io.notice };
      const policies = loadPolicies({ policyPaths: [], disable: [] });
      const collected = listenersOf(readPlans(options), options);
      const { listeners, notes } = await lookUpInAws(collected, policies, options);
      for (const note of notes) io.notice(`not looked up: ${note}`);
      const facts = { listeners: listeners.map(({ input, facts }) => ({ input, ...published(facts) })) };
      io.print(`${JSON.stringify(facts, null, 2)}\n`);
    },
  };
}
