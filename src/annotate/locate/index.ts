import { once } from '../../model/collections.js';
import type { ListenerFacts } from '../../model/facts.js';
import type { FindingSubject } from '../../model/finding.js';
import type { Plan } from '../../model/plan.js';
import { UnusableInput } from '../../model/problem.js';
import {
  folderConfiguration,
  folderOfConfiguration,
  fromHere,
  planFileConfiguration,
  unpackConfiguration,
} from './open-configuration.js';
import { loadHclParser } from './parse-hcl.js';
import { findPlace, type Place } from './place.js';
import { type Configuration, type MakeSourceFile, sourceFiles } from './source-file.js';

export interface SourceOptions {
  /** The folders that were planned: one for all inputs, or one for each. */
  readonly roots: readonly string[];
  /** Told, a line at a time, why places are not known. */
  readonly onNotice: (text: string) => void;
}

/** What stands in the source for a subject; undefined where the source of its input is not at hand. */
export type PlaceOf = (subject: SourceSubject) => Place | undefined;

/** A subject of an input, by its address; with a listener, the block of that listener. */
export interface SourceSubject extends Pick<FindingSubject, 'input' | 'address'> {
  readonly listener: ListenerFacts | undefined;
}

/** Opens what there is of the inputs' source. Problems: a root that is no folder of configuration, or too many of them. */
export async function openSources(plans: readonly Plan[], options: SourceOptions): Promise<PlaceOf> {
  const { roots, onNotice } = options;
  if (roots.length > 1 && roots.length !== plans.length) {
    const message = `given ${roots.length} times for ${plans.length} inputs`;
    throw new UnusableInput([{ path: '--root', message, hint: 'give it once, or once for each input' }]);
  }
  const makeFile = once(async () => sourceFiles(await loadHclParser(), onNotice));
  const configurations = new Map<string, Configuration>();
  for (const [at, plan] of plans.entries()) {
    const configuration = await openConfiguration(plan, roots.length > 1 ? roots[at] : roots[0], makeFile);
    if (configuration !== undefined) configurations.set(plan.path, configuration);
  }
  const told = new Set<string>();
  return ({ input, address, listener }) => {
    const configuration = configurations.get(input);
    if (configuration === undefined) return undefined;
    const place = findPlace(configuration, address, listener);
    const notice = `${address} is not in the source: was ${input} planned from it?`;
    if (place.missing && !told.has(notice)) onNotice(notice);
    if (place.missing) told.add(notice);
    return place;
  };
}

async function openConfiguration(
  plan: Plan,
  root: string | undefined,
  makeFile: () => Promise<MakeSourceFile>,
): Promise<Configuration | undefined> {
  if (plan.planFile === undefined && root === undefined) return undefined;
  const files = plan.planFile === undefined ? undefined : await unpackConfiguration(plan.planFile);
  if (files !== undefined && files.size > 0) {
    const folder = root?.replace('//', '/') ?? folderOfConfiguration(files, plan.path);
    return planFileConfiguration(files, fromHere(folder), await makeFile());
  }
  return root === undefined ? undefined : folderConfiguration(root, await makeFile());
}
