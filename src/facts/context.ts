import type { Refinement } from '../expressions/index.js';
import type { Plan, Resource } from '../model/plan.js';
import { type GivenRegions, type Resolver, resolve } from '../resolve/index.js';
import { type ArnIndex, indexArns } from './certificates/arn-index.js';
import { pemOfAttribute, unknownPem } from './pem/pem.js';
import { type FactSources, type PemFacts, sourceOf, type TracedCertificate } from './sources.js';

/** What collecting facts needs. */
export interface FactContext {
  readonly sources: FactSources;
  readonly resolver: Resolver;
  /** The certificates of this plan by their ARN, or by what else names them here. */
  readonly arns: ArnIndex;
  /** What names a certificate here: its ARN or, for a few arguments, its id in IAM. */
  readonly namedBy: 'arn' | 'iamId';
  /** The clock that dates are held against. */
  readonly now: Date;
  /** What is known of the PEM in an attribute; undefined where the resource has none. */
  pem(resource: Resource, attribute: string): PemFacts | undefined;
  /** The certificate that a resource is, described once; undefined for a resource that is none. */
  certificate(resource: Resource): TracedCertificate | undefined;
  /** The context of an input: of this one, or of another that its remote states lead to. */
  in(plan: Plan): FactContext;
}

export interface FactOptions {
  readonly now: Date;
  /** Regions that the user gave, by provider key; under '' for providers that set none. */
  readonly regions: GivenRegions;
}

/** Makes the contexts of an input and of those that its remote states lead to, each once. */
export function createContexts(sources: FactSources, options: FactOptions): (plan: Plan) => FactContext {
  const contexts = new Map<Plan, FactContext>();
  const contextOf = (plan: Plan): FactContext => {
    const made = contexts.get(plan);
    if (made !== undefined) return made;
    const certificates = new Map<Resource, TracedCertificate | undefined>();
    const context: FactContext = {
      sources,
      resolver: resolve(
        plan,
        options.regions,
        (resource, attribute) => refine(context, resource, attribute),
        (other) => contextOf(other).resolver,
      ),
      arns: indexArns(sources, plan),
      namedBy: 'arn',
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

/** What is known of an ARN before apply gives it: it is never empty, and begins as the resource's place says. */
function refine(context: FactContext, resource: Resource, attribute: string): Refinement {
  const source = sourceOf(context.sources.certificates, resource);
  const isArn = source === undefined ? attribute === 'arn' : source.arnAttributes.includes(attribute);
  if (!isArn || resource.mode !== 'managed' || !resource.type.startsWith('aws_')) return {};
  return { notNull: true, prefix: source?.arnPrefix?.(context, resource) ?? 'arn:aws' };
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

/** What a function makes of a plan, made once for each: many listeners, or many principals, ask for the same. */
export function perPlan<T>(make: (resolver: Resolver) => T): (resolver: Resolver) => T {
  const made = new WeakMap<Resolver, { readonly it: T }>();
  return (resolver) => {
    const found = made.get(resolver) ?? { it: make(resolver) };
    made.set(resolver, found);
    return found.it;
  };
}
