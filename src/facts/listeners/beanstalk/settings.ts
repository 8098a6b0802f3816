import { groupBy, once } from '../../../model/collections.js';
import { arrayOf, type Json } from '../../../model/json.js';
import type { Expression, Resource } from '../../../model/plan.js';
import { absent, oneOf, unknown, type Value } from '../../../model/value.js';
import { attribute, blockOf, type ResolvedBlock, textAttribute } from '../../../resolve/index.js';
import { type FactContext, perPlan } from '../../sources.js';

/** One option setting: its value, the expressions that may set it, and the resource whose block those stand in. */
export interface Setting {
  readonly value: Value<string>;
  readonly expressions: readonly Expression[];
  /** The blocks that may set it, where the input shows their text. */
  readonly blocks: readonly ResolvedBlock[];
  readonly owner: Resource;
}

/** The option settings of an environment or a saved configuration. */
export interface Settings {
  /** What is set; where nothing is, absent, or unknown where there may be more settings. */
  find(namespace: string, name: string): Setting;
  readonly namespaces: readonly string[];
  /** Why there may be more settings than are listed; null where these are all. */
  readonly mayHaveMore: string | null;
}

/**
 * The `setting` blocks of a resource. The planned set is sorted, so a planned setting and its block are joined by what
 * the block spells out: namespace and name.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment#option-settings
 */
export function settingsOf(context: FactContext, resource: Resource, name = 'setting'): Settings {
  const set = attribute(resource, [name]);
  const planned = arrayOf(resource.values[name]);
  const blocks = blockOf(context.resolver.plan, resource)?.block.body.blocks(name) ?? [];
  const evaluated = once(() => context.resolver.evaluatedBlocks(resource, name) ?? []);
  const found = new Map<string, Setting[]>();
  const namespaces = new Set<string>();
  let mayHaveMore = planned.length === 0 && set.kind === 'unknown' ? set.reason : null;
  for (const at of planned.keys()) {
    const namespace = textAttribute(resource, name, at, 'namespace');
    const option = textAttribute(resource, name, at, 'name');
    if (namespace.kind !== 'known' || option.kind !== 'known') {
      mayHaveMore ??= `known after apply: ${resource.address}.${name}`;
      continue;
    }
    namespaces.add(namespace.value);
    const expressions = blocks.flatMap((block) => {
      const same =
        block.expression('namespace')?.constant === namespace.value &&
        block.expression('name')?.constant === option.value;
      return same ? (block.expression('value') ?? []) : [];
    });
    const key = keyOf(namespace.value, option.value);
    const value = textAttribute(resource, name, at, 'value');
    const own = evaluated().filter(
      (block) => isText(block.value('namespace'), namespace.value) && isText(block.value('name'), option.value),
    );
    found.set(key, [...(found.get(key) ?? []), { value, expressions, blocks: own, owner: resource }]);
  }
  return {
    find: (namespace, option) => merged(found.get(keyOf(namespace, option)), mayHaveMore, resource),
    namespaces: [...namespaces],
    mayHaveMore,
  };
}

/** Settings that win over others, option by option. One that is not known may win over any that is listed below it. */
export function settingsOver(settings: Settings, below: Settings): Settings {
  return {
    find(namespace, name) {
      const own = settings.find(namespace, name);
      return own.value.kind === 'absent' ? below.find(namespace, name) : own;
    },
    namespaces: [...new Set([...settings.namespaces, ...below.namespaces])],
    mayHaveMore: settings.mayHaveMore ?? below.mayHaveMore,
  };
}

/** Settings that the plan does not show. */
export function unknownSettings(resource: Resource, reason: string): Settings {
  return {
    find: () => ({ value: unknown(reason), expressions: [], blocks: [], owner: resource }),
    namespaces: [],
    mayHaveMore: reason,
  };
}

function merged(settings: readonly Setting[] | undefined, mayHaveMore: string | null, resource: Resource): Setting {
  const [first, ...others] = settings ?? [];
  if (first === undefined)
    return {
      value: mayHaveMore === null ? absent : unknown(mayHaveMore),
      expressions: [],
      blocks: [],
      owner: resource,
    };
  if (others.length === 0) return first;
  const value = oneOf(
    [first, ...others].map((setting) => setting.value),
    'the setting is given several times',
  );
  const all = [first, ...others];
  return {
    value,
    expressions: all.flatMap((setting) => setting.expressions),
    blocks: [...new Set(all.flatMap((setting) => setting.blocks))],
    owner: resource,
  };
}

function isText(value: Value<Json>, text: string): boolean {
  return value.kind === 'known' && value.value === text;
}

function keyOf(namespace: string, name: string): string {
  return JSON.stringify([namespace, name]);
}

export const TEMPLATE = 'aws_elastic_beanstalk_configuration_template';
export const ENVIRONMENT = 'aws_elastic_beanstalk_environment';

/** The setting that names the certificate of a listener. */
export const CERTIFICATE_SETTING = 'SSLCertificateId of aws:elb:listener:PORT';

/** The saved configuration in the plan that an environment is made from; undefined where the plan does not have it. */
export function templateOf({ resolver }: Pick<FactContext, 'resolver'>, environment: Resource): Resource | undefined {
  const name = textAttribute(environment, 'template_name');
  if (name.kind === 'absent') return undefined;
  const origins = resolver.traceAttribute(environment, 'template_name');
  const [origin] = origins;
  const traced = origins.length === 1 ? origin?.via.at(-1) : undefined;
  const { byName, byAddress } = templatesIn(resolver);
  const templates = new Set([
    ...((traced !== undefined && byAddress.get(traced)) || []),
    ...((name.kind === 'known' && byName.get(name.value)) || []).filter((one) => sameApplication(one, environment)),
  ]);
  return templates.size === 1 ? [...templates][0] : undefined;
}

/** The saved configurations of a plan: each environment asks for one. */
const templatesIn = perPlan(({ index }) => {
  const templates = index.ofType('managed', TEMPLATE);
  return {
    byAddress: groupBy(templates, ({ address }) => address),
    byName: groupBy(templates, (template) => {
      const name = textAttribute(template, 'name');
      return name.kind === 'known' ? name.value : undefined;
    }),
  };
});

/** The saved configurations that environments of the plan are made from. */
export const usedTemplates = perPlan((resolver): ReadonlySet<Resource | undefined> => {
  return new Set(
    resolver.index.ofType('managed', ENVIRONMENT).map((environment) => templateOf({ resolver }, environment)),
  );
});

/** All settings of a saved configuration, as far as the plan shows them. */
export function templateSettings(context: FactContext, template: Resource): Settings {
  const settings = settingsOf(context, template);
  if (textAttribute(template, 'environment_id').kind === 'absent') return settings;
  return settingsOver(settings, unknownSettings(template, `${template.address} copies the settings of an environment`));
}

function sameApplication(template: Resource, environment: Resource): boolean {
  const [one, other] = [textAttribute(template, 'application'), textAttribute(environment, 'application')];
  return one.kind !== 'known' || other.kind !== 'known' || one.value === other.value;
}
