import type { CommandModule } from 'yargs';
import { loadPolicies } from '../policies/index.js';
import { explainAll, explainPolicy, findPolicy } from './explain-text.js';
import type { Io } from './io.js';
import { type PolicyArguments, policyOptions } from './policy-options.js';

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
    handler({ id, policy, disable, pack }) {
      const policies = loadPolicies({ policyPaths: policy ?? [], disable: disable ?? [], packs: pack ?? [] });
      io.print(id === undefined ? explainAll(policies) : explainPolicy(findPolicy(policies, id)));
    },
  };
}
