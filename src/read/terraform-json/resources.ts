import { formatAddress, type Mode } from '../../model/address.js';
import { arrayOf, type Json, type JsonObject, objectOf, property, stringProperty } from '../../model/json.js';
import type { Resource, ResourceConfig, SourceLine, Wanted } from '../../model/plan.js';
import { type Block, blocksOf, treeOf } from './blocks.js';
import { type Names, simplify } from './expression/evaluate.js';
import { expressionOf } from './expression/references.js';
import { instanceNames, instancesOf, type KeysOf } from './instances.js';
import { bodyOf, plannedBlock } from './planned.js';
import { fullSource, providerKeyOf } from './providers.js';

export interface Declared {
  /** By `TYPE.NAME` or `data.TYPE.NAME`. */
  readonly blocks: ReadonlyMap<string, ResourceConfig>;
  readonly resources: readonly Resource[];
  /** What the reader of a report should know: blocks whose instances cannot be counted. */
  readonly notes: readonly string[];
}

/** Every resource and data block of a document, and the instances of the types that later steps read. */
export function readResources(
  document: JsonObject,
  names: Names,
  sources: ReadonlyMap<string, string>,
  wanted: Wanted,
): Declared {
  const blocks = new Map<string, ResourceConfig>();
  const resources: Resource[] = [];
  const notes: string[] = [];
  const keysOf = instanceKeys(document, names);
  for (const mode of ['managed', 'data'] as const) {
    for (const block of blocksOf(document, mode === 'data' ? 'data' : 'resource', 2)) {
      const config = configOf(mode, block, names);
      const address = formatAddress({ module: [], mode, type: config.type, name: config.name, key: undefined });
      blocks.set(address, config);
      if (!wanted(mode, config.type)) continue;
      const { list, unsettled } = instancesOf(block.body, names, keysOf);
      if (unsettled !== undefined && mode === 'managed') notes.push(`${address}: ${unsettled}; judged as one`);
      const provider = sources.get(providerName(config)) ?? fullSource(providerName(config));
      for (const { key, value } of list) {
        const named = { block: block.body, names: instanceNames(names, key, value) };
        resources.push({
          ...resourceOf(config, key, provider, block.body),
          ...maskComputed(plannedBlock(config.type, [], named)),
          body: bodyOf(named),
        });
      }
    }
  }
  return { blocks, resources, notes };
}

/** The keys that `for_each` gives the instances of each resource, worked out on demand; a circle has none. */
function instanceKeys(document: JsonObject, names: Names): KeysOf {
  const blocks = new Map(blocksOf(document, 'resource', 2).map((block) => [block.labels.join('.'), block.body]));
  const found = new Map<string, readonly string[] | undefined>();
  const keysOf: KeysOf = (type, name) => {
    const address = `${type}.${name}`;
    const block = blocks.get(address);
    if (found.has(address) || block === undefined) return found.get(address);
    found.set(address, undefined);
    const { list, unsettled } = instancesOf(block, names, keysOf);
    const keys = list.flatMap(({ key }) => (typeof key === 'string' ? [key] : []));
    if (unsettled === undefined && keys.length === list.length) found.set(address, keys);
    return found.get(address);
  };
  return keysOf;
}

function configOf(mode: Mode, { labels: [type = '', name = ''], body }: Block, names: Names): ResourceConfig {
  const forEach = property(body, 'for_each') ?? null;
  return {
    mode,
    type,
    name,
    providerKey: providerKeyOf(type, body),
    body: bodyOf({ block: body, names }),
    forEach: forEach === null ? undefined : expressionOf(simplify(treeOf(forEach), names)),
  };
}

function providerName(config: ResourceConfig): string {
  return config.providerKey?.split('.')[0] ?? config.type;
}

function resourceOf(config: ResourceConfig, key: Resource['key'], provider: string, block: JsonObject) {
  const { mode, type, name } = config;
  const metadata = property(property(block, '//'), 'metadata');
  const path = stringProperty(metadata, 'path');
  const declaredAt = authorsLine(property(metadata, 'stackTrace'));
  return {
    address: formatAddress({ module: [], mode, type, name, key }),
    module: [],
    mode,
    type,
    name,
    key,
    provider,
    action: 'declared' as const,
    before: null,
    ...(path === undefined ? {} : { constructPath: path }),
    ...(declaredAt === undefined ? {} : { declaredAt }),
  };
}

/** Every resource gets an id, and most an ARN, that only apply tells. */
const COMPUTED = ['id', 'arn'];

function maskComputed({ value, unknown, sensitive }: { value: Json; unknown: Json; sensitive: Json }) {
  const values = objectOf(value);
  const computed = COMPUTED.filter((name) => values[name] === undefined).map((name) => [name, true] as const);
  return { values, unknown: { ...Object.fromEntries(computed), ...objectOf(unknown) }, sensitive };
}

/** Longer lines are no frame that Node.js wrote. */
const LONGEST_FRAME = 2000;

/**
 * The line of the author's own code in the stack trace that a construct recorded: the first frame outside node_modules
 * and Node.js itself.
 * Source: https://v8.dev/docs/stack-trace-api
 */
export function authorsLine(stackTrace: Json | undefined): SourceLine | undefined {
  for (const frame of arrayOf(stackTrace)) {
    if (typeof frame !== 'string' || frame.length > LONGEST_FRAME) continue;
    const [, place] = /\(([^()]+)\)\s*$/.exec(frame) ?? [undefined, frame.trim().replace(/^at /, '')];
    const [, file, line, column] =
      /^(?:file:\/\/)?(\/.+|[A-Za-z]:[\\/].+):(\d{1,9}):(\d{1,9})$/.exec(place ?? '') ?? [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) continue;
    return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
