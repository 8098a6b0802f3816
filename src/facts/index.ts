import type { Mode } from '../model/address.js';
import type { ListenerFacts } from '../model/facts.js';
import type { Plan, Resource } from '../model/plan.js';
import { type GivenRegions, remains, resolve } from '../resolve/index.js';
import { certificateSources } from './certificates/index.js';
import { indexArns } from './certificates/literal.js';
import { couldHoldCertificateArn } from './certificates/possible-arn.js';
import { type FactContext, formatDate } from './context.js';
import { deployerTypes } from './deployers/index.js';
import { listenerSources } from './listeners/index.js';
import type { ListenerSource } from './listeners/listener.js';
import { pemSources } from './pem/index.js';
import { pemOfAttribute, unknownPem } from './pem/pem-of.js';
import { TLS_POLICY_TYPES } from './tls/attached.js';

export {
  collectDeployers,
  type Deployers,
  deployerAddresses,
  type NamedDeployers,
} from './deployers/index.js';
export { onDemand } from './deployers/on-demand.js';

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
    const source = remains(resource) ? sourceOf(resource) : undefined;
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
  return plan.resources.filter(remains).flatMap((resource) => {
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

/** Data sources that tell where a provider works, what waits for a certificate, and what attaches security policies. */
const CONTEXT: ReadonlySet<string> = new Set([
  'data.aws_region',
  'data.aws_caller_identity',
  'data.aws_partition',
  'managed.aws_acm_certificate_validation',
  ...TLS_POLICY_TYPES.map((type) => `managed.${type}`),
]);

const SOURCES: ReadonlySet<string> = new Set(
  [...listenerSources, ...certificateSources, ...pemSources].map((source) => `${source.mode}.${source.type}`),
);

/** Whether facts read resources of this type: every other one can stay in the file. */
export function wanted(mode: Mode, type: string): boolean {
  const name = `${mode}.${type}`;
  return SOURCES.has(name) || CONTEXT.has(name) || deployerTypes.has(name) || couldHoldCertificateArn({ mode, type });
}

const BEFORE: ReadonlySet<string> = new Set([
  ...listenerSources.filter((source) => source.readsBefore === true).map(({ mode, type }) => `${mode}.${type}`),
  ...deployerTypes,
]);

/** Whether facts read what instances of this type were before a change that neither deletes nor replaces them. */
export function wantedBefore(mode: Mode, type: string): boolean {
  return BEFORE.has(`${mode}.${type}`);
}
