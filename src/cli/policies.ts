import type { CommandModule } from 'yargs';
import { loadPolicies } from '../policies/index.js';
import type { Io } from './io.js';
import { listPolicies, testPolicies } from './policies-text.js';
import { type PolicyArguments, policyOptions } from './policy-options.js';

interface PoliciesArguments extends PolicyArguments {
  readonly action: 'list' | 'test';
}

export function policiesCommand(io: Io): CommandModule<object, PoliciesArguments> {
  return {
    command: 'policies [action]',
    describe: 'List the policies, or run the examples in them',
    builder: (yargs) =>
      policyOptions(yargs).positional('action', {
        choices: ['list', 'test'] as const,
        default: 'list' as const,
      }) as never,
    handler({ action, policy, disable, pack }) {
      const policies = loadPolicies({ policyPaths: policy ?? [], disable: disable ?? [], packs: pack ?? [] });
      if (action === 'list') {
        io.print(listPolicies(policies));
        return;
      }
      const { text, failed } = testPolicies(policies);
      io.print(text);
      io.exit(failed === 0 ? 0 : 1);
    },
  };
}
