import type { Argv } from 'yargs';
import type { Config } from '../config/index.js';
import type { CheckOptions } from '../pipeline.js';
import { type DeployerArguments, deployerOptions, deployersIn } from './deployer-options.js';
import { type InputArguments, inputOptions, parseInputs } from './inputs.js';
import type { Io } from './io.js';
import { givenPolicies, type PolicyArguments, policyOptions } from './policy-options.js';

/** The options of every command that judges. */
export interface JudgeArguments extends InputArguments, DeployerArguments, PolicyArguments {
  readonly root?: readonly string[] | undefined;
  readonly changedOnly?: boolean | undefined;
}

export function judgeOptions<T>(yargs: Argv<T>) {
  return policyOptions(deployerOptions(inputOptions(yargs)))
    .option('root', {
      describe: 'The folder that was planned, for lines in findings; REPOSITORY//FOLDER where modules stand outside it',
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    })
    .option('changed-only', {
      describe: 'Judge only listeners whose load balancer or certificate the plan changes',
      type: 'boolean',
    });
}

/** What the arguments and the configuration say to judge, and how. */
export function judgement(given: JudgeArguments, config: Config | undefined, io: Io): CheckOptions {
  return {
    ...parseInputs(given, config, io),
    ...deployersIn(given),
    ...givenPolicies(given),
    roots: given.root ?? (config?.root === undefined ? [] : [config.root]),
    changedOnly: given.changedOnly ?? false,
    config,
    onNotice: io.notice,
  };
}
