import type { Plan } from '../model/plan.js';
import { didYouMean } from '../model/suggest.js';

/** Providers that need no configuration, so that a plan may not list them. */
const IMPLIED_PROVIDERS = ['aws', 'awscc'];

/** One line for each provider key that a Region was given for and that no input has. */
export function unusedRegions(plans: readonly Plan[], keys: Iterable<string>): readonly string[] {
  const known = ['', ...IMPLIED_PROVIDERS, ...plans.flatMap(({ providers }) => [...providers.keys()])];
  return [...keys]
    .filter((key) => !known.includes(key))
    .map((key) => `--region ${key}=…: no input has this provider${didYouMean(key, known)}`);
}
