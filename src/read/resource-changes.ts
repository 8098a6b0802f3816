import { type InstanceKey, type Mode, type ModulePath, modulePaths, parseAddress } from '../model/address.js';
import { arrayOf, isObject, type Json, objectOf, property, stringProperty } from '../model/json.js';
import type { Action, Interest, Resource, Wanted } from '../model/plan.js';

/** The resource instances that a plan speaks of, and the addresses that it speaks for. */
export interface Changes {
  readonly resources: readonly Resource[];
  /** Every address with an entry, and every address that something moved away from; of types that are wanted. */
  readonly spokenFor: ReadonlySet<string>;
}

/** True for an entry of a type that nobody asked for, and for the hole that a scan leaves in its place. */
export function isPassedOver(entry: Json | undefined, wanted: Wanted): boolean {
  const type = stringProperty(entry, 'type');
  return entry === undefined || (type !== undefined && !wanted(modeOf(entry), type));
}

export function modeOf(entry: Json): Mode {
  return property(entry, 'mode') === 'data' ? 'data' : 'managed';
}

/** Whether anybody reads what was before a change: always where it deletes or replaces something. */
export function readsBefore(entry: Json, before: Wanted): boolean {
  const type = stringProperty(entry, 'type');
  const actions = arrayOf(property(property(entry, 'change'), 'actions'));
  return type === undefined || before(modeOf(entry), type) || actions.includes('delete') || actions.includes('forget');
}

/** `resource_changes`, deposed objects left out. Source: https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
export function readResourceChanges(json: Json | undefined, interest: Interest): Changes {
  const { wanted, before } = interest;
  const resources: Resource[] = [];
  const addresses = new Set<string>();
  const left = new Set<string>();
  const moduleOf = modulePaths();
  const entries: readonly (Json | undefined)[] = arrayOf(json);
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined) continue;
    const address = stringProperty(entry, 'address');
    const type = stringProperty(entry, 'type');
    if (address === undefined || type === undefined || isPassedOver(entry, wanted)) continue;
    if (property(entry, 'deposed') !== undefined || addresses.has(address)) continue;
    addresses.add(address);
    const previous = stringProperty(entry, 'previous_address');
    if (previous !== undefined) left.add(previous);
    const withBefore = before === undefined || readsBefore(entry, before);
    const named = { ...nameOf(entry, address, moduleOf), type };
    resources.push(readResource(entry, named, withBefore));
  }
  return { resources, spokenFor: new Set([...addresses, ...left]) };
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

function readResource(entry: Json, named: InstanceName & Pick<Resource, 'type'>, withBefore: boolean): Resource {
  const change = property(entry, 'change');
  const before = property(change, 'before');
  const action = readAction(change);
  const goes = action === 'delete' || action === 'forget';
  const values = objectOf(property(change, goes ? 'before' : 'after'));
  return {
    address: named.address,
    module: named.module,
    mode: named.mode,
    type: named.type,
    name: named.name,
    key: named.key,
    provider: stringProperty(entry, 'provider_name') ?? '',
    action,
    values,
    unknown: goes ? {} : (property(change, 'after_unknown') ?? {}),
    sensitive: property(change, goes ? 'before_sensitive' : 'after_sensitive') ?? {},
    // What does not change is held once, and what nobody reads not at all: in a large plan that is most of what there is.
    before: isObject(before) ? (action === 'no-op' ? values : withBefore ? before : {}) : null,
  };
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
