import type { Mode } from '../model/address.js';
import type { DomainFacts, ListenerFacts } from '../model/facts.js';
import type { Interest, Plan } from '../model/plan.js';
import { LOOKUP_TYPES, remains } from '../resolve/index.js';
import { certificateSources } from './certificates/index.js';
import { couldHoldCertificateArn } from './certificates/possible-arn.js';
import { createContexts, type FactOptions } from './context.js';
import { deployerSources } from './deployers/index.js';
import { onDemand } from './deployers/on-demand.js';
import { domainSources } from './domains/index.js';
import { listenerSources } from './listeners/index.js';
import { pemSources } from './pem/index.js';
import { type FactSources, type ResourceSource, sourceOf } from './sources.js';

export type { FactOptions } from './context.js';
export {
  collectDeployers,
  type Deployers,
  deployerAddresses,
  type NamedDeployers,
} from './deployers/index.js';
export type { FactSources, ListenerBlock, ListenerSource } from './sources.js';

/** Every resource type that facts are read from. */
export const FACT_SOURCES: FactSources = {
  listeners: listenerSources,
  domains: domainSources,
  certificates: certificateSources,
  pem: pemSources,
  others: [...deployerSources, ...LOOKUP_TYPES.map((type) => ({ mode: 'data' as const, type }))],
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
  return {
    wanted: (mode, type) => all.has(`${mode}.${type}`) || couldHoldCertificateArn(sources, { mode, type }),
    nestedBlocks: (mode, type) =>
      new Map(sourcesOf(mode, type).flatMap(({ nestedBlocks = {} }) => Object.entries(nestedBlocks))),
    onDemand,
  };
}

/** What uses certificates in a plan. */
export interface CertificateUsers {
  readonly listeners: readonly ListenerFacts[];
  readonly domains: readonly DomainFacts[];
}

/** The facts of every listener and every domain that the plan leaves standing, each once. */
export function collectUsers(plan: Plan, options: FactOptions, sources: FactSources = FACT_SOURCES): CertificateUsers {
  const context = createContexts(sources, options)(plan);
  const standing = plan.resources.filter(remains);
  return {
    listeners: standing.flatMap((resource) => sourceOf(sources.listeners, resource)?.collect(context, resource) ?? []),
    domains: standing.flatMap((resource) => sourceOf(sources.domains, resource)?.collect(context, resource) ?? []),
  };
}

/** The facts of every listener that the plan leaves standing, each once. */
export function collectListeners(
  plan: Plan,
  options: FactOptions,
  sources: FactSources = FACT_SOURCES,
): readonly ListenerFacts[] {
  return collectUsers(plan, options, sources).listeners;
}

/** One sentence for each resource that may have listeners which the plan does not show. */
export function unseenListeners(plan: Plan, sources: FactSources = FACT_SOURCES): readonly string[] {
  return plan.resources.filter(remains).flatMap((resource) => {
    const why = sourceOf(sources.listeners, resource)?.unseen?.(resource);
    return why === undefined ? [] : [`${resource.address} was not looked into for load balancers: ${why}`];
  });
}
