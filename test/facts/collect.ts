import {
  collectListeners,
  createContexts,
  FACT_SOURCES,
  interestIn,
  unseenListeners,
  usersCollector,
} from '../../src/facts/index.js';
import type { FactContext } from '../../src/facts/sources.js';
import type { ListenerFacts } from '../../src/model/facts.js';
import type { Json } from '../../src/model/json.js';
import type { Plan, Resource } from '../../src/model/plan.js';
import type { ReportedListener } from '../../src/model/report.js';
import { toPublicJson } from '../../src/model/value.js';
import { readBytes } from '../../src/read/index.js';

/** A resource of a plan, and what its block spells out. */
export interface Created {
  readonly type: string;
  readonly name: string;
  readonly mode?: 'data';
  readonly after: object;
  readonly unknown?: object;
  readonly expressions?: object;
  readonly before?: object;
  readonly sensitive?: object;
  /** `create`, or `update` where there is something before, where this is left out. */
  readonly actions?: readonly string[];
  readonly dependsOn?: readonly string[];
}

const addressOf = ({ mode, type, name }: Created) => `${mode === undefined ? '' : 'data.'}${type}.${name}`;

/** The configuration no longer has what apply destroys or forgets. */
const isConfigured = ({ actions = [] }: Created) => !['delete', 'forget'].includes(actions.join());

export function planOf(resources: readonly Created[]): Plan {
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: resources.map((resource) => {
      const { type, name, after, unknown = {}, before, sensitive = {}, mode = 'managed' } = resource;
      const { actions = [before === undefined ? 'create' : 'update'] } = resource;
      const values = { region: 'eu-west-1', ...after };
      return {
        address: addressOf(resource),
        mode,
        type,
        name,
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: {
          actions,
          before: before ?? null,
          after: isConfigured(resource) ? values : null,
          after_unknown: unknown,
          after_sensitive: sensitive,
        },
      };
    }),
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } } },
      root_module: {
        resources: resources.filter(isConfigured).map((resource) => ({
          address: addressOf(resource),
          mode: resource.mode ?? 'managed',
          type: resource.type,
          name: resource.name,
          provider_config_key: 'aws',
          expressions: resource.expressions ?? {},
          ...(resource.dependsOn === undefined ? {} : { depends_on: resource.dependsOn }),
        })),
      },
    },
  };
  const [read] = readBytes('plan.json', Buffer.from(JSON.stringify(plan)), {
    ...interestIn(),
    onDemand: undefined,
  });
  if (read === undefined) throw new Error('no plan');
  return read;
}

const options = { now: new Date('2026-11-24T00:00:00Z'), regions: new Map<string, string>() };

/** The context that facts of some resources are collected in, and the first of them. */
export function contextOf(...resources: readonly Created[]): {
  readonly context: FactContext;
  readonly first: Resource;
} {
  const plan = planOf(resources);
  const [first] = plan.resources;
  if (first === undefined) throw new Error('no resource');
  return { context: createContexts(FACT_SOURCES, options)(plan), first };
}

/** The certificate that the first of some resources is, as every output shows it. */
export function certificateIn(...resources: readonly Created[]): Readonly<Record<string, Json>> {
  const { context, first } = contextOf(...resources);
  return toPublicJson(context.certificate(first)?.facts ?? {});
}

/** An `aws_elb` with an HTTPS listener, whose certificate the plan knows, or is told by an expression. */
export function webElb(
  certificate: string | { readonly references: readonly string[] },
  more: Partial<Created> = {},
): Created {
  const listener = { lb_port: 443, lb_protocol: 'HTTPS', instance_port: 80, instance_protocol: 'HTTP' };
  const isKnown = typeof certificate === 'string';
  return {
    type: 'aws_elb',
    name: 'web',
    after: { name: 'web', listener: [isKnown ? { ...listener, ssl_certificate_id: certificate } : listener] },
    unknown: isKnown ? {} : { listener: [{ ssl_certificate_id: true }] },
    expressions: {
      listener: [
        {
          lb_port: { constant_value: 443 },
          ssl_certificate_id: isKnown ? { constant_value: certificate } : certificate,
        },
      ],
    },
    ...more,
  };
}

/** The facts of every listener that some resources make, as every output shows them. */
export function listenersOf(...resources: readonly Created[]): readonly ListenerFacts[] {
  return listenersIn(planOf(resources));
}

/** The facts of every listener in a plan. */
export function listenersIn(plan: Plan): readonly ListenerFacts[] {
  return collectListeners(plan, options);
}

/** The listeners of a plan as policies are held against them: with what their facts rest on. */
export function reportedIn(plan: Plan): readonly ReportedListener[] {
  return usersCollector(options)(plan).listeners.map((one) => ({ input: plan.path, ...one }));
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
