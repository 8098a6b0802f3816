import { formatAddress, formatModulePath } from '../../model/address.js';
import { type JsonObject, objectOf } from '../../model/json.js';
import type { Interest, Resource } from '../../model/plan.js';
import { blockScope, type Evaluator, outerScope } from '../evaluate/evaluation.js';
import { emptyInstance, type Instances, type ModuleInstance } from './instances.js';
import { writtenBlocks, writtenFor } from './metadata.js';
import { type Planned, plannedBlock } from './planned.js';
import { providerSources } from './providers.js';

export interface Declared {
  readonly resources: readonly Resource[];
  /** What the reader of a report should know: blocks and modules whose instances cannot be counted. */
  readonly notes: readonly string[];
}

/** The instances of the types that later steps read, each with what Terraform would plan for it. */
export function declaredResources(
  document: JsonObject,
  modules: readonly ModuleInstance[],
  evaluator: Evaluator,
  instancesAt: (address: string, module: ModuleInstance) => Instances,
  { wanted, nestedBlocks }: Interest,
): Declared {
  const resources: Resource[] = [];
  const notes: string[] = [];
  const sourceOf = providerSources(document);
  const written = writtenBlocks(document);
  for (const instance of modules) {
    const { module, config } = instance;
    for (const address of config.addresses?.() ?? []) {
      const block = config.resources.get(address);
      if (block === undefined || !wanted(block.mode, block.type)) continue;
      const { mode, type } = block;
      const nested = nestedBlocks?.(mode, type) ?? new Map();
      const { keys, unknownCount } = instancesAt(address, instance);
      const provider = sourceOf(/(?:^|:)([^.:]+)[^:]*$/.exec(block.providerKey ?? type)?.[1] ?? type);
      const place = formatAddress({ ...block, module, key: undefined });
      if (unknownCount !== undefined && mode === 'managed') notes.push(judgedAsOne(place, unknownCount));
      for (const key of keys) {
        const scope = blockScope(block, outerScope(module, config), key);
        const empty = emptyInstance(module, block, key, provider);
        resources.push({
          ...empty,
          ...withComputed(plannedBlock(evaluator, nested, [], block.body, scope)),
          ...writtenFor(written, empty),
        });
      }
    }
  }
  const uncounted = modules.flatMap(({ module, unknownCount }) => {
    if (unknownCount === undefined) return [];
    const place = formatModulePath(module);
    const isJudged = resources.some(({ mode, address }) => mode === 'managed' && address.startsWith(`${place}.`));
    return isJudged ? [judgedAsOne(place, unknownCount)] : [];
  });
  return { resources, notes: [...uncounted, ...notes] };
}

function judgedAsOne(address: string, unknownCount: string): string {
  return `${address}: ${unknownCount}; judged as one`;
}

/** Every resource gets an id, and most an ARN, that only apply tells. */
function withComputed({ value, unknown, sensitive }: Planned) {
  const values = objectOf(value);
  const computed = ['id', 'arn'].filter((name) => values[name] === undefined).map((name) => [name, true] as const);
  return { values, unknown: { ...Object.fromEntries(computed), ...objectOf(unknown) }, sensitive };
}
