import { type Refinement, refinementOfShape } from '../expressions/index.js';
import type { Mode } from '../model/address.js';
import { groupBy, once } from '../model/collections.js';
import type { DomainFacts, ListenerFacts } from '../model/facts.js';
import type { Grounded } from '../model/grounds.js';
import type { Interest, Plan, Resource } from '../model/plan.js';
import { firstNames } from '../model/words.js';
import { type GivenRegions, LOOKUP_TYPES, remains, resolve } from '../resolve/index.js';
import { indexArns } from './certificates/arn-index.js';
import { certificateSources } from './certificates/index.js';
import { groundedCollector } from './collect-grounded.js';
import { deployerSources } from './deployers/index.js';
import { onDemand } from './deployers/on-demand.js';
import { domainSources } from './domains/index.js';
import { listenerSources } from './listeners/index.js';
import { otherUseTypes } from './other-uses.js';
import { pemSources } from './pem/index.js';
import { pemOfAttribute, unknownPem } from './pem/pem.js';
import { couldHoldCertificateArn, couldHoldPem } from './possible-text.js';
import {
  type FactContext,
  type FactSources,
  type ResourceSource,
  sourceOf,
  type TracedCertificate,
} from './sources.js';

export {
  collectDeployers,
  type Deployers,
  deployerAddresses,
  type NamedDeployers,
} from './deployers/index.js';
export { otherUses } from './other-uses.js';
export type { FactSources, ListenerBlock, ListenerSource } from './sources.js';

/** Every resource type that facts are read from. */
export const FACT_SOURCES: FactSources = {
  listeners: listenerSources,
  domains: domainSources,
  certificates: certificateSources,
  pem: pemSources,
  others: [...deployerSources, ...otherUseTypes, ...LOOKUP_TYPES.map((type) => ({ mode: 'data' as const, type }))],
};

/** What the readers of inputs must read, so that facts can be collected. */
export function interestIn(sources: FactSources = FACT_SOURCES): Interest {
  const all = new Map<string, ResourceSource[]>();
  const declared = [
    ...sources.listeners,
    ...sources.domains,
    ...sources.certificates,
    ...sources.pem,
    ...sources.others,
  ];
  for (const source of declared.flatMap((one) => [one, ...(one.alsoReads ?? [])])) {
    const key = `${source.mode}.${source.type}`;
    all.set(key, [...(all.get(key) ?? []), source]);
  }
  const sourcesOf = (mode: Mode, type: string) => all.get(`${mode}.${type}`) ?? [];
  // A plan has many resources of few types.
  const decided = new Map([...all.keys()].map((key) => [key, true]));
  return {
    wanted(mode, type) {
      const key = `${mode}.${type}`;
      const known = decided.get(key);
      if (known !== undefined) return known;
      const couldHold = couldHoldCertificateArn(sources, { mode, type }) || couldHoldPem(sources, { mode, type });
      decided.set(key, couldHold);
      return couldHold;
    },
    nestedBlocks: (mode, type) =>
      new Map(sourcesOf(mode, type).flatMap(({ nestedBlocks = {} }) => Object.entries(nestedBlocks))),
    onDemand,
  };
}

/** What facts depend on besides the plan. */
export interface FactOptions {
  readonly now: Date;
  /** Regions that the user gave, by provider key; under '' for providers that set none. */
  readonly regions: GivenRegions;
}

/** What uses certificates in a plan. */
export interface CertificateUsers {
  readonly listeners: readonly Grounded<ListenerFacts>[];
  readonly domains: readonly Grounded<DomainFacts>[];
}

/** Collects the facts of every listener and every domain that a plan leaves standing, each once, and what they rest on. */
export type CollectUsers = (plan: Plan) => CertificateUsers;

/** Collects from one plan after the other. What they share, a plan that remote states of several lead to, is looked into once. */
export function usersCollector(options: FactOptions, sources: FactSources = FACT_SOURCES): CollectUsers {
  const assuming = once(() => createContexts(sources, options, true));
  const sure = once(() => createContexts(sources, options, false));
  return (plan) => {
    const collect = groundedCollector(plan, (assumes) => (assumes ? assuming() : sure()));
    const standing = plan.resources.filter(remains);
    return {
      listeners: standing.flatMap((resource) => {
        const source = sourceOf(sources.listeners, resource);
        return source === undefined ? [] : collect((context) => source.collect(context, resource));
      }),
      domains: standing.flatMap((resource) => {
        const source = sourceOf(sources.domains, resource);
        return source === undefined ? [] : collect((context) => [source.collect(context, resource) ?? []].flat());
      }),
    };
  };
}

