import type { CommandModule } from 'yargs';
import { findDeployers, listenersOf, readPlans } from '../check.js';
import { published } from '../model/published.js';
import { type ConfigArguments, configOption, givenConfig } from './config-option.js';
import { type DeployerArguments, deployerOptions, deployersIn } from './deployer-options.js';
import { type InputArguments, inputOptions, parseInputs } from './inputs.js';
import type { Io } from './io.js';

interface FactsArguments extends InputArguments, DeployerArguments, ConfigArguments {}

export function factsCommand(io: Io): CommandModule<object, FactsArguments> {
  return {
    command: 'facts [input..]',
    describe: 'Print the facts that policies are held against, as JSON',
    builder: (yargs) => configOption(deployerOptions(inputOptions(yargs))) as never,
    handler(given) {
      const inputs = parseInputs(given, givenConfig(given), io);
      const progress = io.startProgress();
      const options = { ...inputs, ...deployersIn(given), onNotice: io.notice, onProgress: progress.stage };
      const plans = readPlans(options);
      const listeners = listenersOf(plans, options);
      const { deployers } = findDeployers(plans, listeners, options);
      progress.stop();
      const facts = {
        listeners: listeners.map(({ input, facts }) => ({ input, ...published(facts) })),
        deployers: deployers.map(({ input, facts }) => ({ input, ...published(facts) })),
      };
      io.print(`${JSON.stringify(facts, null, 2)}\n`);
    },
  };
}
