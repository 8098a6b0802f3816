import { oneOfValues } from '../../expressions/candidates.js';
import {
  ANY,
  type Budget,
  budgetOf,
  constrain,
  evaluateExpression as evaluateTree,
  type Files,
  type Found,
  fromJson,
  integerValue,
  type Node,
  nullOf,
  object,
  type ReferencePart,
  type Refinement,
  STRING,
  string,
  type TerraformValue,
  type TypeConstraint,
  toJson,
  tuple,
  unknownValue,
  type ValueOrigin,
  withOrigin,
  withSensitive,
} from '../../expressions/index.js';
import { mapChildren } from '../../expressions/value.js';
import { formatKey, formatModulePath, type InstanceKey, type Mode, type ModulePath } from '../../model/address.js';
import { arrayOf, isObject, type Json, property, scalarText } from '../../model/json.js';
import type { Body, Expression, Interest, ModuleConfig, Plan, Resource, ResourceConfig } from '../../model/plan.js';
import type { Value as PlannedValue } from '../../model/value.js';
import { lazyObject, openMap } from './lazy-object.js';
import { recordedValue, withWritten } from './recorded-value.js';

/** Where an expression stands: a module instance, the block whose `each` and `count` it sees, and iterators. */
export interface EvaluationScope {
  readonly module: ModulePath;
  readonly config: ModuleConfig;
  readonly forEach: Expression | undefined;
  readonly key: InstanceKey;
  /** What the iterators of `dynamic` blocks are. */
  readonly iterators?: ReadonlyMap<string, TerraformValue>;
}

/** What a value that is known after apply is: an attribute of a resource, or an expression that the input does not show. */
export type LeafOrigin = ValueOrigin &
  (
    | {
        readonly kind: 'attribute';
        /** The input that has the resource, where it is another one: a remote state leads there. */
        readonly plan: Plan | undefined;
        /** Undefined where the input does not hold the instance. */
        readonly resource: Resource | undefined;
        readonly mode: Mode;
        readonly type: string;
        readonly attribute: string | undefined;
        /** The resources and outputs on the way from the expression that was evaluated. */
        readonly via: readonly string[];
      }
    | {
        readonly kind: 'expression';
        readonly expression: Expression;
        readonly scope: EvaluationScope;
        readonly via: readonly string[];
      }
  );

/** The outputs of another input, as `data.terraform_remote_state` reads them. */
export interface RemoteState {
  /** As messages name it. */
  readonly path: string;
  /** Undefined where there is no such output. `depth` is how deep the evaluation is that asks for it. */
  output(name: string, depth: number): TerraformValue | undefined;
}

/** What a configuration is evaluated with: the values that an input records. */
export interface World {
  /** The input, where there is one already. */
  readonly plan?: Plan;
  readonly root: ModuleConfig;
  /** Values of the root module's variables. */
  readonly variables: Pick<ReadonlyMap<string, PlannedValue<Json>>, 'get'>;
  /** The instances of one block in one module instance that stand after apply. */
  instances(module: ModulePath, mode: Mode, type: string, name: string): readonly Resource[];
  /** The keys of the instances of a module call. */
  moduleKeys(parent: ModulePath, call: string): readonly InstanceKey[];
  /** Whether the input holds every instance of a type. */
  holds(mode: Mode, type: string): boolean;
  /** The nested blocks of a resource type, as far as they are known. */
  readonly nestedBlocks?: Interest['nestedBlocks'];
  /** What is known of an attribute that is known after apply. */
  refine(resource: Resource, attribute: string): Refinement;
  /** What a `terraform_remote_state` of that name reads; undefined where that is not in sight. */
  remoteState?(name: string): RemoteState | undefined;
  readonly workspace: string | undefined;
  readonly files?: Files | undefined;
}

/** The blocks of one name in a body, those that `dynamic` blocks make among them. */
export interface ExpandedBlock {
  readonly body: Body;
  readonly scope: EvaluationScope;
  /** What a `dynamic` block makes blocks of; undefined for a block that is written as it is. */
  readonly forEach?: Expression;
  /** True where a `dynamic` block makes an unknown number of blocks like this. */
  readonly repeated: boolean;
}

