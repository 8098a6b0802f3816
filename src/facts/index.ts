import type { ListenerFacts } from '../model/facts.js';
import type { Plan } from '../model/plan.js';
import { type GivenRegions, resolve, stands } from '../resolve/index.js';
import { indexArns } from './certificates/arn-index.js';
import type { FactContext } from './fact-context.js';
import { listenerSources } from './listeners/index.js';
import { pemOfAttribute } from './pem/pem-of.js';

export {
  collectDeployers,
  type Deployers,
  deployerAddresses,
  type NamedDeployers,
} from './deployers/index.js';
export { wanted } from './wanted.js';

export interface FactOptions {
  readonly now: Date;
  /** Regions that the user gave, by provider key; under '' for providers that set none. */
  readonly regions: GivenRegions;
}

/** The facts of every listener that the plan leaves standing, each once. */
export function collectListeners(plan: Plan, options: FactOptions): readonly ListenerFacts[] {
  const context = createContexts(options)(plan);
  return plan.resources.filter(stands).flatMap((resource) => {
    const source = listenerSources.find(
      (candidate) => candidate.mode === resource.mode && candidate.type === resource.type,
    );
    return source?.collect(context, resource) ?? [];
  });
}

/** The contexts of an input and of those that its remote states lead to, each made once. */
function createContexts(options: FactOptions): (plan: Plan) => FactContext {
  const contexts = new Map<Plan, FactContext>();
  const contextOf = (plan: Plan): FactContext => {
    const made = contexts.get(plan);
    if (made !== undefined) return made;
    const context: FactContext = {
      resolver: resolve(plan, options.regions),
      arns: indexArns(plan),
      now: options.now,
      pem: (resource, name) => pemOfAttribute(context, resource, name),
      in: contextOf,
    };
    contexts.set(plan, context);
    return context;
  };
  return contextOf;
}
