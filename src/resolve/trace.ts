import { formatKey, formatModulePath, type ModulePath, type Step, takeModules } from '../model/address.js';
import { isObject, type Json, property } from '../model/json.js';
import type { Expression, Plan, Resource, ResourceConfig } from '../model/plan.js';
import type { Value } from '../model/value.js';
import { attribute, hasUnknown } from './attribute.js';
import type { PlanIndex } from './index-plan.js';
import { type Reference, referencesOf } from './references.js';
import { blockOf, callOf, formatScope, moduleScope, type Scope } from './scope.js';

/** Where a value comes from, as far as the input tells. `via` is the way there, for the reader. */
export type Origin = KnownOrigin | AttributeOrigin | DeadEnd;

/** A value that is known before apply. */
export interface KnownOrigin {
  readonly kind: 'known';
  readonly value: Json;
  readonly sensitive: boolean;
  readonly via: readonly string[];
}

/** An attribute that its provider decides: no expression in the configuration sets it. */
export interface AttributeOrigin {
  readonly kind: 'attribute';
  /** Undefined where the input does not hold the instance: not planned, or of a type that nobody asked for. */
  readonly resource: Resource | undefined;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** The top-level attribute; undefined for a reference to the resource as a whole. */
  readonly attribute: string | undefined;
  readonly via: readonly string[];
}

/** The input does not tell where the value comes from. */
export interface DeadEnd {
  readonly kind: 'deadEnd';
  readonly reason: string;
  /** The module instance whose values may be behind it; undefined where there is no saying. */
  readonly module: ModulePath | undefined;
  readonly via: readonly string[];
}

export interface Tracer {
  /** Everything an expression's value may come from, through module inputs and outputs, any depth. */
  trace(expression: Expression, scope: Scope): readonly Origin[];
  /** Everything that any expression in a module instance could refer to and that is not known yet. */
  visible(module: ModulePath): readonly Origin[];
}

/** More steps than any real reference takes; what needs more is given up, not followed for ever. */
const MAX_STEPS = 20_000;

export function createTracer(plan: Plan, index: PlanIndex): Tracer {
  return {
    trace(expression, scope) {
      return new Walk(plan, index).expression(expression, scope, []);
    },
    visible(module) {
      return new Walk(plan, index).visible(module, []);
    },
  };
}

/** One walk from an expression; remembers where it has been, so that cycles end. */
class Walk {
  private readonly visited = new Set<string>();
  private steps = 0;

  constructor(
    private readonly plan: Plan,
    private readonly index: PlanIndex,
  ) {}

  expression(expression: Expression, scope: Scope, via: readonly string[]): readonly Origin[] {
    const references = referencesOf(expression);
    if (references.length > 0) return references.flatMap((reference) => this.reference(reference, scope, via));
    if (expression.constant !== undefined)
      return [{ kind: 'known', value: expression.constant, sensitive: false, via }];
    return [
      { kind: 'deadEnd', reason: 'a function call whose result the plan does not record', module: undefined, via },
    ];
  }

  private reference(reference: Reference, scope: Scope, via: readonly string[]): readonly Origin[] {
    const visit = `${formatScope(scope)} ${reference.text}`;
    this.steps += 1;
    if (this.visited.has(visit)) return [];
    if (this.steps > MAX_STEPS) return [deadEnd('too many references to follow', undefined, via)];
    this.visited.add(visit);
    const [first, second] = reference.steps;
    if (first?.kind !== 'name') return [];
    const name = second?.kind === 'name' ? second.name : '';
    switch (first.name) {
      case 'var':
        return this.variable(name, reference, scope, via);
      case 'local':
        return this.local(name, scope, via);
      case 'module':
        return this.output(reference, scope, via);
      case 'each':
        return name === 'value' ? this.eachValue(reference, scope, via) : [];
      case 'count':
      case 'path':
      case 'terraform':
      case 'self':
        return [];
      case 'data':
        return this.resource('data', reference.steps.slice(1), scope, via);
      default:
        return this.resource('managed', reference.steps, scope, via);
    }
  }

