import {
  ANY,
  type Budget,
  budgetOf,
  constrain,
  evaluateExpression as evaluateTree,
  type Found,
  fromJson,
  integerValue,
  type Node,
  nullOf,
  object,
  type ReferencePart,
  string,
  type TerraformValue,
  type TypeConstraint,
  unknownValue,
  withSensitive,
} from '../../expressions/index.js';
import { formatKey, formatModulePath, type InstanceKey, type Mode, type ModulePath } from '../../model/address.js';
import type { Body, Expression, ModuleConfig } from '../../model/plan.js';
import { createAttributes } from './attributes.js';
import {
  blockScope,
  configAt,
  type EvaluationScope,
  type Evaluator,
  type ExpandedBlock,
  MAX_BLOCKS,
  outerScope,
  type RemoteState,
  type World,
} from './evaluation.js';
import { lazyObject } from './lazy-object.js';
import { expressionLeaf, through } from './leaf.js';
import { collection, countIn, elementOf, keyIn, keysIn, roundsOf } from './repetition.js';

/** More work than any configuration that people write takes. Unit: see `Budget`. */
const BUDGET = 5_000_000;

const REMOTE_STATE = 'terraform_remote_state';

/** Evaluates expressions of a configuration as Terraform does when it plans. */
export function createEvaluator(world: World): Evaluator {
  const budget: Budget = budgetOf(BUDGET);
  const done = new Map<string, TerraformValue>();
  const underWay = new Set<string>();
  const attributes = createAttributes(world, budget, { evaluate, blocks });
  const forEachValues = new Map<Expression, Map<string, TerraformValue>>();

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
    return expressionLeaf(expression, scope);
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
          typed(evaluate(declared.default, outerScope(module, config)), constraint, `var.${name}`),
          mark,
        );
      return unknownValue(`var.${name}: its value is not in the input`, type);
    });
  }

  function local(name: string, scope: EvaluationScope): TerraformValue | undefined {
    const expression = scope.config.locals?.get(name);
    if (expression === undefined) return undefined;
    const { module, config } = scope;
    return named(`${formatModulePath(module)}/local.${name}`, () => evaluate(expression, outerScope(module, config)));
  }

  /** The call that makes a module instance, and where its arguments are evaluated; undefined in the root module. */
  function callerOf(module: ModulePath) {
    const last = module.at(-1);
    if (last === undefined) return undefined;
    const parent = module.slice(0, -1);
    const config = configAt(world.root, parent);
    const call = config?.calls.get(last.name);
    if (config === undefined || call === undefined) return undefined;
    const outer = outerScope(parent, config);
    return { inputs: call.inputs, scope: blockScope(call, outer, last.key) };
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
      return lazyObject(names, (output) => outputValue(output, module, call.module));
    };
    const many = call.count !== undefined || call.forEach !== undefined;
    if (!many) {
      const step = steps[1];
      if (step?.kind !== 'attribute') return { value: outputsAt(undefined), used: 1 };
      const module = [...scope.module, { name, key: undefined }];
      return call.module.outputs.has(step.name)
        ? { value: outputValue(step.name, module, call.module), used: 2 }
        : undefined;
    }
    const keys = callKeys(name, scope);
    if (keys === undefined)
      return { value: unknownValue(`how many instances module.${name} has is known after apply`), used: 1 };
    return { value: collection(call.count !== undefined, keys, outputsAt), used: 1 };
  }

  function outputValue(name: string, module: ModulePath, config: ModuleConfig): TerraformValue {
    const expression = config.outputs.get(name);
    const text = `${formatModulePath(module)}.${name}`;
    if (expression === undefined) return unknownValue(`${text}: the module has no such output`);
    const waits = (expression.dependsOn ?? []).map((address) => `${formatModulePath(module)}.${address}`);
    const passed = module.length === 0 ? [] : [...waits, text];
    return named(text, () => passed.reduce(through, evaluate(expression, outerScope(module, config))));
  }

  /** The keys of a call's instances, from `count` or `for_each` where they are known, else from what the input holds. */
  function callKeys(name: string, scope: EvaluationScope): readonly InstanceKey[] | undefined {
    const call = scope.config.calls.get(name);
    const outer = outerScope(scope.module, scope.config);
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
    const { module, config, key, forEach } = scope;
    const over = evaluateForEach(forEach, outerScope(module, config));
    return elementOf(over, key) ?? unknownValue(`each.value: for_each is known after apply`);
  }

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
    const isRemoteState = type === REMOTE_STATE && mode === 'data' && scope.module.length === 0;
    const remote = isRemoteState ? world.remoteState?.(name) : undefined;
    if (remote !== undefined) return remoteOutput(remote, address, steps, from + 1);
    const instances = world.instances(scope.module, mode, type, name);
    const many = block.count !== undefined || block.forEach !== undefined;
    const place = scope.module.length === 0 ? address : `${formatModulePath(scope.module)}.${address}`;
    const used = from + 1;
    if (!many) {
      const [only] = instances;
      return attributes.step(only, { mode, type, block, address: place, scope }, steps, used);
    }
    const index = steps[used];
    const key = index?.kind === 'index' ? keyIn(index.key) : undefined;
    const one = key === undefined ? undefined : instances.find((instance) => instance.key === key);
    if (key !== undefined && (one !== undefined || !world.holds(mode, type)))
      return attributes.step(
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
        : attributes.whole(instance, block, scope);
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
    const value = outputValue(name, [], world.root);
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
}

function found(value: TerraformValue | undefined): Found | undefined {
  return value === undefined ? undefined : { value, used: 1 };
}
