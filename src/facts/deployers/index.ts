import type { DeployerFacts, ListenerFacts } from '../../model/facts.js';
import type { Plan, PolicyFile } from '../../model/plan.js';
import { type GivenRegions, resolve } from '../../resolve/index.js';
import { DEPLOY_ACTIONS, type HeldPolicies, LIST_CERTIFICATES, mayBeAllowed, noResource } from '../iam/decide.js';
import { describePlace, readPolicyDocument } from '../iam/document.js';
import { loadBalancerResource } from '../iam/load-balancer-resource.js';
import { carriers } from './attachments.js';
import { MEMBERSHIPS } from './groups.js';
import { PRINCIPAL_KINDS } from './holders.js';
import { EXCLUSIVE_NAMES } from './own-policies.js';
import { permissionFor, regionsOf, usesAcm } from './permission.js';
import { PERMISSION_SETS } from './permission-sets.js';
import { type Candidate, candidatesOf } from './principals.js';
import { type Assumption, assumptionsOf } from './roles.js';

/** Whom the user calls a deployer. */
export interface NamedDeployers {
  /** Addresses of roles, users, groups and policies. */
  readonly addresses: readonly string[];
  /** The policies of one principal. */
  readonly policies: readonly PolicyFile[];
}

/** Listeners that deployers deploy. */
export interface Deployed {
  /** Those of the same plan. */
  readonly own: readonly ListenerFacts[];
  /** Those of every input: whoever is named deploys all of them. */
  readonly all: readonly ListenerFacts[];
}

export interface Deployers {
  readonly deployers: readonly DeployerFacts[];
  /** Roles that providers assume and that are not in the plan. */
  readonly elsewhere: readonly Assumption[];
}

/** The principals of a plan that can deploy a listener, and those that the user names. */
export function collectDeployers(
  plan: Plan,
  regions: GivenRegions,
  named: NamedDeployers,
  deployed: Deployed,
): Deployers {
  if (deployed.own.length === 0 && named.addresses.length === 0) return { deployers: [], elsewhere: [] };
  const resolver = resolve(plan, regions);
  const assumed = assumptionsOf(resolver, deployed.own);
  const fromPlan = candidatesOf(resolver).flatMap((candidate): readonly DeployerFacts[] => {
    const isNamed = candidate.address !== null && named.addresses.includes(candidate.address);
    const listeners = isNamed ? deployed.all : deployed.own;
    if (listeners.length === 0) return [];
    const assumption = assumed.find(({ role }) => role !== undefined && role === candidate.resource);
    const why = isNamed ? 'named with --deployer' : whyDeployer(candidate, assumption, listeners);
    const held = inSession(candidate.held, assumption);
    return why === undefined ? [] : [deployerFacts({ ...candidate, held }, why, listeners)];
  });
  const files = named.policies.length > 0 && deployed.own.length > 0 ? [fromFiles(named.policies)] : [];
  const fromOptions = files.map((candidate) => deployerFacts(candidate, 'named with --deployer-policy', deployed.own));
  return { deployers: [...fromPlan, ...fromOptions], elsewhere: assumed.filter(({ role }) => role === undefined) };
}

/** The addresses that can be named as deployers. */
export function deployerAddresses(plan: Plan): readonly string[] {
  return candidatesOf(resolve(plan)).flatMap(({ address }) => address ?? []);
}

function fromFiles(policies: readonly PolicyFile[]): Candidate {
  const grants = policies.map(({ path, document }) => {
    return { address: path, alternatives: [readPolicyDocument(path, document)], uncertain: null };
  });
  const file = policies.map(({ path }) => path).join(', ');
  return { address: null, arn: null, file, kind: 'file', held: { grants, ceilings: [] }, byItself: true };
}

function inSession({ grants, ceilings }: HeldPolicies, assumption: Assumption | undefined): HeldPolicies {
  return { grants, ceilings: assumption?.session === undefined ? ceilings : [...ceilings, assumption.session] };
}

/** How a candidate is a deployer; undefined where it is none. */
function whyDeployer(
  { held, byItself }: Candidate,
  assumption: Assumption | undefined,
  listeners: readonly ListenerFacts[],
): string | undefined {
  if (assumption !== undefined) return `provider ${assumption.provider} assumes it`;
  if (!byItself) return undefined;
  for (const action of DEPLOY_ACTIONS) {
    for (const region of regionsOf(listeners)) {
      const statement = mayBeAllowed(held, { action, resource: loadBalancerResource, region });
      if (statement !== null) return `${describePlace(statement.place)} allows ${action}`;
    }
  }
  return undefined;
}

function deployerFacts(candidate: Candidate, why: string, listeners: readonly ListenerFacts[]): DeployerFacts {
  const { address, arn, file, kind, held } = candidate;
  const request = { action: LIST_CERTIFICATES, resource: noResource };
  const { permission, grounds, additions } = permissionFor(held, request, regionsOf(listeners));
  const read = [...held.grants, ...held.ceilings.flat()].flatMap((policy) => [
    policy.address,
    ...policy.alternatives.map((document) => document.address),
  ]);
  return {
    address,
    arn,
    file,
    kind,
    why,
    permissions: { [LIST_CERTIFICATES]: permission },
    grounds: { [LIST_CERTIFICATES]: grounds },
    additions: { [LIST_CERTIFICATES]: additions },
    usesAcm: usesAcm(listeners),
    trace: [...new Set([address ?? file ?? kind, ...read])],
  };
}

/** Every resource type that deployers are collected from, with its mode. */
export const deployerTypes: ReadonlySet<string> = new Set([
  ...PRINCIPAL_KINDS.map((kind) => `managed.aws_iam_${kind}`),
  ...[...carriers.map(({ type }) => type), ...EXCLUSIVE_NAMES, ...MEMBERSHIPS, ...PERMISSION_SETS].map(
    (type) => `managed.${type}`,
  ),
  'managed.aws_iam_policy',
  'data.aws_iam_policy',
  'data.aws_iam_policy_document',
]);
