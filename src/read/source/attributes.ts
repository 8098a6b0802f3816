import { oneOfValues } from '../../expressions/candidates.js';
import {
  type Budget,
  type Found,
  type ReferencePart,
  string,
  type TerraformValue,
  toJson,
  tuple,
  withSensitive,
} from '../../expressions/index.js';
import type { InstanceKey, Mode } from '../../model/address.js';
import { arrayOf, isObject, property, scalarText } from '../../model/json.js';
import type { Body, Expression, Resource, ResourceConfig } from '../../model/plan.js';
import { blockScope, type EvaluationScope, type Evaluator, MAX_BLOCKS, type World } from './evaluation.js';
import { lazyObject, openMap } from './lazy-object.js';
import { attributeLeaf, missingLeaf, through } from './leaf.js';
import { recordedValue, withWritten } from './recorded-value.js';

/** Where a reference leads: an instance of a resource block, as one module instance names it. */
export interface ResourcePlace {
  readonly mode: Mode;
  readonly type: string;
  readonly block: ResourceConfig;
  readonly address: string;
  readonly scope: EvaluationScope;
  readonly key?: InstanceKey;
}

/** The values of resources and of their attributes. */
export interface Attributes {
  /** The attribute that the next step names, or the whole resource. `instance` is undefined where the input lacks it. */
  step(instance: Resource | undefined, place: ResourcePlace, steps: readonly ReferencePart[], used: number): Found;
  whole(instance: Resource, block: ResourceConfig, scope: EvaluationScope): TerraformValue;
}

/** Attributes that repeat what an argument of the resource holds. */
const REPEATED: Readonly<Record<string, { readonly attribute: string; readonly argument: string }>> = {
  // Source: https://developer.hashicorp.com/terraform/language/resources/terraform-data
  terraform_data: { attribute: 'output', argument: 'input' },
};

/** Attributes as a plan records them, and in the place of what is known after apply what the arguments that set them tell. */
export function createAttributes(
  world: World,
  budget: Budget,
  { evaluate, blocks }: Pick<Evaluator, 'evaluate' | 'blocks'>,
): Attributes {
  const values = new Map<Resource, Map<string, TerraformValue>>();

  function step(
    instance: Resource | undefined,
    place: ResourcePlace,
    steps: readonly ReferencePart[],
    used: number,
  ): Found {
    const next = steps[used];
    const attribute = next?.kind === 'attribute' ? next.name : undefined;
    const { block, scope } = place;
    if (instance === undefined) {
      const own = blockScope(block, scope, place.key);
      const told = attribute === undefined ? undefined : written(block, attribute, own, place.address);
      return { value: told ?? missingLeaf(world, place, attribute), used: Math.min(used + 1, steps.length) };
    }
    if (attribute === undefined) return { value: whole(instance, block, scope), used };
    return { value: attributeValue(instance, attribute, block, scope), used: used + 1 };
  }

  function whole(instance: Resource, block: ResourceConfig, scope: EvaluationScope): TerraformValue {
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
    const known = values.get(instance) ?? new Map<string, TerraformValue>();
    values.set(instance, known);
    const found = known.get(name);
    if (found !== undefined) return found;
    // Set first: an attribute that leads to itself is unknown where the circle closes.
    known.set(name, attributeLeaf(world, instance, name));
    const value = compute(instance, name, block, scope);
    known.set(name, value);
    return value;
  }

  /** What is planned; for what is known after apply, what the text of the resource tells. */
  function compute(instance: Resource, name: string, block: ResourceConfig, scope: EvaluationScope): TerraformValue {
    const mask = isObject(instance.unknown) ? property(instance.unknown, name) : instance.unknown;
    const sensitive = isObject(instance.sensitive) ? property(instance.sensitive, name) : instance.sensitive;
    const isPlanned =
      Object.hasOwn(instance.values, name) || (mask !== undefined && mask !== true && typeof mask !== 'string');
    // A configuration has no values but those that its arguments evaluate to.
    const isEvaluated = instance.action === 'declared' && argumentOf(block, name) !== undefined;
    const own = blockScope(block, scope, instance.key);
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
    const told = written(block, name, own, instance.address);
    return withSensitive(told ?? attributeLeaf(world, instance, name), sensitive === true);
  }

  /** What the text of a resource tells of an attribute, down to what is unknown in it. */
  function written(
    block: ResourceConfig,
    attribute: string,
    scope: EvaluationScope,
    address: string,
  ): TerraformValue | undefined {
    const argument = argumentOf(block, attribute);
    if (argument !== undefined) return through(evaluate(argument, scope), address);
    // Source: https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/shuffle
    const isShuffled = block.type === 'random_shuffle' && attribute === 'result';
    return isShuffled ? shuffled(block.body, scope, address) : undefined;
  }

  /** A list of which every element is one of the texts that are drawn from; undefined where they are not known. */
  function shuffled(body: Body, scope: EvaluationScope, address: string): TerraformValue | undefined {
    const [input, count] = ['input', 'result_count'].map((name) => {
      const argument = body.expression(name);
      return argument && toJson(evaluate(argument, scope));
    });
    const length = typeof count === 'number' ? count : arrayOf(input ?? null).length;
    if (!Array.isArray(input) || input.length === 0 || length > MAX_BLOCKS) return undefined;
    const texts = input.map((text) => string(scalarText(text)));
    return tuple(Array(length).fill(oneOfValues(`${address} draws it`, texts, budget)));
  }

  return { step, whole };
}

/** The argument that an attribute is, or repeats. */
function argumentOf({ body, type }: ResourceConfig, attribute: string): Expression | undefined {
  const repeated = Object.hasOwn(REPEATED, type) ? REPEATED[type] : undefined;
  return body.expression(repeated?.attribute === attribute ? repeated.argument : attribute);
}
