import type { JsonObject } from '../../src/model/json.js';

// biome-ignore lint/suspicious/noExplicitAny: a plan document, taken apart and put together again
type Document = any;

/** How to write the same infrastructure as another plan document. */
export interface Rearrangement {
  /** Decides the order of every set, list of changes and object key. */
  readonly seed: number;
  /** Modules to nest everything in, outermost first. */
  readonly modules: readonly { readonly name: string; readonly key: number | string | undefined }[];
  /** The key to give every resource without one. */
  readonly key: string | undefined;
}

/**
 * The same infrastructure in another plan document: sets shuffled, everything moved into modules, instances renamed.
 * What each listener is told must not depend on any of it.
 */
export function rearranged(plan: JsonObject, how: Rearrangement): Document {
  const document: Document = structuredClone(plan);
  const random = mulberry(how.seed);
  for (const change of document.resource_changes) shuffleListeners(change.change, random);
  if (how.key !== undefined) giveKeys(document, how.key);
  for (const step of how.modules.toReversed()) nest(document, step);
  document.resource_changes = shuffled(document.resource_changes, random);
  return withShuffledKeys(document, random);
}

/** The address that a resource of the plan has after it. */
export function rearrangedAddress(address: string, how: Rearrangement): string {
  const modules = how.modules.map((step) => `module.${step.name}${formatKey(step.key)}.`).join('');
  return `${modules}${address}${address.endsWith(']') ? '' : formatKey(how.key)}`;
}

function formatKey(key: number | string | undefined): string {
  if (key === undefined) return '';
  return `[${typeof key === 'number' ? key : JSON.stringify(key).replace(/([$%])\{/g, '$1$1{')}]`;
}

/** `after` and `after_unknown` share an index, so both are shuffled alike. */
function shuffleListeners(change: Document, random: () => number): void {
  const listeners = change.after?.listener;
  if (!Array.isArray(listeners)) return;
  const order = shuffled(
    listeners.map((_, at) => at),
    random,
  );
  change.after.listener = order.map((at) => listeners[at]);
  const mask = change.after_unknown?.listener;
  if (Array.isArray(mask)) change.after_unknown.listener = order.map((at) => mask[at]);
}

/** `for_each` over one key: the instances have it, references to whole blocks stay as they are. */
function giveKeys(document: Document, key: string): void {
  for (const change of document.resource_changes) {
    if (change.mode === 'data' || change.index !== undefined) continue;
    change.address += formatKey(key);
    change.index = key;
  }
}

function nest(document: Document, step: { readonly name: string; readonly key: number | string | undefined }): void {
  const prefix = `module.${step.name}${formatKey(step.key)}`;
  for (const change of document.resource_changes) {
    change.address = `${prefix}.${change.address}`;
    change.module_address = change.module_address === undefined ? prefix : `${prefix}.${change.module_address}`;
  }
  const inner = document.configuration.root_module;
  const inputs = Object.keys(inner.variables ?? {}).map((name) => [name, { references: [`var.${name}`] }]);
  document.configuration.root_module = {
    variables: inner.variables ?? {},
    module_calls: { [step.name]: { source: './inner', expressions: Object.fromEntries(inputs), module: inner } },
  };
}

function withShuffledKeys(value: Document, random: () => number): Document {
  if (Array.isArray(value)) return value.map((one) => withShuffledKeys(one, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = shuffled(Object.entries(value), random);
  return Object.fromEntries(entries.map(([key, one]) => [key, withShuffledKeys(one, random)]));
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

/** A small seeded generator, so that a failure can be run again. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
