import type { ListenerFacts } from '../model/facts.js';
import type { Plan, Resource } from '../model/plan.js';
import { type GivenRegions, resolve, stands } from '../resolve/index.js';
import { indexArns } from './certificates/arn-index.js';
import { formatDate } from './dates.js';
import type { FactContext } from './fact-context.js';
import { listenerSources } from './listeners/index.js';
import type { ListenerSource } from './listeners/listener-source.js';
import { pemOfAttribute, unknownPem } from './pem/pem-of.js';

export {
  collectDeployers,
  type Deployers,
  deployerAddresses,
  type NamedDeployers,
} from './deployers/index.js';
export { onDemand } from './deployers/on-demand.js';
export { unread, wanted, wantedBefore } from './wanted.js';

export interface FactOptions {
  readonly now: Date;
  /** Regions that the user gave, by provider key; under '' for providers that set none. */
  readonly regions: GivenRegions;
}

/** The facts of every listener that the plan leaves standing, each once. */
export function collectListeners(plan: Plan, options: FactOptions): readonly ListenerFacts[] {
  const context = createContexts(options)(plan);
  const listeners: ListenerFacts[] = [];
  for (const resource of plan.resources) {
    const source = stands(resource) ? sourceOf(resource) : undefined;
    if (source !== undefined) for (const facts of source.collect(context, resource)) listeners.push(facts);
  }
  return listeners;
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

/** One sentence for each resource that may have listeners which the plan does not show. */
export function unseenListeners(plan: Plan): readonly string[] {
  return plan.resources.filter(stands).flatMap((resource) => {
    const why = sourceOf(resource)?.unseen?.(resource);
    return why === undefined ? [] : [`${resource.address} was not looked into for load balancers: ${why}`];
  });
}

/** The contexts of an input and of those that its remote states lead to, each made once. */
function createContexts(options: FactOptions): (plan: Plan) => FactContext {
  const contexts = new Map<Plan, FactContext>();
  const nowText = formatDate(options.now);
  const contextOf = (plan: Plan): FactContext => {
    const made = contexts.get(plan);
    if (made !== undefined) return made;
    const context: FactContext = {
      resolver: resolve(plan, options.regions),
      arns: indexArns(plan),
      now: options.now,
      nowText,
      pem: withoutCycles((resource, name) => pemOfAttribute(context, resource, name)),
      in: contextOf,
    };
    contexts.set(plan, context);
    return context;
  };
  return contextOf;
}

const sources = new Map(listenerSources.map((source) => [`${source.mode}.${source.type}`, source]));

function sourceOf({ mode, type }: Resource): ListenerSource | undefined {
  return sources.get(`${mode}.${type}`);
}