/** The facts of every listener that the plan leaves standing, each once. */
export function collectListeners(
  plan: Plan,
  options: FactOptions,
  sources: FactSources = FACT_SOURCES,
): readonly ListenerFacts[] {
  return usersCollector(options, sources)(plan).listeners.map(({ facts }) => facts);
}

/** The most addresses that one sentence names. */
const MOST_ADDRESSES = 10;

/** What may have listeners that the plan does not show: a sentence for each reason, and for each name that may be misspelt. */
export function unseenListeners(plan: Plan, sources: FactSources = FACT_SOURCES): readonly string[] {
  const standing = plan.resources.filter(remains);
  const misspelt = standing.flatMap((resource) => {
    const names = sourceOf(sources.listeners, resource)?.misspellings?.(resource) ?? [];
    return names.map((clause) => `${resource.address}: ${clause}`);
  });
  const unseen = standing.flatMap((resource) => {
    const why = sourceOf(sources.listeners, resource)?.unseen?.(resource);
    return why === undefined ? [] : [{ address: resource.address, why }];
  });
  const notSeen = [...groupBy(unseen, ({ why }) => why)].map(([why, alike]) => {
    const addresses = alike.map(({ address }) => address);
    const names = firstNames(addresses, MOST_ADDRESSES);
    return `${names} ${alike.length === 1 ? 'was' : 'were'} not looked into for load balancers: ${why}`;
  });
  return [...notSeen, ...misspelt];
}

/** Makes the contexts of an input and of those that its remote states lead to, each once. */
export function createContexts(
  sources: FactSources,
  options: FactOptions,
  assumes = true,
): (plan: Plan) => FactContext {
  const contexts = new WeakMap<Plan, FactContext>();
  const { nestedBlocks } = interestIn(sources);
  const contextOf = (plan: Plan): FactContext => {
    const made = contexts.get(plan);
    if (made !== undefined) return made;
    const certificates = new Map<Resource, TracedCertificate | undefined>();
    const context: FactContext = {
      sources,
      resolver: resolve(
        plan,
        options.regions,
        { refine: (resource, attribute) => refine(context, resource, attribute), nestedBlocks },
        (other) => contextOf(other).resolver,
      ),
      arns: indexArns(sources, plan),
      namedBy: 'arn',
      assumes,
      now: options.now,
      pem: withoutCycles((resource, name) => pemOfAttribute(context, resource, name)),
      certificate(resource) {
        if (!certificates.has(resource)) {
          certificates.set(resource, sourceOf(sources.certificates, resource)?.describe(context, resource));
        }
        return certificates.get(resource);
      },
      in: contextOf,
    };
    contexts.set(plan, context);
    return context;
  };
  return contextOf;
}

/** What is known of an ARN before apply gives it: it is never empty, and consists of what the resource's place says. */
function refine(context: FactContext, resource: Resource, attribute: string): Refinement {
  const source = sourceOf(context.sources.certificates, resource);
  const isArn = source === undefined ? attribute === 'arn' : source.arnAttributes.includes(attribute);
  if (!isArn || resource.mode !== 'managed' || !resource.type.startsWith('aws_')) return {};
  const shape = source?.arnShape?.(context, resource);
  return shape === undefined ? { notNull: true, prefix: 'arn:aws' } : refinementOfShape(shape);
}

/** PEM that leads back to itself, as in a certificate signed by itself through others, is unknown. */
function withoutCycles(find: FactContext['pem']): FactContext['pem'] {
  const within = new Set<string>();
  return (resource, name) => {
    const place = JSON.stringify([resource.address, name]);
    if (within.has(place)) return unknownPem(`${resource.address}.${name} leads back to itself`);
    within.add(place);
    try {
      return find(resource, name);
    } finally {
      within.delete(place);
    }
  };
}
