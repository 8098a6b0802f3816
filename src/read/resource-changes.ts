import { type InstanceKey, type Mode, type ModulePath, modulePaths, parseAddress } from '../model/address.js';
import { arrayOf, isObject, type Json, objectOf, property, stringProperty } from '../model/json.js';
import type { Action, Resource, Wanted } from '../model/plan.js';
import { elementsIn, type Part } from './shape.js';

/** The resource instances that a plan speaks of, and the addresses that it speaks for. */
export interface Changes {
  readonly resources: readonly Resource[];
  /** Every address with an entry, and every address that something moved away from; of types that are wanted. */
  readonly spokenFor: ReadonlySet<string>;
}

export function modeOf(entry: Json): Mode {
  return property(entry, 'mode') === 'data' ? 'data' : 'managed';
}

/**
 * The entries of `resource_changes`, deposed objects left out.
 * Problems: entries of the wrong shape, each with its place.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function readResourceChanges(
  changes: Part | undefined,
  wanted: Wanted,
  onFault: (message: string) => void,
): Changes {
  const resources: Resource[] = [];
  const addresses = new Set<string>();
  const left: string[] = [];
  const moduleOf = modulePaths();
  for (const [index, entry] of elementsIn(changes)) {
    const type = stringProperty(entry, 'type');
    if (type !== undefined && !wanted(modeOf(entry), type)) continue;
    const fault = faultOf(entry);
    if (fault !== undefined) onFault(`/resource_changes/${index}${fault}`);
    const address = stringProperty(entry, 'address');
    if (address === undefined || type === undefined) continue;
    if (property(entry, 'deposed') !== undefined || addresses.has(address)) continue;
    addresses.add(address);
    const previous = stringProperty(entry, 'previous_address');
    if (previous !== undefined) left.push(previous);
    resources.push(readResource(entry, { ...nameOf(entry, address, moduleOf), type }));
  }
  return { resources, spokenFor: new Set([...addresses, ...left]) };
}

function faultOf(entry: Json): string | undefined {
  if (!isObject(entry)) return ' must be an object';
  if (typeof entry['address'] !== 'string') return '/address must be a string';
  if (typeof entry['type'] !== 'string') return '/type must be a string';
  if (!isObject(entry['change'])) return '/change must be an object';
  if (!Array.isArray(entry['change']['actions'])) return '/change/actions must be an array';
  return undefined;
}

/** What an instance is called, part by part: by its own fields or, where it lacks those, by its address. */
export type InstanceName = Pick<Resource, 'address' | 'module' | 'mode' | 'name' | 'key'>;

export function nameOf(
  instance: Json,
  address: string,
  moduleOf: (text: string) => ModulePath | undefined,
  moduleAddress = stringProperty(instance, 'module_address') ?? '',
): InstanceName {
  const module = moduleOf(moduleAddress);
  const name = stringProperty(instance, 'name');
  const key = keyOf(property(instance, 'index'));
  const isWhole = module !== undefined && name !== undefined && (key !== undefined || !address.endsWith(']'));
  const parsed = isWhole ? undefined : parseAddress(address);
  return {
    address,
    module: module ?? parsed?.module ?? [],
    mode: modeOf(instance),
    name: name ?? parsed?.name ?? '',
    key: key ?? parsed?.key,
  };
}

function keyOf(index: Json | undefined): InstanceKey {
  return typeof index === 'number' || typeof index === 'string' ? index : undefined;
}

function readResource(entry: Json, named: InstanceName & Pick<Resource, 'type'>): Resource {
  const change = property(entry, 'change');
  const before = property(change, 'before');
  const action = readAction(change);
  const goes = action === 'delete' || action === 'forget';
  const values = objectOf(property(change, goes ? 'before' : 'after'));
  const replacement = orderOf(arrayOf(property(change, 'actions')));
  return {
    address: named.address,
    module: named.module,
    mode: named.mode,
    type: named.type,
    name: named.name,
    key: named.key,
    provider: stringProperty(entry, 'provider_name') ?? '',
    action,
    ...(replacement === undefined ? {} : { replacement }),
    values,
    unknown: goes ? {} : (property(change, 'after_unknown') ?? {}),
    sensitive: property(change, goes ? 'before_sensitive' : 'after_sensitive') ?? {},
    // What does not change is held once.
    before: isObject(before) ? (action === 'no-op' ? values : before) : null,
  };
}

/** The order of a replacement that destroys something. Source: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
function orderOf([first, second]: readonly Json[]): Resource['replacement'] {
  if (first === 'create' && second === 'delete') return 'createFirst';
  return first === 'delete' && second === 'create' ? 'deleteFirst' : undefined;
}

/** The action that a list of actions spells. Source: https://github.com/hashicorp/terraform/blob/main/internal/command/jsonplan/plan.go */
function readAction(change: Json | undefined): Action {
  const actions = arrayOf(property(change, 'actions'));
  const has = (action: string) => actions.includes(action);
  if (has('create')) return has('delete') || has('forget') ? 'replace' : 'create';
  if (has('forget')) return 'forget';
  if (has('delete')) return 'delete';
  if (has('update')) return 'update';
  if (has('read')) return 'read';
  return property(change, 'importing') === undefined ? 'no-op' : 'import';
}
