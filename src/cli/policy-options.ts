import type { Argv } from 'yargs';
import { OPTIONAL_PACKS } from '../model/package.js';
import { type ConfigArguments, configOption } from './config-option.js';

/** The options of every command that loads policies. */
export interface PolicyArguments extends ConfigArguments {
  readonly policy?: readonly string[] | undefined;
  readonly disable?: readonly string[] | undefined;
  readonly pack?: readonly string[] | undefined;
}

export function policyOptions<T>(yargs: Argv<T>) {
  return configOption(yargs)
    .option('policy', {
      describe: 'A policy file of your own, or a folder of them; one with the id of a built-in policy replaces it',
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    })
    .option('pack', {
      describe: `A pack of policies to hold against the plan besides: ${OPTIONAL_PACKS.join(', ')}`,
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    })
    .option('disable', {
      describe: 'The id of a policy to leave out',
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    });
}

export function givenPolicies({ policy, disable, pack }: PolicyArguments) {
  return { policyPaths: policy ?? [], disable: disable ?? [], packs: pack ?? [] };
}