export interface Evaluator {
  /** The value of an expression; unknown, with what is known of it, where it is known after apply or not in the input. */
  evaluate(expression: Expression, scope: EvaluationScope): TerraformValue;
  blocks(body: Body, name: string, scope: EvaluationScope): readonly ExpandedBlock[];
  /** The value of an output of the root module, asked for by an evaluation of that depth; undefined where there is none. */
  output(name: string, depth: number): TerraformValue | undefined;
}

/** More work than any configuration that people write takes. Unit: see `Budget`. */
const BUDGET = 20_000_000;

/** Attributes that are text in every resource type. */
const TEXTS: ReadonlySet<string> = new Set(['arn', 'id', 'name']);

const REMOTE_STATE = 'terraform_remote_state';

/** Attributes that repeat what an argument of the resource holds. */
const REPEATED: Readonly<Record<string, { readonly attribute: string; readonly argument: string }>> = {
  // https://developer.hashicorp.com/terraform/language/resources/terraform-data
  terraform_data: { attribute: 'output', argument: 'input' },
};

/** Source: https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/shuffle */
function isShuffled(type: string, attribute: string | undefined): boolean {
  return type === 'random_shuffle' && attribute === 'result';
}

/** More blocks than AWS takes of any kind. */
const MAX_BLOCKS = 1_000;

