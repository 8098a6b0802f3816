import { type JsonObject, objectOf, property } from '../model/json.js';
import type { Interest, ModuleConfig, OnDemand, Resource, ResourceConfig, Wanted } from '../model/plan.js';
import { blockAddress, readModule } from './configuration.js';
import type { SetAside, Undecided } from './large/set-aside.js';
import { readResourceChanges } from './resource-changes.js';
import { readStateValues } from './state.js';

/**
 * What is read of a plan or state: what is read on demand only where one of its instances matters, or where a provider
 * assumes a role, which may be one of them. What a scan set aside is put back then.
 */
export function settleInterest(document: JsonObject, interest: Interest, scanned?: Scanned): Interest {
  const { wanted, onDemand } = interest;
  if (onDemand === undefined) return interest;
  const matters =
    assumesRole(document) ||
    (scanned?.setAside === undefined ? anyMatters(document, onDemand) : someMatters(scanned, onDemand));
  if (matters) scanned?.setAside?.putBack();
  const without: Wanted = (mode, type) => wanted(mode, type) && !onDemand.types(mode, type);
  return { ...interest, wanted: matters ? wanted : without, onDemand: undefined };
}

interface Scanned {
  readonly configuration: ModuleConfig;
  readonly setAside: SetAside | undefined;
}

function assumesRole(document: JsonObject): boolean {
  const providers = objectOf(property(property(document, 'configuration'), 'provider_config'));
  return Object.values(providers).some((provider) => {
    return property(property(provider, 'expressions'), 'assume_role') !== undefined;
  });
}

function someMatters({ setAside, configuration }: Scanned, onDemand: OnDemand): boolean {
  if (setAside === undefined || setAside.matters) return setAside?.matters === true;
  return setAside.undecided.some((instance) => mattersBy(onDemand, blockIn(configuration, instance)));
}

function anyMatters(document: JsonObject, onDemand: OnDemand): boolean {
  const changes = readResourceChanges(property(document, 'resource_changes'), { wanted: onDemand.types });
  const state = property(property(document, 'prior_state'), 'values') ?? property(document, 'values');
  const going = ({ action }: Resource) => action === 'delete' || action === 'forget';
  let configuration: ModuleConfig | undefined;
  return [...changes.resources, ...readStateValues(state, onDemand.types)].some((resource) => {
    const verdict = onDemand.matters(going(resource) ? null : resource.values, resource.unknown);
    if (verdict !== 'byConfiguration') return verdict;
    configuration ??= readModule(property(property(document, 'configuration'), 'root_module'));
    return mattersBy(onDemand, blockIn(configuration, resource));
  });
}

function blockIn(configuration: ModuleConfig, { module, ...block }: Undecided): ResourceConfig | undefined {
  let config: ModuleConfig | undefined = configuration;
  for (const { name } of module) config = config?.calls.get(name)?.module;
  return config?.resources.get(blockAddress(block));
}

/** An instance whose block is not to be found may be anything. */
function mattersBy(onDemand: OnDemand, block: ResourceConfig | undefined): boolean {
  return block === undefined || onDemand.mattersBy(block);
}
