import type { Json, JsonObject } from '../../model/json.js';
import type { Interest } from '../../model/plan.js';
import { UnusableInput } from '../../model/problem.js';
import type { ByteSource } from '../byte-source.js';
import type { Shape } from '../shape.js';
import { type BlockLists, blockLists } from './blocks.js';
import { brokenJson, type Input, Later, parseBytes } from './later.js';
import { loadScanner, type ScanEnd, type ScanEvents, type Span, VERDICTS } from './scanner.js';
import { type Skeleton, skeletonOf } from './skeleton.js';

/** What a scan leaves of a document: the members that its shape declares, and instances of types that are wanted. */
export interface ScannedDocument {
  readonly document: JsonObject;
  /** True where an instance matters of the types that are read on demand. */
  readonly matters: boolean;
  /** Leaves out the instances of types that are read on demand. */
  leaveOutOnDemand(): void;
}

export type ScanDocument = (
  path: string,
  source: ByteSource,
  shape: Shape,
  interest: Interest,
  window?: number,
) => ScannedDocument;

/**
 * Reads a document of any size in little memory; undefined where the process has no WebAssembly. What is passed over is
 * held to balanced brackets and quotes only. The function throws UnusableInput where the input ends early or is no JSON.
 */
export function documentScanner(): ScanDocument | undefined {
  const scan = loadScanner();
  if (scan === undefined) return undefined;
  return (path, source, shape, interest, window) => {
    const skeleton = skeletonOf(shape);
    const builder = documentBuilder(
      { path, again: source.again },
      skeleton,
      interest,
      blockLists(path, scan, interest.wanted),
    );
    const events = { ...builder.events, read: (into: Buffer) => source.read(into) };
    refuseUnlessWhole(
      path,
      run(path, () =>
        scan(skeleton, events, { signs: interest.onDemand?.signs ?? [], ...(window !== undefined && { window }) }),
      ),
    );
    return builder.build();
  };
}

/** A key or a type with an escape that there is not is no JSON. */
function run(path: string, scan: () => ScanEnd): ScanEnd {
  try {
    return scan();
  } catch (error) {
    throw error instanceof SyntaxError ? brokenJson(path) : error;
  }
}

function refuseUnlessWhole(path: string, end: ScanEnd): void {
  if (end.kind === 'malformed') throw brokenJson(path, ` at byte ${end.offset}`);
  const hint = 'write the file again: terraform show -json tfplan > plan.json';
  if (end.kind === 'truncated') throw new UnusableInput([{ path, message: 'the JSON ends in the middle', hint }]);
}

/** Of an instance that is not wanted there is nothing in its place, so that the others keep theirs. */
type InstanceList = (Json | Later | undefined)[];
type Container = Record<string, unknown> | InstanceList;

interface Builder {
  readonly events: Omit<ScanEvents, 'read'>;
  build(): ScannedDocument;
}

/** Puts together what the scanner hands over. */
function documentBuilder(input: Input, skeleton: Skeleton, { wanted, onDemand }: Interest, lists: BlockLists): Builder {
  const top: Record<string, unknown> = {};
  const levels: Container[] = [top];
  const setAside: { readonly list: InstanceList; readonly index: number }[] = [];
  let matters = false;

  function add(key: string | undefined, value: unknown): void {
    const container = levels.at(-1);
    if (Array.isArray(container)) container.push(value as Json);
    // As JSON.parse does: `__proto__` is a key like any other.
    else if (container !== undefined)
      Object.defineProperty(container, key ?? DOCUMENT, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
  }

  /** Whether an instance with a sign matters. */
  function weigh({ window, from, to }: Span): boolean {
    return onDemand?.matters(parseBytes(input.path, window, from, to)) === true;
  }

  const events: Builder['events'] = {
    verdict(mode, type) {
      if (!wanted(mode, type)) return VERDICTS.unwanted;
      return onDemand?.types(mode, type) === true ? VERDICTS.onDemand : VERDICTS.wanted;
    },
    open(_node, key, isList) {
      const container = isList ? [] : {};
      add(key, container);
      levels.push(container);
    },
    close() {
      levels.pop();
    },
    value(node, key, span) {
      const first = span.window[span.from];
      if (skeleton.nodes[node]?.shape?.kind === 'blocks') {
        add(key, first === OPEN_LIST ? lists(Later.of(input, span)) : undefined);
      } else if (skeleton.nodes[node]?.kind === 'value' && first === OPEN_OBJECT) {
        add(key, Later.of(input, span));
      } else add(key, parseBytes(input.path, span.window, span.from, span.to));
    },
    elide: (key, isList) => add(key, isList ? [] : {}),
    instance(index, verdict, span) {
      const list = levels.at(-1);
      if (!Array.isArray(list)) return;
      matters ||= verdict === VERDICTS.withSign && weigh(span);
      if (matters || verdict === VERDICTS.wanted) {
        list[index] = parseBytes(input.path, span.window, span.from, span.to);
      } else {
        list[index] = Later.of(input, span);
        setAside.push({ list, index });
      }
    },
  };

  return {
    events,
    build: () => ({
      document: top[DOCUMENT] as JsonObject,
      matters,
      leaveOutOnDemand() {
        for (const { list, index } of setAside) list[index] = undefined;
      },
    }),
  };
}

/** Where the document itself stands while it is built: the outermost value has no key. */
const DOCUMENT = '';

const OPEN_OBJECT = 0x7b;
const OPEN_LIST = 0x5b;
