import { collectListeners, interestIn, unseenListeners } from '../../../src/facts/index.js';
import type { ListenerFacts } from '../../../src/model/facts.js';
import { toPublicJson } from '../../../src/model/value.js';
import { readBytes } from '../../../src/read/index.js';

/** A resource that a plan creates, and what its block spells out. */
export interface Created {
  readonly type: string;
  readonly name: string;
  readonly after: object;
  readonly unknown?: object;
  readonly expressions?: object;
  readonly before?: object;
  readonly sensitive?: object;
}

function planOf(resources: readonly Created[]) {
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: resources.map(({ type, name, after, unknown = {}, before, sensitive = {} }) => ({
      address: `${type}.${name}`,
      mode: 'managed',
      type,
      name,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions: [before === undefined ? 'create' : 'update'],
        before: before ?? null,
        after: { region: 'eu-west-1', ...after },
        after_unknown: unknown,
        after_sensitive: sensitive,
      },
    })),
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } } },
      root_module: {
        resources: resources.map(({ type, name, expressions = {} }) => ({
          address: `${type}.${name}`,
          mode: 'managed',
          type,
          name,
          provider_config_key: 'aws',
          expressions,
        })),
      },
    },
  };
  const [read] = readBytes('plan.json', Buffer.from(JSON.stringify(plan)), {
    ...interestIn(),
    onDemand: undefined,
    onNotice: () => {},
  });
  if (read === undefined) throw new Error('no plan');
  return read;
}

/** The facts of every listener that some resources make, as every output shows them. */
export function listenersOf(...resources: readonly Created[]): readonly ListenerFacts[] {
  return collectListeners(planOf(resources), { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() });
}

/** What is said of resources that cannot be looked into. */
export function unseenIn(...resources: readonly Created[]): readonly string[] {
  return unseenListeners(planOf(resources));
}

/** Some facts of each listener, by dotted paths, in one line. */
export function lines(listeners: readonly ListenerFacts[], ...paths: readonly string[]): readonly string[] {
  return listeners.map((facts) => {
    const shown = toPublicJson(facts);
    return paths
      .map((path) => {
        const value = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], shown);
        return typeof value === 'object' && value !== null && 'unknown' in value ? 'unknown' : String(value);
      })
      .join(' ');
  });
}
