import type { ListenerFacts } from '../../model/facts.js';
import type { Finding, Location } from '../../model/finding.js';
import type { Plan } from '../../model/plan.js';
import { UnusableInput } from '../../model/problem.js';
import { type IgnoreComment, ignoreComments } from './ignore-comments.js';
import { createParseFile, loadHclParser, type ParseFile } from './parse-hcl.js';
import { findPlace, locationOf, type Place } from './place.js';
import {
  type Configuration,
  folderConfiguration,
  folderOfConfiguration,
  fromHere,
  planFileConfiguration,
  unpackConfiguration,
} from './source-files.js';

export type { IgnoreComment } from './ignore-comments.js';

export interface SourceOptions {
  /** The folders that were planned: one for all inputs, or one for each. */
  readonly roots: readonly string[];
  /** Told, a line at a time, why places are not known. */
  readonly onNotice: (text: string) => void;
}

/** The source of all inputs, as far as it is at hand. */
export interface Sources {
  /** Where to change what a finding is about; null where that is not sure. */
  locate(finding: Finding, listener: ListenerFacts | undefined): Location | null;
  /** The comments in the source that speak of a listener, or of another resource. */
  comments(input: string, address: string, listener: ListenerFacts | undefined): readonly IgnoreComment[];
}

/** Opens what there is of the inputs' source; undefined where there is none of any. Problems: a root that is no folder of configuration, or too many of them. */
export async function openSources(plans: readonly Plan[], options: SourceOptions): Promise<Sources | undefined> {
  const { roots, onNotice } = options;
  if (roots.length > 1 && roots.length !== plans.length) {
    const message = `given ${roots.length} times for ${plans.length} inputs`;
    throw new UnusableInput([{ path: '--root', message, hint: 'give it once, or once for each input' }]);
  }
  const configurations = new Map<string, Configuration>();
  for (const [at, plan] of plans.entries()) {
    const configuration = await openConfiguration(plan, roots.length > 1 ? roots[at] : roots[0], onNotice);
    if (configuration !== undefined) configurations.set(plan.path, configuration);
  }
  if (configurations.size === 0) return undefined;
  const told = new Set<string>();
  const places = new Map<Configuration, Map<string, Place>>();
  const placeIn = (configuration: Configuration, address: string, listener: ListenerFacts | undefined): Place => {
    let known = places.get(configuration);
    if (known === undefined) {
      known = new Map();
      places.set(configuration, known);
    }
    const port = listener?.port.kind === 'known' ? listener.port.value : undefined;
    const key = `${port} ${address}`;
    const found = known.get(key) ?? findPlace(configuration, address, listener);
    // Listeners of unknown ports are not told apart by what is in the key.
    if (port !== undefined) known.set(key, found);
    return found;
  };
  const place = (input: string, address: string, listener: ListenerFacts | undefined): Place | undefined => {
    const configuration = configurations.get(input);
    const found = configuration === undefined ? undefined : placeIn(configuration, address, listener);
    if (found?.missing === true && !told.has(`${input} ${address}`)) {
      told.add(`${input} ${address}`);
      onNotice(`${address} is not in the source: was ${input} planned from it?`);
    }
    return found;
  };
  return {
    locate(finding, listener) {
      const via = configurations.get(finding.input)?.via;
      const found = place(finding.input, finding.address, listener);
      return via === undefined || found === undefined ? null : locationOf(found, finding, via);
    },
    comments(input, address, listener) {
      const found = place(input, address, listener);
      return found === undefined ? [] : ignoreComments(found);
    },
  };
}

async function openConfiguration(
  plan: Plan,
  root: string | undefined,
  onNotice: (text: string) => void,
): Promise<Configuration | undefined> {
  if (plan.planFile === undefined && root === undefined) return undefined;
  const parse: ParseFile = createParseFile(await loadHclParser(), onNotice);
  const files = plan.planFile === undefined ? undefined : await unpackConfiguration(plan.planFile);
  if (files !== undefined && files.size > 0) {
    const folder = root?.replace('//', '/') ?? folderOfConfiguration(files, plan.path);
    return planFileConfiguration(files, fromHere(folder), parse);
  }
  return root === undefined ? undefined : folderConfiguration(root, parse);
}
