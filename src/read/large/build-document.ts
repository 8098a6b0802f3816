import type { Mode } from '../../model/address.js';
import { type Json, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { Interest, ModuleConfig } from '../../model/plan.js';
import type { ByteSource } from '../byte-source.js';
import { readsBefore } from '../resource-changes.js';
import { blockIndex } from './block-index.js';
import { keptBytes, type Later } from './kept-bytes.js';
import { type ScannedCall, type ScannedModule, scannedConfiguration } from './scanned-configuration.js';
import { type InstanceParts, type ScanEvents, type Span, VERDICTS, type Verdict } from './scanner.js';
import { type SetAside, setAside } from './set-aside.js';
import { NODE_NAMES, type NodeName } from './skeleton.js';

/** What a scan leaves of a document: the same JSON without what nobody reads, and the configuration. */
export interface ScannedDocument {
  readonly document: JsonObject;
  readonly configuration: ModuleConfig;
  /** What the document lacks until it is put back; undefined where it lacks nothing. */
  readonly setAside: SetAside | undefined;
}

interface Builder extends ScanEvents {
  build(): ScannedDocument;
}

type Container = Record<string, Json> | (Json | undefined)[];

/** Where values go: a container of the document, and what is being scanned of the configuration. */
interface Level {
  readonly node: NodeName | undefined;
  readonly json: Container | undefined;
  readonly module: ScannedModule | undefined;
  readonly call: ScannedCall | undefined;
}

/** Puts together what a scanner hands over. Elements that are left out of an array are undefined. */
export function documentBuilder(path: string, source: ByteSource, interest: Interest): Builder {
  const kept = keptBytes(path, source.again);
  const blocks = blockIndex(kept);
  const document: Record<string, Json> = {};
  const levels: Level[] = [];
  /** Instances that the changes speak of: what the prior state says of them is not read. */
  const spokenFor = new Set<string>();
  const verdicts = new Map<string, Verdict>();
  const { onDemand } = interest;
  const aside = onDemand && setAside(kept, onDemand);
  let root: ScannedModule | undefined;
  let modules = 0;

  function newModule(): ScannedModule {
    modules += 1;
    return { id: modules, outputs: undefined, variables: undefined, calls: new Map() };
  }

  function newLevel(node: NodeName | undefined, key: string | undefined, isArray: boolean): Level {
    const above = levels.at(-1);
    const none = { node, json: undefined, module: undefined, call: undefined };
    switch (node) {
      case 'document':
        return { ...none, json: document };
      case 'root':
        root = newModule();
        return { ...none, json: add(above, key, {}), module: root };
      case 'module': {
        const module = newModule();
        if (above?.call !== undefined) above.call.module = module;
        return { ...none, module };
      }
      case 'calls':
      case 'blocks':
        return { ...none, module: above?.module };
      case 'call': {
        const call: ScannedCall = {
          expressions: undefined,
          forEach: undefined,
          dependsOn: undefined,
          module: undefined,
        };
        above?.module?.calls.set(key ?? '', call);
        return { ...none, call };
      }
      default:
        return { ...none, json: add(above, key, isArray ? [] : {}) };
    }
  }

  return {
    read: (into) => source.read(into),
    wanted(data, type) {
      const key = `${data ? 'data' : 'managed'}.${type}`;
      const verdict = verdicts.get(key) ?? verdictOn(interest, data ? 'data' : 'managed', type);
      verdicts.set(key, verdict);
      return verdict;
    },
    open(id, key, isArray) {
      const level = newLevel(NODE_NAMES[id], key, isArray);
      levels.push(level);
      return level.module?.id ?? 0;
    },
    close() {
      levels.pop();
    },
    keep(id, key, bytes, span, offset) {
      const level = levels.at(-1);
      if (NODE_NAMES[id] === 'later') put(level, key, kept.defer(bytes, span, offset));
      else if (NODE_NAMES[id] === 'call') newLevel('call', key, false);
      else if (level?.json !== undefined) add(level, key, parse(bytes, span));
    },
    elide(key, isArray) {
      add(levels.at(-1), key, isArray ? [] : {});
    },
    resource(bytes, span, parts, index) {
      const level = levels.at(-1);
      if (!Array.isArray(level?.json)) return;
      if (level.node === 'instances' && spokenFor.has(addressOf(bytes, span) ?? '')) return;
      const resource = level.node === 'changes' ? parseChange(bytes, span, parts, interest) : parse(bytes, span);
      while (level.json.length < index) level.json.push(undefined);
      level.json[index] = resource;
      if (level.node === 'changes' && property(resource, 'deposed') === undefined) {
        spokenFor.add(stringProperty(resource, 'address') ?? '');
      }
    },
    aside(bytes, span, parts, index, offset) {
      const level = levels.at(-1);
      if (!Array.isArray(level?.json)) return;
      aside?.add(level.json, index, kept.defer(bytes, span, offset));
      if (parts !== undefined) aside?.weigh(bytes, span, parts);
    },
    block: (hash, bytes, span) => blocks.addBytes(hash, kept.copy(bytes, span)),
    blockAt: (hash, offset, length) => blocks.add(hash, offset, length),
    build: () => ({ document, configuration: scannedConfiguration(root, blocks, kept), setAside: aside }),
  };
}

function verdictOn({ wanted, onDemand }: Interest, mode: Mode, type: string): Verdict {
  if (!wanted(mode, type)) return VERDICTS.no;
  return onDemand?.types(mode, type) === true ? VERDICTS.onDemand : VERDICTS.yes;
}

/** The address of an instance that begins with it, as those that Terraform writes do. */
function addressOf(bytes: Buffer, { from, to }: Span): string | undefined {
  const start = from + BEGINNING.length;
  const end = bytes.indexOf(QUOTE, start);
  if (end < 0 || end >= Math.min(to, start + LONGEST_ADDRESS) || BEGINNING.compare(bytes, from, start) !== 0)
    return undefined;
  const address = bytes.toString('utf8', start, end);
  return address.includes('\\') ? undefined : address;
}

const BEGINNING = Buffer.from('{"address":"');
const QUOTE = 0x22;

/** Unit: bytes. Longer ones are read with all the rest. */
const LONGEST_ADDRESS = 256;

/**
 * An entry of the changes, without what was before the change where nobody reads that: it is a third of the entry.
 * Throws: SyntaxError, which quotes the input.
 */
function parseChange(bytes: Buffer, span: Span, { before }: InstanceParts, interest: Interest): Json {
  if (interest.before === undefined || before.to - before.from <= NULL) return parse(bytes, span);
  const head = bytes.toString('utf8', span.from, before.from);
  const change = JSON.parse(`${head}{}${bytes.toString('utf8', before.to, span.to)}`) as Json;
  return readsBefore(change, interest.before) ? parse(bytes, span) : change;
}

/** Unit: bytes. What `null` takes. */
const NULL = 4;

/** Throws: SyntaxError, which quotes the input. */
function parse(bytes: Buffer, { from, to }: Span): Json {
  return JSON.parse(bytes.toString('utf8', from, to)) as Json;
}

function put(level: Level | undefined, key: string | undefined, later: Later): void {
  if (level?.call !== undefined) {
    if (key === 'expressions') level.call.expressions = later;
    if (key === 'for_each_expression') level.call.forEach = later;
    if (key === 'depends_on') level.call.dependsOn = later;
  }
  if (level?.module !== undefined) {
    if (key === 'outputs') level.module.outputs = later;
    if (key === 'variables') level.module.variables = later;
  }
}

/** Adds a value as JSON.parse would: `__proto__` is a key like any other. */
function add<T extends Json | Container>(level: Level | undefined, key: string | undefined, value: T): T {
  const json = level?.json;
  if (Array.isArray(json)) json.push(value as Json);
  else if (json !== undefined && key !== undefined) {
    Object.defineProperty(json, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return value;
}