  private variable(name: string, reference: Reference, scope: Scope, via: readonly string[]): readonly Origin[] {
    if (scope.module.length === 0) {
      const value = this.plan.variables.get(name) ?? defaultOf(scope, name);
      if (value?.kind !== 'known') return [deadEnd(`var.${name}: its value is not in the plan`, undefined, via)];
      return [knownAt(value, reference.steps.slice(2), via)];
    }
    const caller = callOf(this.plan, scope.module);
    const input = caller?.call.inputs.get(name);
    if (caller === undefined || input === undefined) {
      const value = defaultOf(scope, name);
      if (value?.kind !== 'known') return [deadEnd(`var.${name}: its value is not in the plan`, undefined, via)];
      return [knownAt(value, reference.steps.slice(2), via)];
    }
    return this.expression(input, caller.scope, via);
  }

  private local(name: string, scope: Scope, via: readonly string[]): readonly Origin[] {
    const expression = scope.config.locals?.get(name);
    if (expression !== undefined) return this.expression(expression, scope, via);
    return [deadEnd(`local.${name}: locals are not in plan JSON`, scope.module, via)];
  }

  private output(reference: Reference, scope: Scope, via: readonly string[]): readonly Origin[] {
    const { module, rest } = takeModules(reference.steps);
    const [step] = module;
    if (step === undefined) return [];
    const [output] = rest;
    const keys = step.key === undefined ? this.index.moduleKeys(scope.module, step.name) : [step.key];
    return keys.flatMap((key) => {
      const inner = moduleScope(this.plan, [...scope.module, { name: step.name, key }]);
      if (inner === undefined) return [deadEnd(`${reference.text}: the module is not in the plan`, undefined, via)];
      const wanted = [...inner.config.outputs].filter(([name]) => output?.kind !== 'name' || output.name === name);
      if (wanted.length === 0) return [deadEnd(`${reference.text}: the module has no such output`, undefined, via)];
      return wanted.flatMap(([name, expression]) => {
        return this.expression(expression, inner, [...via, `${formatModulePath(inner.module)}.${name}`]);
      });
    });
  }

  /** `each.value.x` is `x` of whatever `for_each` holds. */
  private eachValue(reference: Reference, scope: Scope, via: readonly string[]): readonly Origin[] {
    if (scope.forEach === undefined)
      return [deadEnd('each.value: for_each holds a value that the plan does not record', undefined, via)];
    const outer: Scope = { ...scope, forEach: undefined, key: undefined };
    const rest = reference.steps.slice(2);
    return referencesOf(scope.forEach).flatMap((held) => {
      const [first] = held.steps;
      const whole = first?.kind === 'name' && first.name !== 'var' && first.name !== 'local' && first.name !== 'each';
      const steps = whole ? [...held.steps, ...rest] : held.steps;
      return this.reference({ text: formatSteps(steps), steps }, outer, via);
    });
  }

  private resource(
    mode: 'managed' | 'data',
    steps: readonly Step[],
    scope: Scope,
    via: readonly string[],
  ): readonly Origin[] {
    const [type, name, third, ...others] = steps;
    if (type?.kind !== 'name' || name?.kind !== 'name') return [];
    const key = third?.kind === 'key' ? third.key : undefined;
    const path = third === undefined || third.kind === 'key' ? others : [third, ...others];
    const instances = this.index.instances(scope.module, mode, type.name, name.name);
    const meant = key === undefined ? instances : instances.filter((instance) => instance.key === key);
    if (meant.length > 0) return meant.flatMap((instance) => this.attributeOf(instance, path, via));
    if (this.plan.holds(mode, type.name)) return [];
    const block = scope.config.resources.get(`${mode === 'data' ? 'data.' : ''}${type.name}.${name.name}`);
    const address = addressIn(
      scope.module,
      `${mode === 'data' ? 'data.' : ''}${type.name}.${name.name}${formatKey(key)}`,
    );
    const attributeName = path[0]?.kind === 'name' ? path[0].name : undefined;
    const expression = attributeName === undefined ? undefined : setBy(block, attributeName);
    if (block !== undefined && expression !== undefined) {
      return this.expression(expression, { ...scope, forEach: block.forEach, key }, [...via, address]);
    }
    return [
      {
        kind: 'attribute',
        resource: undefined,
        mode,
        type: type.name,
        attribute: attributeName,
        via: [...via, address],
      },
    ];
  }

