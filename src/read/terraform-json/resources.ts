import { formatAddress, type InstanceKey, type Mode } from '../../model/address.js';
import { type JsonObject, objectOf, property, stringProperty } from '../../model/json.js';
import type { Interest, Resource, ResourceConfig } from '../../model/plan.js';
import { authorsLine } from './authors-line.js';
import { type Block, blocksOf } from './blocks.js';
import type { Names } from './expression/evaluate.js';
import { instancesIn } from './instances.js';
import { instanceNames } from './names.js';
import { bodyOf } from './nested-blocks.js';
import { type Planned, plannedBlock } from './planned.js';
import { providerKeyOf, providerSources } from './providers.js';

export interface Declared {
  /** By `TYPE.NAME` or `data.TYPE.NAME`. */
  readonly blocks: ReadonlyMap<string, ResourceConfig>;
  readonly resources: readonly Resource[];
  /** What the reader of a report should know: blocks whose instances cannot be counted. */
  readonly notes: readonly string[];
}

/** Every resource and data block of a document, and the instances of the types that later steps read. */
export function readResources(document: JsonObject, names: Names, { wanted, nestedBlocks }: Interest): Declared {
  const blocks = new Map<string, ResourceConfig>();
  const resources: Resource[] = [];
  const notes: string[] = [];
  const instancesOf = instancesIn(document, names);
  const sourceOf = providerSources(document);
  for (const mode of ['managed', 'data'] as const) {
    for (const block of blocksOf(document, mode === 'data' ? 'data' : 'resource', 2)) {
      const config = configOf(mode, block, names);
      const address = formatAddress({ ...config, module: [], key: undefined });
      blocks.set(address, config);
      if (!wanted(mode, config.type)) continue;
      const nestedPaths = nestedBlocks?.(mode, config.type) ?? new Set();
      const { list, unknownCount } = instancesOf(block.body);
      if (unknownCount !== undefined && mode === 'managed') notes.push(`${address}: ${unknownCount}; judged as one`);
      const provider = sourceOf(config.providerKey?.split('.')[0] ?? config.type);
      for (const { key, value } of list) {
        const named = { block: block.body, names: instanceNames(names, key, value) };
        resources.push({
          ...resourceOf(config, key, block.body),
          ...withComputed(plannedBlock(nestedPaths, [], named)),
          provider,
          body: bodyOf(named),
        });
      }
    }
  }
  return { blocks, resources, notes };
}

function configOf(mode: Mode, { labels: [type = '', name = ''], body: block }: Block, names: Names): ResourceConfig {
  const body = bodyOf({ block, names });
  return { mode, type, name, providerKey: providerKeyOf(type, block), body, forEach: body.expression('for_each') };
}

function resourceOf({ mode, type, name }: ResourceConfig, key: InstanceKey, block: JsonObject) {
  const metadata = property(property(block, '//'), 'metadata');
  const constructPath = stringProperty(metadata, 'path');
  const declaredAt = authorsLine(property(metadata, 'stackTrace'));
  const address = { module: [], mode, type, name, key };
  return {
    ...address,
    address: formatAddress(address),
    action: 'declared' as const,
    before: null,
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(declaredAt === undefined ? {} : { declaredAt }),
  };
}

/** Every resource gets an id, and most an ARN, that only apply tells. */
function withComputed({ value, unknown, sensitive }: Planned) {
  const values = objectOf(value);
  const computed = ['id', 'arn'].filter((name) => values[name] === undefined).map((name) => [name, true] as const);
  return { values, unknown: { ...Object.fromEntries(computed), ...objectOf(unknown) }, sensitive };
}
