import { once } from '../../model/collections.js';
import type { DeployerFacts, ListenerFacts } from '../../model/facts.js';
import type { Plan, Resource } from '../../model/plan.js';
import { unknown, type Value } from '../../model/value.js';
import { type GivenRegions, type Resolver, resolve, textAttribute } from '../../resolve/index.js';
import { type IamPolicy, type PrincipalPolicies, possiblyAllowing } from '../iam/decide.js';
import { describePlace } from '../iam/document.js';
import { DEPLOY_ACTIONS, LIST_CERTIFICATES, loadBalancerResource, noResource } from '../iam/request.js';
import type { ResourceSource } from '../sources.js';
import { type Assumption, assumptionsOf, inSession } from './assumed-roles.js';
import { attachmentTypes } from './attachment-types.js';
import { readAttachments } from './attachments.js';
import { documentType } from './documents.js';
import { membershipTypes } from './groups.js';
import type { CertificateLookUp } from './look-ups.js';
import { managedPolicyTypes, policyOf } from './managed-policies.js';
import { permissionFor, regionsOf, usesAcm } from './permission.js';
import { policiesReaching } from './principal-policies.js';
import { findPrincipals, principalTypes } from './principals.js';
import { RUNS_TERRAFORM, trustOf } from './trust-policy.js';

/** Whom the user calls a deployer. */
export interface NamedDeployers {
  /** Addresses of roles, users, groups and policies. */
  readonly addresses: readonly string[];
  /** The policies of one principal; it is judged where there are any. */
  readonly policies: readonly IamPolicy[];
  /** What limits that principal; undefined where nothing does. */
  readonly boundary: IamPolicy | undefined;
}

/** For what somebody has to list certificates. */
export interface Work {
  readonly listeners: readonly ListenerFacts[];
  readonly lookUps: readonly CertificateLookUp[];
}

/** What deployers deploy. */
export interface Deployed {
  /** What is in the same plan. */
  readonly own: Work;
  /** What is in any input: whoever is named deploys all of it. */
  readonly all: Work;
}

export interface Deployers {
  readonly deployers: readonly DeployerFacts[];
  /** The roles that the providers of load balancers assume, each provider once. */
  readonly assumptions: readonly Assumption[];
}

/**
 * The principals of a plan that can deploy a listener, and those that the user names: finds principals, collects the
 * policies that reach each, decides what these allow in each Region, and explains why.
 */
export function collectDeployers(
  plan: Plan,
  regions: GivenRegions,
  named: NamedDeployers,
  deployed: Deployed,
): Deployers {
  if (isNone(deployed.own) && named.addresses.length === 0) return { deployers: [], assumptions: [] };
  const resolver = resolve(plan, regions);
  const assumptions = assumptionsOf(resolver, [...deployed.own.listeners, ...deployed.own.lookUps]);
  const [own, all] = [once(() => demandOf(deployed.own)), once(() => demandOf(deployed.all))];
  const isSomebodyNamed = named.addresses.length > 0 || named.policies.length > 0;
  const inPlan = candidatesOf(resolver, assumptions).flatMap((candidate): readonly DeployerFacts[] => {
    const isNamed = named.addresses.includes(candidate.address ?? '');
    const served = servedBy(candidate, deployed.own);
    if (isNone(isNamed ? deployed.all : served)) return [];
    const demand = isNamed ? all() : served === deployed.own ? own() : demandOf(served);
    const why = isNamed ? 'named with --deployer' : whyDeployer(candidate, demand, isSomebodyNamed);
    if (why === undefined) return [];
    return [factsOf(isNamed ? { ...candidate, doubt: null } : candidate, why, demand)];
  });
  const isOfFiles = named.policies.length > 0 && !isNone(deployed.own);
  const ofFiles = isOfFiles ? [factsOf(fromFiles(named), 'named with --deployer-policy', own())] : [];
  return { deployers: [...inPlan, ...ofFiles], assumptions };
}

function isNone({ listeners, lookUps }: Work): boolean {
  return listeners.length === 0 && lookUps.length === 0;
}

/** What a candidate deploys, as far as the providers tell. */
function servedBy({ serves }: Candidate, work: Work): Work {
  if (serves === undefined) return work;
  const isServed = ({ address }: { readonly address: string }) => serves.has(address);
  return { listeners: work.listeners.filter(isServed), lookUps: work.lookUps.filter(isServed) };
}

/** The addresses that can be named as deployers. */
export function deployerAddresses(plan: Plan): readonly string[] {
  const resolver = resolve(plan);
  const principals = findPrincipals(resolver).map(({ resource }) => resource);
  return [...principals, ...resolver.index.ofType('managed', 'aws_iam_policy')].map(({ address }) => address);
}

/** What some work asks of the permissions of whoever does it. */
function demandOf({ listeners, lookUps }: Work) {
  return { usesAcm: usesAcm(listeners, lookUps), regions: regionsOf(listeners, lookUps) };
}