  private attributeOf(resource: Resource, path: readonly Step[], via: readonly string[]): readonly Origin[] {
    const [first] = path;
    const here = [...via, resource.address];
    const name = first?.kind === 'name' ? first.name : undefined;
    const origin: Origin = {
      kind: 'attribute',
      resource,
      mode: resource.mode,
      type: resource.type,
      attribute: name,
      via: here,
    };
    if (name === undefined) return [origin];
    const value = attribute(
      resource,
      path.map((step) => (step.kind === 'name' ? step.name : step.key)),
    );
    if (value.kind === 'known')
      return [{ kind: 'known', value: value.value, sensitive: value.sensitive === true, via: here }];
    if (value.kind === 'absent') return [];
    const source = blockOf(this.plan, resource);
    const expression = setBy(source?.block, name);
    return source === undefined || expression === undefined
      ? [origin]
      : this.expression(expression, source.scope, here);
  }

  visible(module: ModulePath, via: readonly string[]): readonly Origin[] {
    const scope = moduleScope(this.plan, module);
    const visit = `visible ${formatModulePath(module)}`;
    if (scope === undefined) return [deadEnd('the plan records no configuration', undefined, via)];
    if (this.visited.has(visit)) return [];
    this.visited.add(visit);
    const own = this.index
      .within(module)
      .filter(hasUnknown)
      .map((resource): Origin => {
        return {
          kind: 'attribute',
          resource,
          mode: resource.mode,
          type: resource.type,
          attribute: undefined,
          via: [...via, resource.address],
        };
      });
    const caller = callOf(this.plan, module);
    const inputs =
      caller === undefined
        ? []
        : [...caller.call.inputs.values()].flatMap((input) => this.unknownPart(input, caller.scope, via));
    const outputs = [...scope.config.calls.keys()].flatMap((name) => {
      return this.index.moduleKeys(module, name).flatMap((key) => {
        const inner = moduleScope(this.plan, [...module, { name, key }]);
        return inner === undefined
          ? []
          : [...inner.config.outputs.values()].flatMap((output) => this.unknownPart(output, inner, via));
      });
    });
    return [...own, ...inputs, ...outputs];
  }

  /** What of an expression's origins is not known yet. A call without references is known by the time of the plan. */
  private unknownPart(expression: Expression, scope: Scope, via: readonly string[]): readonly Origin[] {
    if (expression.references.length === 0) return [];
    return this.expression(expression, scope, via).filter((origin) => origin.kind !== 'known');
  }
}

function deadEnd(reason: string, module: ModulePath | undefined, via: readonly string[]): DeadEnd {
  return { kind: 'deadEnd', reason, module, via };
}

function defaultOf(scope: Scope, name: string): Value<Json> | undefined {
  const value = scope.config.defaults.get(name);
  return value === undefined ? undefined : { kind: 'known', value };
}

function knownAt(value: Value<Json> & { kind: 'known' }, path: readonly Step[], via: readonly string[]): KnownOrigin {
  let found: Json = value.value;
  for (const step of path) {
    const key = step.kind === 'name' ? step.name : step.key;
    const next: Json | undefined =
      typeof key === 'number' && Array.isArray(found)
        ? found[key]
        : isObject(found)
          ? property(found, String(key))
          : undefined;
    found = next ?? null;
  }
  return { kind: 'known', value: found, sensitive: value.sensitive === true, via };
}

/**
 * The expression that sets an attribute. `terraform_data` mirrors `input` in `output`.
 * Source: https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
function setBy(block: ResourceConfig | undefined, name: string): Expression | undefined {
  if (block === undefined) return undefined;
  const mirrored = block.type === 'terraform_data' && name === 'output' ? 'input' : name;
  return block.body.expression(mirrored);
}

function addressIn(module: ModulePath, address: string): string {
  return module.length === 0 ? address : `${formatModulePath(module)}.${address}`;
}

function formatSteps(steps: readonly Step[]): string {
  return steps
    .map((step, at) => (step.kind === 'key' ? formatKey(step.key) : at === 0 ? step.name : `.${step.name}`))
    .join('');
}
