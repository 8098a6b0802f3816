import { arrayOf, isObject, type Json, objectOf, property } from '../model/json.js';

/**
 * What a reader reads of a container. Only declared members can be read, and of a large input only those are kept, so
 * that inputs of every size are read alike.
 */
export type Shape = ObjectShape | CollectionShape | ResourcesShape;

export interface ObjectShape<Value extends string = string, Inner extends string = string> {
  readonly kind: 'object';
  /** Members that are read as JSON, whatever is in them. */
  readonly values: readonly Value[];
  /** Members that are containers with a shape of their own; functions, because modules contain modules. */
  readonly parts: Readonly<Record<Inner, () => Shape>>;
  /** True where of every other member it is kept that it is there, and its value where that is no container. */
  readonly othersInBrief: boolean;
}

/** A list of which all elements have one shape, or an object of which all members have. */
export interface CollectionShape {
  readonly kind: 'list' | 'map';
  readonly each: () => Shape;
}

/**
 * A list of resource instances, of which those are kept whose types are wanted; or of resource blocks, each of which is
 * read when it is asked for by its address.
 */
export interface ResourcesShape {
  readonly kind: 'instances' | 'blocks';
}

export function objectShape<Value extends string, Inner extends string>(
  values: readonly Value[],
  parts: Readonly<Record<Inner, () => Shape>>,
  { othersInBrief = false } = {},
): ObjectShape<Value, Inner> {
  return { kind: 'object', values, parts, othersInBrief };
}

export function listShape(each: () => Shape): CollectionShape {
  return { kind: 'list', each };
}

export function mapShape(each: () => Shape): CollectionShape {
  return { kind: 'map', each };
}

export const INSTANCES: ResourcesShape = { kind: 'instances' };
export const BLOCKS: ResourcesShape = { kind: 'blocks' };

/** A value that stays in a large input until it is read. */
export interface Deferred {
  /** Throws: UnusableInput where the value is no JSON, or the input changed. */
  readonly [PARSE]: () => Json;
}

/** The key under which a deferred value has what parses it: no key of JSON. */
export const PARSE = Symbol('parse');

/** Resource blocks that stay in a large input until one is asked for. */
export interface DeferredBlocks {
  readonly [FIND]: (address: string) => Json | undefined;
  /** The addresses of all blocks. */
  readonly [ADDRESSES]: () => readonly string[];
}

export const FIND = Symbol('find');
export const ADDRESSES = Symbol('addresses');

/** A container of a document, which can be read through its shape only. */
export interface Part {
  readonly [CONTENT]: unknown;
}

const CONTENT = Symbol('content');

/** The outermost container of a document that was parsed or scanned. */
export function documentPart(content: unknown): Part {
  return { [CONTENT]: content };
}

/** The JSON of a declared member. */
export function valueIn<Value extends string>(
  _shape: ObjectShape<Value>,
  part: Part | undefined,
  name: Value,
): Json | undefined {
  const found = property(part?.[CONTENT], name);
  return isDeferred(found) ? found[PARSE]() : found;
}

/** The container of a declared member; undefined where there is none. */
export function partIn<Inner extends string>(
  _shape: ObjectShape<string, Inner>,
  part: Part | undefined,
  name: Inner,
): Part | undefined {
  const found = property(part?.[CONTENT], name);
  return typeof found === 'object' && found !== null ? documentPart(found) : undefined;
}

/** The parts in a map, by name. */
export function partsByName(part: Part | undefined): readonly (readonly [name: string, part: Part])[] {
  return Object.entries(objectOf(part?.[CONTENT])).map(([name, content]) => [name, documentPart(content)]);
}

/** The parts in a list. */
export function partsIn(part: Part | undefined): readonly Part[] {
  return arrayOf(part?.[CONTENT]).filter(isObject).map(documentPart);
}

/** Resource instances and their places in the list; those whose types are not wanted may be left out. */
export function elementsIn(part: Part | undefined): readonly (readonly [index: number, instance: Json])[] {
  return [...arrayOf(part?.[CONTENT]).entries()].filter(([, instance]) => instance !== undefined);
}

/** The resource blocks of a module. */
export interface Blocks {
  /** The block of an address. Where two have the same, the last is found. */
  find(address: string): Json | undefined;
  /** The addresses of all blocks. */
  addresses(): readonly string[];
}

/** Reads resource blocks by their addresses; `addressOf` tells one's. */
export function blocksIn(part: Part | undefined, addressOf: (block: Json) => string): Blocks {
  const content = part?.[CONTENT];
  if (areDeferred(content)) {
    return {
      find: (address) => content[FIND](address),
      addresses: () => content[ADDRESSES](),
    };
  }
  let byAddress: ReadonlyMap<string, Json> | undefined;
  const blocks = () => {
    byAddress ??= new Map(arrayOf(content).map((block) => [addressOf(block), block]));
    return byAddress;
  };
  return { find: (address) => blocks().get(address), addresses: () => [...blocks().keys()] };
}

function isDeferred(value: unknown): value is Deferred {
  return isObject(value) && PARSE in value;
}

function areDeferred(value: unknown): value is DeferredBlocks {
  return isObject(value) && FIND in value;
}
