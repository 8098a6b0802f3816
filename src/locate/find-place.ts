import { parseAddress } from '../model/address.js';
import type { ListenerFacts } from '../model/facts.js';
import { findBlocks, findModule, type PlacedBlock } from './find-block.js';
import { findListenerBlock, type ListenerBlock } from './listener-block.js';
import type { Configuration } from './source-folder.js';

/** What stands in the source for one subject, as far as it is sure. */
export interface Place {
  /** The module calls on the way to it. */
  readonly calls: readonly PlacedBlock[];
  /** The resource's block and those that override it; empty where its module is not at hand. */
  readonly resource: readonly PlacedBlock[];
  readonly listener: ListenerBlock | undefined;
  /** True where the module is at hand and has no such resource: this is not what was planned. */
  readonly missing: boolean;
}

const NOWHERE: Place = { calls: [], resource: [], listener: undefined, missing: false };

/** Instance keys do not matter: all instances of a block stand in one place. */
export function findPlace(configuration: Configuration, text: string, listener: ListenerFacts | undefined): Place {
  const address = parseAddress(text);
  if (address === undefined) return NOWHERE;
  const { folder, calls } = findModule(configuration.root, address.module);
  if (folder === undefined) return { ...NOWHERE, calls, missing: calls.length === 0 };
  const type = address.mode === 'data' ? 'data' : 'resource';
  const resource = findBlocks(folder, type, [address.type, address.name]);
  return {
    calls,
    resource,
    listener: listener === undefined ? undefined : findListenerBlock(resource, listener),
    missing: resource.length === 0,
  };
}
