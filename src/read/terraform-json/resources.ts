import { type JsonObject, objectOf } from '../../model/json.js';
import type { Interest, ModuleConfig, Resource } from '../../model/plan.js';
import type { Evaluator } from '../source/evaluation.js';
import { blocksOf } from './blocks.js';
import { emptyInstance, type Instances } from './instances.js';
import { writtenBy } from './metadata.js';
import { type Planned, plannedBlock } from './planned.js';
import { providerSources } from './providers.js';

export interface Declared {
  readonly resources: readonly Resource[];
  /** What the reader of a report should know: blocks whose instances cannot be counted. */
  readonly notes: readonly string[];
}

/** The instances of the types that later steps read, each with what Terraform would plan for it. */
export function declaredResources(
  document: JsonObject,
  config: ModuleConfig,
  evaluator: Evaluator,
  instancesAt: (address: string) => Instances,
  { wanted, nestedBlocks }: Interest,
): Declared {
  const resources: Resource[] = [];
  const notes: string[] = [];
  const sourceOf = providerSources(document);
  for (const mode of ['managed', 'data'] as const) {
    for (const { labels, body } of blocksOf(document, mode === 'data' ? 'data' : 'resource', 2)) {
      const [type = '', name = ''] = labels;
      const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
      const block = config.resources.get(address);
      if (block === undefined || !wanted(mode, type)) continue;
      const nested = nestedBlocks?.(mode, type) ?? new Map();
      const { keys, unknownCount } = instancesAt(address);
      if (unknownCount !== undefined && mode === 'managed') notes.push(`${address}: ${unknownCount}; judged as one`);
      const provider = sourceOf(block.providerKey?.split('.')[0] ?? type);
      for (const key of keys) {
        const scope = { module: [], config, forEach: block.forEach, key };
        resources.push({
          ...emptyInstance(block, key, provider),
          ...withComputed(plannedBlock(evaluator, nested, [], block.body, scope)),
          ...writtenBy(body),
        });
      }
    }
  }
  return { resources, notes };
}

/** Every resource gets an id, and most an ARN, that only apply tells. */
function withComputed({ value, unknown, sensitive }: Planned) {
  const values = objectOf(value);
  const computed = ['id', 'arn'].filter((name) => values[name] === undefined).map((name) => [name, true] as const);
  return { values, unknown: { ...Object.fromEntries(computed), ...objectOf(unknown) }, sensitive };
}