/** Evaluates expressions of a configuration as Terraform does when it plans. */
export function createEvaluator(world: World): Evaluator {
  const budget: Budget = budgetOf(BUDGET);
  const done = new Map<string, TerraformValue>();
  const underWay = new Set<string>();
  const attributes = new Map<Resource, Map<string, TerraformValue>>();

  /** Evaluates what has a name once; Terraform refuses a name that refers to itself. */
  function named(key: string, compute: () => TerraformValue): TerraformValue {
    const known = done.get(key);
    if (known !== undefined) return known;
    if (underWay.has(key)) return unknownValue(`${key} refers to itself`);
    underWay.add(key);
    try {
      const value = compute();
      done.set(key, value);
      return value;
    } finally {
      underWay.delete(key);
    }
  }

  function evaluate(expression: Expression, scope: EvaluationScope): TerraformValue {
    if (expression.tree !== undefined) return evaluateNode(expression.tree, scope);
    if (expression.references.length === 0 && expression.constant !== undefined) return fromJson(expression.constant);
    const origin: LeafOrigin = { kind: 'expression', identity: undefined, expression, scope, via: [] };
    return withOrigin(unknownValue(`an expression that the input does not show`), origin);
  }

  function evaluateNode(node: Node, scope: EvaluationScope): TerraformValue {
    if (node.kind === 'literal') return node.value;
    const depth = budget.depth;
    const evaluated = evaluateTree(node, {
      lookup: (root, steps) => lookUp(root, steps, scope),
      budget,
      ...(world.files === undefined ? {} : { files: world.files }),
    });
    budget.depth = depth;
    return evaluated.kind === 'value'
      ? evaluated.value
      : unknownValue(`an expression that Terraform refuses: ${evaluated.message}`);
  }

  function lookUp(root: string, steps: readonly ReferencePart[], scope: EvaluationScope): Found | undefined {
    const iterator = scope.iterators?.get(root);
    if (iterator !== undefined) return { value: iterator, used: 0 };
    const [first] = steps;
    const name = first?.kind === 'attribute' ? first.name : undefined;
    if (name === undefined) return undefined;
    switch (root) {
      case 'var':
        return found(variable(name, scope.module, scope.config));
      case 'local':
        return found(local(name, scope));
      case 'module':
        return moduleOutput(name, steps, scope);
      case 'each':
        return found(each(name, scope));
      case 'count':
        return found(
          typeof scope.key === 'number' ? integerValue(scope.key) : unknownValue(`count.${name} is known after apply`),
        );
      case 'path':
        return found(path(name, scope));
      case 'terraform':
        return found(
          name === 'workspace' && world.workspace !== undefined
            ? string(world.workspace)
            : unknownValue(`terraform.${name} is not in the input`),
        );
      case 'self':
      case 'ephemeral':
        return { value: unknownValue(`${root}.${name} is known after apply`), used: steps.length };
      case 'data': {
        const type = steps[0];
        return type?.kind === 'attribute' ? resource('data', type.name, steps, 1, scope) : undefined;
      }
      default:
        return resource('managed', root, steps, 0, scope);
    }
  }

  /** A variable is its caller's argument, or its default; the root module's values are in the input. */
  function variable(name: string, module: ModulePath, config: ModuleConfig): TerraformValue | undefined {
    const declared = config.variables?.get(name);
    return named(`${formatModulePath(module)}/var.${name}`, () => {
      const constraint = declared?.constraint;
      const type = constraint?.type ?? ANY;
      const mark = declared?.sensitive === true;
      if (declared?.ephemeral === true)
        return unknownValue(`var.${name} is ephemeral: the plan does not record it`, type);
      const caller = callerOf(module);
      const input = caller?.inputs.get(name);
      if (caller !== undefined && input !== undefined) {
        const given = typed(evaluate(input, caller.scope), constraint, `var.${name}`);
        const isDefault = given.kind === 'null' && declared?.nullable === false && declared.default !== undefined;
        if (!isDefault) return withSensitive(given, mark);
      } else if (caller === undefined) {
        const given = world.variables.get(name);
        if (given?.kind === 'known')
          return withSensitive(
            typed(fromJson(given.value), constraint, `var.${name}`),
            mark || given.sensitive === true,
          );
        if (given?.kind === 'absent') return withSensitive(nullOf(type), mark);
        if (module.length === 0 && declared !== undefined)
          return unknownValue(given?.reason ?? `var.${name}: its value is not in the input`, type);
      }
      if (declared?.default !== undefined)
        return withSensitive(
          typed(
            evaluate(declared.default, { module, config, forEach: undefined, key: undefined }),
            constraint,
            `var.${name}`,
          ),
          mark,
        );
      return unknownValue(`var.${name}: its value is not in the input`, type);
    });
  }

  function local(name: string, scope: EvaluationScope): TerraformValue | undefined {
    const expression = scope.config.locals?.get(name);
    const outer: EvaluationScope = { module: scope.module, config: scope.config, forEach: undefined, key: undefined };
    if (expression === undefined) return undefined;
    return named(`${formatModulePath(scope.module)}/local.${name}`, () => evaluate(expression, outer));
  }

  /** The call that makes a module instance, and where its arguments are evaluated; undefined in the root module. */
  function callerOf(module: ModulePath) {
    const last = module.at(-1);
    if (last === undefined) return undefined;
    const parent = module.slice(0, -1);
    const config = configAt(parent);
    const call = config?.calls.get(last.name);
    if (config === undefined || call === undefined) return undefined;
    const scope: EvaluationScope = { module: parent, config, forEach: call.forEach, key: last.key };
    return { inputs: call.inputs, scope };
  }

  function configAt(module: ModulePath): ModuleConfig | undefined {
    let config: ModuleConfig | undefined = world.root;
    for (const step of module) config = config?.calls.get(step.name)?.module;
    return config;
  }

  /** `module.name.output`, `module.name[key].output`, or the outputs of the call as a whole. */
  function moduleOutput(name: string, steps: readonly ReferencePart[], scope: EvaluationScope): Found | undefined {
    const call = scope.config.calls.get(name);
    if (call === undefined) {
      const output = steps.find((step, at) => at > 0 && step.kind === 'attribute');
      const text = output?.kind === 'attribute' ? `module.${name}.${output.name}` : `module.${name}`;
      return { value: unknownValue(`${text}: what a module makes is not in the input`), used: steps.length };
    }
    const outputsAt = (key: InstanceKey): TerraformValue => {
      const module = [...scope.module, { name, key }];
      const names = [...call.module.outputs.keys()];
      return lazyObject(names, (output) => output_(output, module, call.module));
    };
    const many = call.count !== undefined || call.forEach !== undefined;
    if (!many) {
      const step = steps[1];
      if (step?.kind !== 'attribute') return { value: outputsAt(undefined), used: 1 };
      const module = [...scope.module, { name, key: undefined }];
      return call.module.outputs.has(step.name)
        ? { value: output_(step.name, module, call.module), used: 2 }
        : undefined;
    }
    const keys = callKeys(name, scope);
    if (keys === undefined)
      return { value: unknownValue(`how many instances module.${name} has is known after apply`), used: 1 };
    return { value: collection(call.count !== undefined, keys, outputsAt), used: 1 };
  }

  function output_(name: string, module: ModulePath, config: ModuleConfig): TerraformValue {
    const expression = config.outputs.get(name);
    const scope: EvaluationScope = { module, config, forEach: undefined, key: undefined };
    const text = `${formatModulePath(module)}.${name}`;
    if (expression === undefined) return unknownValue(`${text}: the module has no such output`);
    const waits = (expression.dependsOn ?? []).map((address) => `${formatModulePath(module)}.${address}`);
    const passed = module.length === 0 ? [] : [...waits, text];
    return named(text, () => passed.reduce(through, evaluate(expression, scope)));
  }

  /** The keys of a call's instances, from `count` or `for_each` where they are known, else from what the input holds. */
  function callKeys(name: string, scope: EvaluationScope): readonly InstanceKey[] | undefined {
    const call = scope.config.calls.get(name);
    const outer: EvaluationScope = { ...scope, forEach: undefined, key: undefined };
    if (call?.count !== undefined) {
      const count = countIn(evaluate(call.count, outer));
      if (count !== undefined) return Array.from({ length: count }, (_, at) => at);
    } else if (call?.forEach !== undefined) {
      const keys = keysIn(evaluate(call.forEach, outer));
      if (keys !== undefined) return keys;
    }
    const held = world.moduleKeys(scope.module, name);
    return held.length > 0 && held.every((key) => key !== undefined) ? held : undefined;
  }

  function each(name: string, scope: EvaluationScope): TerraformValue | undefined {
    if (scope.forEach === undefined) return unknownValue(`each.${name}: there is no for_each here`);
    if (typeof scope.key !== 'string') return unknownValue(`each.${name}: for_each is known after apply`);
    if (name === 'key') return string(scope.key);
    if (name !== 'value') return undefined;
    const { key, forEach } = scope;
    const outer: EvaluationScope = { module: scope.module, config: scope.config, forEach: undefined, key: undefined };
    const over = evaluateForEach(forEach, outer);
    return elementOf(over, key) ?? unknownValue(`each.value: for_each is known after apply`);
  }

  const forEachValues = new Map<Expression, Map<string, TerraformValue>>();

  /** All instances of a block have one `for_each`. */
  function evaluateForEach(expression: Expression, scope: EvaluationScope): TerraformValue {
    const byModule = forEachValues.get(expression) ?? new Map<string, TerraformValue>();
    forEachValues.set(expression, byModule);
    const module = formatModulePath(scope.module);
    const value = byModule.get(module) ?? evaluate(expression, scope);
    byModule.set(module, value);
    return value;
  }

  function path(name: string, scope: EvaluationScope): TerraformValue | undefined {
    if (name === 'root') return string('.');
    if (name === 'module' && scope.config.path !== undefined) return string(scope.config.path);
    return unknownValue(`path.${name} is not in the input`);
  }

  /** `TYPE.NAME`, `TYPE.NAME[key]` or an attribute of either. */
  function resource(
    mode: Mode,
    type: string,
    steps: readonly ReferencePart[],
    from: number,
    scope: EvaluationScope,
  ): Found | undefined {
    const nameStep = steps[from];
    if (nameStep?.kind !== 'attribute') return undefined;
    const { name } = nameStep;
    const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
    const block = scope.config.resources.get(address);
    if (block === undefined) return undefined;
    const remote = type === REMOTE_STATE && mode === 'data' ? world.remoteState?.(name) : undefined;
    if (remote !== undefined) return remoteOutput(remote, address, steps, from + 1);
    const instances = world.instances(scope.module, mode, type, name);
    const many = block.count !== undefined || block.forEach !== undefined;
    const place = scope.module.length === 0 ? address : `${formatModulePath(scope.module)}.${address}`;
    const used = from + 1;
    if (!many) {
      const [only] = instances;
      return attributeStep(only, { mode, type, block, address: place, scope }, steps, used);
    }
    const index = steps[used];
    const key = index?.kind === 'index' ? keyIn(index.key) : undefined;
    const one = key === undefined ? undefined : instances.find((instance) => instance.key === key);
    if (key !== undefined && (one !== undefined || !world.holds(mode, type)))
      return attributeStep(
        one,
        { mode, type, block, address: `${place}${formatKey(key)}`, scope, key },
        steps,
        used + 1,
      );
    if (!world.holds(mode, type)) return { value: unknownValue(`known after apply: ${place}`), used: steps.length };
    const byKey = new Map(instances.map((instance) => [instance.key, instance]));
    if (byKey.has(undefined))
      return { value: unknownValue(`how many instances ${place} has is known after apply`), used };
    const whole = (at: InstanceKey): TerraformValue => {
      const instance = byKey.get(at);
      return instance === undefined
        ? unknownValue(`${place}${formatKey(at)} is not in the input`)
        : resourceValue(instance, block, scope);
    };
    return { value: collection(block.count !== undefined, [...byKey.keys()], whole), used };
  }

  function remoteOutput(remote: RemoteState, address: string, steps: readonly ReferencePart[], at: number): Found {
    const [outputs, output] = steps.slice(at);
    const name = output?.kind === 'attribute' ? output.name : output && keyIn(output.key);
    if (outputs?.kind !== 'attribute' || outputs.name !== 'outputs' || name === undefined)
      return { value: unknownValue(`known after apply: ${address}`), used: steps.length };
    const value =
      remote.output(String(name), budget.depth) ?? unknownValue(`${address}: ${remote.path} has no such output`);
    return { value: through(value, address), used: at + 2 };
  }

  interface Place {
    readonly mode: Mode;
    readonly type: string;
    readonly block: ResourceConfig;
    readonly address: string;
    readonly scope: EvaluationScope;
    readonly key?: InstanceKey;
  }

  /** The attribute that the next step names, or the whole resource. */
  function attributeStep(
    instance: Resource | undefined,
    place: Place,
    steps: readonly ReferencePart[],
    used: number,
  ): Found {
    const step = steps[used];
    const attribute = step?.kind === 'attribute' ? step.name : undefined;
    if (instance === undefined) {
      const { mode, type, block, scope, address } = place;
      const argument = attribute === undefined ? undefined : argumentOf(block.body, type, attribute);
      const own = scopeOf(block, scope, place.key);
      if (argument !== undefined) return { value: through(evaluate(argument, own), address), used: used + 1 };
      const drawn = isShuffled(type, attribute) ? shuffled(block, own, address) : undefined;
      if (drawn !== undefined) return { value: drawn, used: used + 1 };
      const text = attribute === undefined ? address : `${address}.${attribute}`;
      const { plan } = world;
      const origin: LeafOrigin = {
        kind: 'attribute',
        identity: [plan?.path, text].join(' '),
        plan,
        resource: undefined,
        mode,
        type,
        attribute,
        via: [address],
      };
      return {
        value: withOrigin(unknownValue(`known after apply: ${text}`), origin),
        used: Math.min(used + 1, steps.length),
      };
    }
    if (attribute === undefined) return { value: resourceValue(instance, place.block, place.scope), used };
    return { value: attributeValue(instance, attribute, place.block, place.scope), used: used + 1 };
  }

  function resourceValue(instance: Resource, block: ResourceConfig, scope: EvaluationScope): TerraformValue {
    const attributeOf = (name: string) => attributeValue(instance, name, block, scope);
    // A configuration does not list what apply adds to its arguments.
    if (instance.action === 'declared')
      return { kind: 'object', entries: openMap(block.body.names?.() ?? [], attributeOf) };
    const names = new Set([
      ...Object.keys(instance.values),
      ...Object.keys(isObject(instance.unknown) ? instance.unknown : {}),
    ]);
    return lazyObject([...names].sort(), attributeOf);
  }

  function attributeValue(
    instance: Resource,
    name: string,
    block: ResourceConfig,
    scope: EvaluationScope,
  ): TerraformValue {
    const known = attributes.get(instance) ?? new Map<string, TerraformValue>();
    attributes.set(instance, known);
    const found = known.get(name);
    if (found !== undefined) return found;
    // Set first: an attribute that leads to itself is unknown where the circle closes.
    known.set(name, leafOf(instance, name));
    const value = computeAttribute(instance, name, block, scope);
    known.set(name, value);
    return value;
  }

  /** What is planned; for what is known after apply, what the argument that sets it tells. */
  function computeAttribute(
    instance: Resource,
    name: string,
    block: ResourceConfig,
    scope: EvaluationScope,
  ): TerraformValue {
    const mask = isObject(instance.unknown) ? property(instance.unknown, name) : instance.unknown;
    const sensitive = isObject(instance.sensitive) ? property(instance.sensitive, name) : instance.sensitive;
    const isPlanned =
      Object.hasOwn(instance.values, name) || (mask !== undefined && mask !== true && typeof mask !== 'string');
    const argument = argumentOf(block.body, block.type, name);
    // A configuration has no values but those that its arguments evaluate to.
    const isEvaluated = instance.action === 'declared' && argument !== undefined;
    const own = scopeOf(block, scope, instance.key);
    if (isPlanned && !isEvaluated && mask !== true && typeof mask !== 'string') {
      const kinds = world.nestedBlocks?.(instance.mode, instance.type);
      const value = property(instance.values, name) ?? null;
      const recorded = recordedValue({ value, mask, sensitive }, `${instance.address}.${name}`, kinds, name);
      const text = {
        evaluate: (part: Expression, inner: EvaluationScope) => through(evaluate(part, inner), instance.address),
        blocks,
      };
      return withWritten(recorded, block.body, name, text, own);
    }
    const leaf = leafOf(instance, name);
    if (argument === undefined) {
      const drawn = isShuffled(block.type, name) ? shuffled(block, own, instance.address) : undefined;
      return withSensitive(drawn ?? leaf, sensitive === true);
    }
    // What is set stays what it is, down to what is unknown in it.
    return withSensitive(through(evaluate(argument, own), instance.address), sensitive === true);
  }

  /** A list of which every element is one of the texts that a `random_shuffle` draws from; undefined where they are not known. */
  function shuffled({ body }: ResourceConfig, scope: EvaluationScope, address: string): TerraformValue | undefined {
    const [input, count] = ['input', 'result_count'].map((name) => {
      const argument = body.expression(name);
      return argument && toJson(evaluate(argument, scope));
    });
    const length = typeof count === 'number' ? count : arrayOf(input ?? null).length;
    if (!Array.isArray(input) || input.length === 0 || length > MAX_BLOCKS) return undefined;
    const texts = input.map((text) => string(scalarText(text)));
    return tuple(Array(length).fill(oneOfValues(`${address} draws it`, texts, budget)));
  }

  function leafOf(instance: Resource, attribute: string): TerraformValue {
    const { mode, type, address } = instance;
    const { plan } = world;
    const identity = [plan?.path, `${address}.${attribute}`].join(' ');
    const origin: LeafOrigin = {
      kind: 'attribute',
      identity,
      plan,
      resource: instance,
      mode,
      type,
      attribute,
      via: [address],
    };
    const mask = isObject(instance.unknown) ? property(instance.unknown, attribute) : instance.unknown;
    const reason = typeof mask === 'string' ? mask : `known after apply: ${address}.${attribute}`;
    const refinement = world.refine(instance, attribute);
    const isText = refinement.prefix !== undefined || TEXTS.has(attribute);
    return withOrigin(unknownValue(reason, isText ? STRING : ANY, refinement), origin);
  }

  function blocks(body: Body, name: string, scope: EvaluationScope): readonly ExpandedBlock[] {
    const fixed = body.blocks(name).map((inner): ExpandedBlock => ({ body: inner, scope, repeated: false }));
    const made = (body.dynamics?.(name) ?? []).flatMap(({ forEach, iterator, content }): readonly ExpandedBlock[] => {
      const over = evaluate(forEach, scope);
      const within = (key: TerraformValue, value: TerraformValue): EvaluationScope => ({
        ...scope,
        iterators: new Map([
          ...(scope.iterators ?? []),
          [
            iterator,
            object([
              ['key', key],
              ['value', value],
            ]),
          ],
        ]),
      });
      const rounds = roundsOf(over);
      if (rounds === undefined || rounds.length > MAX_BLOCKS) {
        const each = over.kind === 'unknown' ? unknownValue(over.reason) : unknownValue('too many blocks to evaluate');
        return [{ body: content, scope: within(each, each), forEach, repeated: true }];
      }
      return rounds.map(([key, value]) => ({ body: content, scope: within(key, value), forEach, repeated: false }));
    });
    return [...fixed, ...made];
  }

  function output(name: string, from: number): TerraformValue | undefined {
    if (!world.root.outputs.has(name)) return undefined;
    const { depth } = budget;
    budget.depth = Math.max(depth, from);
    const value = output_(name, [], world.root);
    budget.depth = depth;
    return value;
  }

  return { evaluate, blocks, output };

  function typed(value: TerraformValue, constraint: TypeConstraint | undefined, name: string): TerraformValue {
    if (constraint === undefined) return value;
    const constrained = constrain(value, constraint);
    if (constrained.kind === 'value') return constrained.value;
    return unknownValue(`${name} does not have the type that is declared for it`, constraint.type);
  }

  /** Marks every leaf in a value with one more thing on the way to it. */
  function through(value: TerraformValue, place: string): TerraformValue {
    if (value.kind !== 'unknown') return mapChildren(value, (child) => through(child, place));
    const origin = value.origin as LeafOrigin | undefined;
    const candidates = value.candidates?.map((candidate) => through(candidate, place));
    const own = candidates === undefined ? value : { ...value, candidates };
    if (origin === undefined) return own;
    const longer: LeafOrigin = { ...origin, via: [place, ...origin.via] };
    return withOrigin(own, longer);
  }
}

