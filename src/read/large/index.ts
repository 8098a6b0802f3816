import type { JsonObject } from '../../model/json.js';
import type { Interest } from '../../model/plan.js';
import type { ByteSource } from '../byte-source.js';
import type { Shape } from '../shape.js';
import { type BlockLists, blockLists } from './blocks.js';
import { brokenJson, type Input, Later, memberTwice, parseBytes, refusingSyntax } from './later.js';
import { loadScanner, type ScanEvents, VERDICTS } from './scanner.js';
import { type Skeleton, skeletonOf } from './skeleton.js';

/**
 * What a scan leaves of a document: the members that its shape declares, and instances of types that are wanted. Where one
 * matters of the types that are read on demand, undefined: scan again, and read all of them.
 */
export type ScanDocument = (
  path: string,
  source: ByteSource,
  shape: Shape,
  interest: Interest,
  window?: number,
) => JsonObject | undefined;

/**
 * Reads a document of any size in little memory; undefined where the process has no WebAssembly. What is passed over is
 * held to balanced brackets and quotes only. The function throws UnusableInput where the input ends early or is no JSON.
 */
export function documentScanner(): ScanDocument | undefined {
  const scan = loadScanner();
  if (scan === undefined) return undefined;
  return (path, source, shape, interest, window) => {
    const skeleton = skeletonOf(shape);
    const lists = blockLists(path, scan, interest.wanted);
    const { document, events } = documentBuilder({ path, again: source.again }, skeleton, interest, lists);
    const end = refusingSyntax(path, () =>
      scan(skeleton, { ...events, read: (into) => source.read(into) }, { window, signs: interest.onDemand?.signs }),
    );
    if (end.kind === 'stopped') return undefined;
    if (end.kind === 'malformed') throw brokenJson(path, `this is not valid JSON at byte ${end.offset}`);
    if (end.kind === 'truncated') throw brokenJson(path, 'the JSON ends in the middle');
    return document();
  };
}

/** Puts together what the scanner hands over. Of an instance that is not wanted there is nothing in its place. */
function documentBuilder(input: Input, skeleton: Skeleton, { wanted, onDemand }: Interest, lists: BlockLists) {
  const top: Record<string, unknown> = {};
  const levels: (Record<string, unknown> | unknown[])[] = [top];

  function add(key: string | undefined, value: unknown): void {
    const container = levels.at(-1);
    if (Array.isArray(container)) container.push(value);
    else if (container !== undefined && Object.hasOwn(container, key ?? DOCUMENT)) throw memberTwice(input.path);
    // JSON.parse takes it for a key like any other.
    else if (key === '__proto__') Object.defineProperty(container, key, { value, enumerable: true, writable: true });
    else if (container !== undefined) container[key ?? DOCUMENT] = value;
  }

  const events: Omit<ScanEvents, 'read'> = {
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
      if (verdict === VERDICTS.onDemand || !Array.isArray(list)) return true;
      const instance = parseBytes(input.path, span.window, span.from, span.to);
      if (verdict === VERDICTS.withSign) return onDemand?.matters(instance) !== true;
      list[index] = instance;
      return true;
    },
  };
  return { events, document: () => top[DOCUMENT] as JsonObject };
}

/** Where the document itself stands while it is built: the outermost value has no key. */
const DOCUMENT = '';

const OPEN_OBJECT = 0x7b;
const OPEN_LIST = 0x5b;
