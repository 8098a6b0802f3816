import type { CommandModule } from 'yargs';
import { loadPolicies } from '../judge/index.js';
import { lookUpInAws } from '../look-up-in-aws.js';
import { toPublicJson } from '../model/value.js';
import { findDeployers, listenersOf, readPlans } from '../pipeline.js';
import { type ConfigArguments, configOption, givenConfig } from './config-option.js';
import { type DeployerArguments, deployerOptions, deployersIn } from './deployer-options.js';
import { type InputArguments, inputOptions, parseInputs } from './inputs.js';
import type { Io } from './io.js';
import { type LiveArguments, liveOptions, parseLive } from './live-options.js';

interface FactsArguments extends InputArguments, DeployerArguments, ConfigArguments, LiveArguments {}

export function factsCommand(io: Io): CommandModule<object, FactsArguments> {
  return {
    command: 'facts [input..]',
    describe: 'Print the facts that policies are held against, as JSON',
    builder: (yargs) => liveOptions(configOption(deployerOptions(inputOptions(yargs)))) as never,
    async handler(given) {
      const inputs = parseInputs(given, givenConfig(given), io);
      const progress = io.startProgress();
      const live = parseLive(given);
      const options = { ...inputs, ...deployersIn(given), live, onNotice: io.notice, onProgress: progress.stage };
      const plans = readPlans(options);
      const collected = listenersOf(plans, options);
      const { deployers } = findDeployers(plans, collected, options);
      const policies = loadPolicies({ policyPaths: [], disable: [] });
      const { listeners, notes } = await lookUpInAws(collected, policies, options);
      progress.stop();
      for (const note of notes) io.notice(`not looked up: ${note}`);
      const facts = {
        listeners: listeners.map(({ input, facts }) => ({ input, ...toPublicJson(facts) })),
        deployers: deployers.map(({ input, facts }) => ({ input, ...toPublicJson(facts) })),
      };
      io.print(`${JSON.stringify(facts, null, 2)}\n`);
    },
  };
}
