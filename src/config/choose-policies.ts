import { type Problem, UnusableInput } from '../model/problem.js';
import { type LoadOptions, loadPolicies, type Policy } from '../policies/index.js';
import { didYouMean } from '../policies/suggest.js';
import type { Config } from './config.js';

/**
 * The policies that options and configuration ask for, at the levels that the configuration gives them.
 * Throws: UnusableInput with every name in either that no policy has.
 */
export function choosePolicies(options: LoadOptions, config: Config | undefined): readonly Policy[] {
  if (config === undefined) return loadPolicies(options);
  const policyPaths = [...config.policyPaths, ...options.policyPaths];
  const policies = loadPolicies({ ...options, policyPaths });
  const problems = unknownNames(config, [...policies.map(({ id }) => id), ...options.disable]);
  if (problems.length > 0) throw new UnusableInput(problems);
  const disabled = new Set(config.disable);
  return policies
    .filter(({ id }) => !disabled.has(id))
    .map((policy) => ({ ...policy, level: config.levels[policy.id] ?? policy.level }));
}

function unknownNames({ file, disable, levels, waivers }: Config, ids: readonly string[]): readonly Problem[] {
  const named = [
    ...disable.map((id, at) => ({ id, pointer: `/disable/${at}` })),
    ...Object.keys(levels).map((id) => ({ id, pointer: `/levels/${id}` })),
    ...waivers.map(({ policy }, at) => ({ id: policy, pointer: `/waivers/${at}/policy` })),
  ];
  return named
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, pointer }) => ({
      path: file,
      message: `${pointer}: no such policy: ${JSON.stringify(id)}${didYouMean(id, ids)}`,
      hint: 'elbcert policies list names them all',
    }));
}
