import type { CommandModule } from 'yargs';
import { waiverPolicies } from '../annotate/suppress/waiver-policies.js';
import { choosePolicies } from '../config/index.js';
import { givenConfig } from './config-option.js';
import { explainAll, explainBuiltIn, explainPolicy, findPolicy } from './explain-text.js';
import type { Io } from './io.js';
import { givenPolicies, type PolicyArguments, policyOptions } from './policy-options.js';

interface ExplainArguments extends PolicyArguments {
  readonly id?: string | undefined;
}

export function explainCommand(io: Io): CommandModule<object, ExplainArguments> {
  return {
    command: 'explain [id]',
    describe: 'Tell what a policy demands, why, and how to fix what breaks it',
    builder: (yargs) =>
      policyOptions(yargs).positional('id', {
        describe: 'The policy; all of them where none is named',
        type: 'string',
      }) as never,
    handler(given) {
      const builtIn = Object.values(waiverPolicies).find(({ id }) => id === given.id);
      if (builtIn !== undefined) {
        io.print(explainBuiltIn(builtIn));
        return;
      }
      const policies = choosePolicies(givenPolicies(given), givenConfig(given));
      io.print(given.id === undefined ? explainAll(policies) : explainPolicy(findPolicy(policies, given.id)));
    },
  };
}
