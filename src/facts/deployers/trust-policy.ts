import { isObject, type Json, parseJson, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { textAttribute } from '../../resolve/index.js';

/** Whether a role can be the one that runs Terraform. */
export interface RoleTrust {
  /** Undefined where those that may assume it do so, or not, as often as not. */
  readonly runsTerraform: boolean | undefined;
  /** Why that is not known; null where it is. */
  readonly doubt: string | null;
}

/** What is taken of whoever can be assumed by anybody, or by nobody knows whom. */
export const RUNS_TERRAFORM: RoleTrust = { runsTerraform: true, doubt: null };

/**
 * AWS services that never run anybody's Terraform: they make load balancers of their own accord, or run code that has no
 * room for it.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
const NEVER = ['autoscaling', 'ecs', 'edgelambda', 'eks', 'elasticbeanstalk', 'elasticloadbalancing', 'lambda'];

/**
 * Those whose workload is as often an agent that runs Terraform as an application. An instance of EC2 that may make load
 * balancers is taken for such an agent.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
const PERHAPS: Readonly<Record<string, string>> = {
  'ecs-tasks': 'tasks of ECS',
  'pods.eks': 'pods of EKS',
};

/** A cluster's own identity provider. Source: https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html */
const CLUSTER_PROVIDER = /:oidc-provider\/oidc\.eks\./;

type Assumer = 'any' | 'never' | { readonly perhaps: string };

/** What a role's trust policy says of it. */
export function trustOf(role: Resource): RoleTrust {
  const trust = textAttribute(role, 'assume_role_policy');
  const statement = trust.kind === 'known' ? property(parseJson(trust.value), 'Statement') : undefined;
  const statements: readonly (Json | undefined)[] = Array.isArray(statement) ? statement : [statement];
  const allowing = statements.filter((one) => property(one, 'Effect') !== 'Deny');
  const assumers = allowing.flatMap((one) => assumersIn(property(one, 'Principal')));
  if (assumers.length === 0 || assumers.includes('any')) return RUNS_TERRAFORM;
  const [perhaps] = assumers.filter((one) => typeof one === 'object');
  if (perhaps === undefined) return { runsTerraform: false, doubt: null };
  return { runsTerraform: undefined, doubt: `whether ${perhaps.perhaps} run Terraform as ${role.address}` };
}

function assumersIn(principal: Json | undefined): readonly Assumer[] {
  if (!isObject(principal)) return ['any'];
  return Object.entries(principal).flatMap(([kind, named]) =>
    [named].flat().map((one): Assumer => {
      if (typeof one !== 'string') return 'any';
      if (kind === 'Federated')
        return CLUSTER_PROVIDER.test(one) ? { perhaps: 'service accounts of a cluster' } : 'any';
      const service = kind === 'Service' ? /^(.+)\.amazonaws\.com(?:\.cn)?$/.exec(one)?.[1] : undefined;
      if (service === undefined) return 'any';
      if (NEVER.includes(service)) return 'never';
      const workload = Object.hasOwn(PERHAPS, service) ? PERHAPS[service] : undefined;
      return workload === undefined ? 'any' : { perhaps: workload };
    }),
  );
}
