import { isObject, type Json } from '../../model/json.js';
import type { Body, Expression, ModuleCall, ModuleConfig, ResourceConfig } from '../../model/plan.js';
import { evaluateConstant } from './constant.js';
import type { SourceModule } from './module-config.js';

/** What a plan's configuration says of one module. */
export interface PlannedModule {
  readonly config: ModuleConfig;
  /** The addresses of all its resource and data blocks. */
  readonly addresses: readonly string[];
}

/**
 * The first difference between a module's source and the configuration in a plan; undefined where the plan may have been
 * made from the source. Every resource, module call, output, default, constant and reference is compared. What a plan does
 * not record, as the text of locals, cannot be.
 */
export function firstDifference(source: SourceModule, planned: PlannedModule): string | undefined {
  if (source.broken !== undefined) return source.broken;
  return (
    differentNames('', source.addresses, planned.addresses) ??
    firstOf(planned.addresses, (address) => {
      const own = source.config.resources.get(address);
      const other = planned.config.resources.get(address);
      return own === undefined || other === undefined ? undefined : resourceDifference(address, own, other);
    }) ??
    differentNames('module.', [...source.config.calls.keys()], [...planned.config.calls.keys()]) ??
    firstOf([...planned.config.calls.keys()], (name) => {
      const own = source.config.calls.get(name);
      const other = planned.config.calls.get(name);
      return own === undefined || other === undefined ? undefined : callDifference(`module.${name}`, own, other);
    }) ??
    differentNames('output.', [...source.config.outputs.keys()], [...planned.config.outputs.keys()]) ??
    firstOf([...planned.config.outputs], ([name, other]) =>
      expressionDifference(`output.${name}`, source.config.outputs.get(name), other),
    ) ??
    defaultDifference(source.config, planned.config)
  );
}

/** The first difference between a provider block in the source and the plan's. */
export function providerDifference(
  key: string,
  arguments_: Iterable<readonly [name: string, own: Expression | undefined, planned: Expression | undefined]>,
): string | undefined {
  return firstOf(arguments_, ([name, own, planned]) => expressionDifference(`provider ${key} ${name}`, own, planned));
}

function firstOf<T>(things: Iterable<T>, difference: (thing: T) => string | undefined): string | undefined {
  for (const thing of things) {
    const found = difference(thing);
    if (found !== undefined) return found;
  }
  return undefined;
}

function differentNames(prefix: string, own: readonly string[], other: readonly string[]): string | undefined {
  const [ours, theirs] = [new Set(own), new Set(other)];
  const missing = other.find((name) => !ours.has(name));
  if (missing !== undefined) return `${prefix}${missing} is in the plan only`;
  const extra = own.find((name) => !theirs.has(name));
  return extra === undefined ? undefined : `${prefix}${extra} is in the source only`;
}

/** Source: https://developer.hashicorp.com/terraform/language/meta-arguments */
function metaArgumentDifference<T extends ResourceConfig | ModuleCall>(
  address: string,
  own: T,
  other: T,
): string | undefined {
  return (
    expressionDifference(`${address} for_each`, own.forEach, other.forEach) ??
    expressionDifference(`${address} count`, own.count, other.count) ??
    textsDifference(`${address} depends_on`, own.dependsOn, other.dependsOn)
  );
}

function resourceDifference(address: string, own: ResourceConfig, other: ResourceConfig): string | undefined {
  return metaArgumentDifference(address, own, other) ?? bodyDifference(address, own.body, other.body);
}

function callDifference(address: string, own: ModuleCall, other: ModuleCall): string | undefined {
  return (
    metaArgumentDifference(address, own, other) ??
    differentNames(`${address} `, [...own.inputs.keys()], [...other.inputs.keys()]) ??
    firstOf([...other.inputs], ([name, input]) =>
      expressionDifference(`${address} ${name}`, own.inputs.get(name), input),
    )
  );
}

/** The arguments and blocks that the plan shows: it leaves out `dynamic` blocks. */
function bodyDifference(place: string, own: Body, other: Body): string | undefined {
  const names = other.names?.() ?? [];
  const inSource = new Set(own.names?.() ?? []);
  return (
    firstOf(names, (name) => {
      if (!inSource.has(name)) return `${place} ${name} is in the plan only`;
      const blocks = other.blocks(name);
      if (blocks.length > 0 && own.blocks(name).length > 0) {
        const ours = own.blocks(name);
        if (ours.length !== blocks.length) return `${place} has another number of ${name} blocks in the plan`;
        return firstOf(blocks.entries(), ([at, block]) => {
          const twin = ours[at];
          return twin === undefined ? undefined : bodyDifference(`${place} ${name}`, twin, block);
        });
      }
      return expressionDifference(`${place} ${name}`, own.expression(name), other.expression(name));
    }) ??
    firstOf(inSource, (name) => {
      if (names.includes(name) || own.expression(name) === undefined) return undefined;
      return `${place} ${name} is in the source only`;
    })
  );
}

function expressionDifference(
  place: string,
  own: Expression | undefined,
  other: Expression | undefined,
): string | undefined {
  if (other === undefined || own === undefined) return undefined;
  const difference = textsDifference(place, own.references, other.references);
  if (difference !== undefined || other.references.length > 0 || other.constant === undefined) return difference;
  const constant = own.tree === undefined ? undefined : evaluateConstant(own.tree);
  return constant === undefined || sameJson(constant, other.constant)
    ? undefined
    : `${place} has another value in the plan`;
}

function textsDifference(
  place: string,
  own: readonly string[] | undefined,
  other: readonly string[] | undefined,
): string | undefined {
  const [ours, theirs] = [new Set(own ?? []), new Set(other ?? [])];
  const missing = [...theirs].find((text) => !ours.has(text));
  if (missing !== undefined) return `${place} refers to ${missing} in the plan`;
  const extra = [...ours].find((text) => !theirs.has(text));
  return extra === undefined ? undefined : `${place} does not refer to ${extra} in the plan`;
}

function defaultDifference(own: ModuleConfig, other: ModuleConfig): string | undefined {
  return firstOf([...(own.variables ?? [])], ([name, { default: fallback }]) => {
    const planned = other.defaults.get(name);
    if ((fallback === undefined) !== (planned === undefined)) {
      // A default of null is not recorded.
      const constant = fallback?.tree && evaluateConstant(fallback.tree);
      return constant === null
        ? undefined
        : `var.${name} has ${planned === undefined ? 'no' : 'a'} default in the plan`;
    }
    const constant = fallback?.tree && evaluateConstant(fallback.tree);
    if (constant === undefined || planned === undefined || sameJson(constant, planned)) return undefined;
    return `var.${name} has another default in the plan`;
  });
}

/** Equal after Terraform's conversions of a default to its variable's type: a number may be recorded as text. */
function sameJson(one: Json, other: Json): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => sameJson(item, other[at] ?? null));
  if (!isObject(one) || !isObject(other))
    return one === other || (isScalar(one) && isScalar(other) && String(one) === String(other));
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameJson(one[name] ?? null, other[name] ?? null));
}

function isScalar(json: Json): json is string | number | boolean {
  return json !== null && typeof json !== 'object';
}