type Demand = ReturnType<typeof demandOf>;

/** Whoever may turn out to be a deployer, with everything that reaches it. */
interface Candidate extends Pick<DeployerFacts, 'address' | 'arn' | 'file' | 'kind'> {
  readonly policies: PrincipalPolicies;
  /** The provider that assumes it. */
  readonly assumedBy: string | undefined;
  /** The resources with listeners, and look-ups, that those providers serve; undefined where it may deploy any. */
  readonly serves: ReadonlySet<string> | undefined;
  /** True for what is a deployer where its policies allow deploying; false where somebody has to say so. */
  readonly isInferred: boolean;
  /** Why it may never run Terraform; null where that is not in doubt. */
  readonly doubt: string | null;
}

/**
 * The principals of a plan. A group, and a managed policy, is none of its own: it reaches those that it is given to, and
 * is judged only where somebody names it.
 */
function candidatesOf(resolver: Resolver, assumptions: readonly Assumption[]): readonly Candidate[] {
  const attachments = readAttachments(resolver);
  const reaching = policiesReaching(resolver, findPrincipals(resolver), attachments);
  const principals = [...reaching].map(([{ kind, resource }, policies]): Candidate => {
    const own = assumptions.filter(({ role }) => role === resource);
    const [assumption] = own;
    const trust = kind === 'role' && assumption === undefined ? trustOf(resource) : RUNS_TERRAFORM;
    return {
      ...identityOf(resource),
      kind: kind === 'permissionSet' ? 'role' : kind,
      policies: inSession(policies, assumption),
      assumedBy: assumption?.provider,
      serves: assumption && new Set(own.flatMap(({ serves }) => [...serves])),
      isInferred: kind !== 'group' && trust.runsTerraform !== false,
      doubt: trust.doubt,
    };
  });
  const managed = resolver.index.ofType('managed', 'aws_iam_policy').map((resource): Candidate => {
    const policies = { identityPolicies: [policyOf(resolver, resource)], permissionLimits: [] };
    return { ...identityOf(resource), kind: 'policy', policies, assumedBy: undefined, ...NEVER_INFERRED };
  });
  return [...principals, ...managed];
}

const NEVER_INFERRED = { serves: undefined, isInferred: false, doubt: null } as const;

function identityOf(resource: Resource): Pick<Candidate, 'address' | 'arn' | 'file'> {
  const arn = textAttribute(resource, 'arn');
  const isShown = arn.kind === 'known' && arn.sensitive !== true;
  return { address: resource.address, arn: isShown ? arn.value : null, file: null };
}

function fromFiles({ policies: identityPolicies, boundary }: NamedDeployers): Candidate {
  const policies = { identityPolicies, permissionLimits: boundary === undefined ? [] : [[boundary]] };
  const file = identityPolicies.map(({ address }) => address).join(', ');
  return { address: null, arn: null, file, kind: 'file', policies, assumedBy: undefined, ...NEVER_INFERRED };
}

/** How a candidate is a deployer; undefined where it is none. Nobody is inferred where somebody is named. */
function whyDeployer(
  { policies, assumedBy, isInferred }: Candidate,
  { regions }: Demand,
  isSomebodyNamed: boolean,
): string | undefined {
  if (assumedBy !== undefined) return `provider ${assumedBy} assumes it`;
  if (!isInferred || isSomebodyNamed) return undefined;
  for (const action of DEPLOY_ACTIONS) {
    for (const region of regions) {
      const statement = possiblyAllowing(policies, { action, resource: loadBalancerResource, region });
      if (statement !== null) return `${describePlace(statement.place)} allows ${action}`;
    }
  }
  return undefined;
}

function factsOf({ address, arn, file, kind, policies, doubt }: Candidate, why: string, demand: Demand): DeployerFacts {
  const request = { action: LIST_CERTIFICATES, resource: noResource };
  const { permission, grounds, additions } = permissionFor(policies, request, demand.regions);
  const read = [...policies.identityPolicies, ...policies.permissionLimits.flat()].flatMap((policy) => [
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
    usesAcm: doubt === null || holdsNot(demand.usesAcm) ? demand.usesAcm : unknown(doubt, { remedy: NAME_IT }),
    fromSource: null,
    trace: [...new Set([address ?? file ?? kind, ...read])],
  };
}

const NAME_IT = 'name whoever runs Terraform with --deployer ADDRESS';

function holdsNot(value: Value<boolean>): boolean {
  return value.kind === 'known' && !value.value;
}

/** Every resource type that deployers are collected from. */
export const deployerSources: readonly ResourceSource[] = [
  ...Object.values(principalTypes),
  ...attachmentTypes,
  ...membershipTypes,
  ...managedPolicyTypes,
  documentType,
];

/** The same types, each with its mode in front. */
export const deployerTypes: ReadonlySet<string> = new Set(deployerSources.map(({ mode, type }) => `${mode}.${type}`));