/** What the expressions of one instance of a block see. */
function scopeOf({ forEach }: ResourceConfig, { module, config }: EvaluationScope, key: InstanceKey): EvaluationScope {
  return { module, config, forEach, key };
}

/** The argument that an attribute is, or repeats. */
function argumentOf(body: Body, type: string, attribute: string): Expression | undefined {
  const repeated = Object.hasOwn(REPEATED, type) ? REPEATED[type] : undefined;
  return body.expression(repeated?.attribute === attribute ? repeated.argument : attribute);
}

function found(value: TerraformValue | undefined): Found | undefined {
  return value === undefined ? undefined : { value, used: 1 };
}

/** The instances of a block or a call: a tuple under `count`, an object under `for_each`. */
function collection(
  counted: boolean,
  keys: readonly InstanceKey[],
  valueAt: (key: InstanceKey) => TerraformValue,
): TerraformValue {
  if (counted) {
    const numbers = keys.filter((key) => typeof key === 'number').sort((one, other) => one - other);
    return tuple(numbers.map(valueAt));
  }
  const names = keys.filter((key) => typeof key === 'string').sort();
  return lazyObject(names, valueAt);
}

function keyIn(value: TerraformValue): number | string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'number') return undefined;
  return countIn(value);
}

/** A whole number from 0; undefined for anything else. */
export function countIn(value: TerraformValue): number | undefined {
  const count = value.kind === 'number' || value.kind === 'string' ? Number(toJson(value)) : Number.NaN;
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** The keys that `for_each` makes of a map or of a set of strings; undefined where they are not all known. */
export function keysIn(value: TerraformValue): readonly string[] | undefined {
  if (value.kind === 'map' || value.kind === 'object') return [...value.entries.keys()];
  if (value.kind !== 'set') return undefined;
  const keys = value.items.map((item) => (item.kind === 'string' ? item.value : undefined));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** What `each.value` is for a key. */
function elementOf(value: TerraformValue, key: string): TerraformValue | undefined {
  switch (value.kind) {
    case 'map':
    case 'object': {
      const element = value.entries.get(key);
      return element && withSensitive(element, value.sensitive === true);
    }
    case 'set':
      return withSensitive(string(key), value.sensitive === true);
    case 'unknown': {
      const elements = value.candidates?.map((candidate) => elementOf(candidate, key));
      if (elements === undefined || !elements.every((element) => element !== undefined)) return undefined;
      return oneOfValues(value.reason, elements, budgetOf());
    }
    default:
      return undefined;
  }
}

/** The rounds of a `dynamic` block; undefined where their number is not known. */
function roundsOf(
  value: TerraformValue,
): readonly (readonly [key: TerraformValue, value: TerraformValue])[] | undefined {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items.map((item, at) => [integerValue(at), item] as const);
    case 'set':
      return value.items.map((item) => [item, item] as const);
    case 'map':
    case 'object':
      return [...value.entries].map(([key, item]) => [string(key), item] as const);
    default:
      return undefined;
  }
}
