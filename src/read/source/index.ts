import type { Plan } from '../../model/plan.js';
import { UnusableInput } from '../../model/problem.js';
import {
  folderConfiguration,
  folderOfConfiguration,
  fromHere,
  planFileConfiguration,
  unpackConfiguration,
} from './open-configuration.js';
import { workspaceOfPlanFile } from './plan-file-workspace.js';
import { type Configuration, type MakeSourceFile, sourceFiles } from './source-file.js';

export interface SourceOptions {
  /** The folders that were planned: one for all inputs, or one for each; `REPOSITORY//FOLDER` where modules stand elsewhere. */
  readonly roots: readonly string[];
  /** Told, a line at a time, what in the source cannot be used. */
  readonly onNotice: (text: string) => void;
}

/** The configurations that plans were made from, as far as their source is at hand, by the path of the plan. */
export type Configurations = ReadonlyMap<string, Configuration>;

/** Opens what there is of the inputs' source. Problems: a root that is no folder of configuration, or too many of them. */
export async function openConfigurations(plans: readonly Plan[], options: SourceOptions): Promise<Configurations> {
  const { roots, onNotice } = options;
  if (roots.length > 1 && roots.length !== plans.length) {
    const message = `given ${roots.length} times for ${plans.length} inputs`;
    throw new UnusableInput([{ path: '--root', message, hint: 'give it once, or once for each input' }]);
  }
  const makeFile = sourceFiles(onNotice);
  const configurations = new Map<string, Configuration>();
  for (const [at, plan] of plans.entries()) {
    const configuration = await openConfiguration(plan, roots.length > 1 ? roots[at] : roots[0], makeFile);
    if (configuration !== undefined) configurations.set(plan.path, configuration);
  }
  return configurations;
}

async function openConfiguration(
  plan: Plan,
  root: string | undefined,
  makeFile: MakeSourceFile,
): Promise<Configuration | undefined> {
  if (plan.planFile === undefined && root === undefined) return undefined;
  const { planFile } = plan;
  const files = planFile && (await unpackConfiguration(planFile));
  if (planFile !== undefined && files !== undefined && files.size > 0) {
    const folder = root?.replace('//', '/') ?? folderOfConfiguration(files, plan.path);
    const workspace = await workspaceOfPlanFile(planFile);
    const configuration = planFileConfiguration(files, fromHere(folder), makeFile);
    return workspace === undefined ? configuration : { ...configuration, workspace };
  }
  return root === undefined ? undefined : folderConfiguration(root, makeFile);
}
