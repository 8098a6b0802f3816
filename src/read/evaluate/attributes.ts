import { oneOfValues } from '../../expressions/candidates.js';
import {
  type Found,
  type ReferencePart,
  string,
  type TerraformValue,
  toJson,
  tuple,
  withSensitive,
} from '../../expressions/index.js';
import type { InstanceKey } from '../../model/address.js';
import { arrayOf, isObject, property, scalarText } from '../../model/json.js';
import type { Body, Expression, Resource, ResourceConfig } from '../../model/plan.js';
import { expandBlocks } from './dynamic-blocks.js';
import { blockScope, type EvaluationContext, type EvaluationScope, MAX_BLOCKS } from './evaluation.js';
import { lazyObject, openMap } from './lazy-object.js';
import { attributeLeaf, missingLeaf, through } from './leaf.js';
import { remembered } from './memory.js';
import { type Recorded, recordedValue, type Text, withWritten } from './recorded-value.js';

/** A resource block, and the module instance that a reference names it in. */
interface BlockPlace {
  readonly block: ResourceConfig;
  readonly scope: EvaluationScope;
}

/** Where a reference leads: an instance of a resource block, or all of them. */
export interface ResourcePlace extends BlockPlace {
  readonly address: string;
  readonly key?: InstanceKey;
}

/** Attributes that repeat what an argument of the resource holds. */
const REPEATED: Readonly<Record<string, { readonly attribute: string; readonly argument: string }>> = {
  // Source: https://developer.hashicorp.com/terraform/language/resources/terraform-data
  terraform_data: { attribute: 'output', argument: 'input' },
};

/** The attribute that the step at `used` names, or the whole resource. `instance` is undefined where the input lacks it. */
export function stepInto(
  context: EvaluationContext,
  instance: Resource | undefined,
  place: ResourcePlace,
  steps: readonly ReferencePart[],
  used: number,
): Found {
  const next = steps[used];
  const attribute = next?.kind === 'attribute' ? next.name : undefined;
  if (instance === undefined)
    return { value: missingInstance(context, place, attribute), used: Math.min(used + 1, steps.length) };
  return attribute === undefined
    ? { value: wholeResource(context, instance, place), used }
    : { value: attributeValue(context, instance, attribute, place), used: used + 1 };
}

/** What the text of a resource tells of an instance that the input does not hold. */
function missingInstance(
  context: EvaluationContext,
  place: ResourcePlace,
  attribute: string | undefined,
): TerraformValue {
  const { block, scope, key, address } = place;
  const told =
    attribute === undefined ? undefined : written(context, block, attribute, blockScope(block, scope, key), address);
  return told ?? missingLeaf(context.world, { mode: block.mode, type: block.type, address }, attribute);
}

/** An instance of a resource as an object of its attributes. */
export function wholeResource(context: EvaluationContext, instance: Resource, place: BlockPlace): TerraformValue {
  const attributeOf = (name: string) => attributeValue(context, instance, name, place);
  // A configuration does not list what apply adds to its arguments.
  if (instance.action === 'declared')
    return { kind: 'object', entries: openMap(place.block.body.names?.() ?? [], attributeOf) };
  const names = new Set([
    ...Object.keys(instance.values),
    ...Object.keys(isObject(instance.unknown) ? instance.unknown : {}),
  ]);
  return lazyObject([...names].sort(), attributeOf);
}

/** The value of an attribute, evaluated once. */
function attributeValue(
  context: EvaluationContext,
  instance: Resource,
  name: string,
  place: BlockPlace,
): TerraformValue {
  const known = remembered(context.memory.attributes, instance);
  const found = known.get(name);
  if (found !== undefined) return found;
  // Set first: an attribute that leads to itself is unknown where the circle closes.
  known.set(name, attributeLeaf(context.world, instance, name));
  const value = evaluateAttribute(context, instance, name, place);
  known.set(name, value);
  return value;
}

/** What is planned; for what is known after apply, what the text of the resource tells. */
function evaluateAttribute(
  context: EvaluationContext,
  instance: Resource,
  name: string,
  { block, scope }: BlockPlace,
): TerraformValue {
  const mask = isObject(instance.unknown) ? property(instance.unknown, name) : instance.unknown;
  const sensitive = isObject(instance.sensitive) ? property(instance.sensitive, name) : instance.sensitive;
  const own = blockScope(block, scope, instance.key);
  const isUnknown = mask === true || typeof mask === 'string';
  const isPlanned = !isUnknown && (mask !== undefined || Object.hasOwn(instance.values, name));
  // A configuration has no values but those that its arguments evaluate to.
  const isEvaluated = instance.action === 'declared' && argumentOf(block, name) !== undefined;
  if (isPlanned && !isEvaluated) {
    const value = property(instance.values, name) ?? null;
    return plannedValue(context, instance, name, { value, mask, sensitive }, block, own);
  }
  const told = written(context, block, name, own, instance.address);
  return withSensitive(told ?? attributeLeaf(context.world, instance, name), sensitive === true);
}

/** What a plan records of an attribute, with what the text tells in the place of what is unknown in it. */
function plannedValue(
  context: EvaluationContext,
  { mode, type, address }: Resource,
  name: string,
  recorded: Recorded,
  { body }: ResourceConfig,
  own: EvaluationScope,
): TerraformValue {
  const kinds = context.world.nestedBlocks?.(mode, type);
  const text: Text<EvaluationScope> = {
    evaluate: (part, scope) => through(context.evaluate(part, scope), address),
    blocks: (part, block, scope) => expandBlocks(context, part, block, scope),
  };
  return withWritten(recordedValue(recorded, `${address}.${name}`, kinds, name), body, name, text, own);
}

/** What the text of a resource tells of an attribute, down to what is unknown in it. */
function written(
  context: EvaluationContext,
  block: ResourceConfig,
  attribute: string,
  scope: EvaluationScope,
  address: string,
): TerraformValue | undefined {
  const argument = argumentOf(block, attribute);
  if (argument !== undefined) return through(context.evaluate(argument, scope), address);
  // Source: https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/shuffle
  const isShuffled = block.type === 'random_shuffle' && attribute === 'result';
  return isShuffled ? shuffled(context, block.body, scope, address) : undefined;
}

/** A list of which every element is one of the texts that are drawn from; undefined where they are not known. */
function shuffled(
  { evaluate, budget }: EvaluationContext,
  body: Body,
  scope: EvaluationScope,
  address: string,
): TerraformValue | undefined {
  const [input, count] = ['input', 'result_count'].map((name) => {
    const argument = body.expression(name);
    return argument && toJson(evaluate(argument, scope));
  });
  const length = typeof count === 'number' ? count : arrayOf(input ?? null).length;
  if (!Array.isArray(input) || input.length === 0 || length > MAX_BLOCKS) return undefined;
  const texts = input.map((text) => string(scalarText(text)));
  return tuple(Array(length).fill(oneOfValues(`${address} draws it`, texts, budget)));
}

/** The argument that an attribute is, or repeats. */
function argumentOf({ body, type }: ResourceConfig, attribute: string): Expression | undefined {
  const repeated = Object.hasOwn(REPEATED, type) ? REPEATED[type] : undefined;
  return body.expression(repeated?.attribute === attribute ? repeated.argument : attribute);
}
