import type { Argv } from 'yargs';

/** The options of every command that collects deployers. */
export interface DeployerArguments {
  readonly deployer?: readonly string[] | undefined;
  readonly deployerPolicy?: readonly string[] | undefined;
}

export function deployerOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('deployer', {
      describe: 'Address of a role, user, group or policy of the plan that deploys the load balancers',
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    })
    .option('deployer-policy', {
      describe: 'File with an IAM policy of whoever deploys, as JSON; several are the policies of one principal',
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
    });
}

/** What the arguments say of deployers. */
export function deployersIn({ deployer = [], deployerPolicy = [] }: DeployerArguments) {
  return { deployers: deployer, deployerPolicies: deployerPolicy };
}
