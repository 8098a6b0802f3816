import { inAnyOrder } from './candidates.js';
import { convert } from './convert.js';
import { hasOpenOrder, mayCoalesce } from './equality.js';
import { charge, EvaluationError, type EvaluationState, error, ITEM, made, type NameScope } from './evaluation.js';
import { joinTexts } from './join-texts.js';
import type { Node, NodeOf } from './tree.js';
import { ANY, BOOL, listOf, STRING, sameType, type Type, tupleOf } from './types.js';
import {
  integerValue,
  isNotNull,
  list,
  object,
  reasonOf,
  string,
  type TerraformValue,
  textOf,
  tuple,
  typeOf,
  unknownValue,
  withoutSensitive,
  withSensitive,
} from './value.js';

type ForNode = NodeOf<'for'>;
type Element = readonly [key: TerraformValue, value: TerraformValue];

/** The elements of a collection with their keys: an index, a name, and in a set the value itself. */
function elementsOf(value: TerraformValue): readonly Element[] | undefined {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items.map((item, index) => [integerValue(index), item]);
    case 'set':
      return value.items.map((item) => [item, item]);
    case 'map':
    case 'object':
      return [...value.entries].map(([name, entry]) => [string(name), entry]);
    default:
      return undefined;
  }
}

/** Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/expression.go (ForExpr) */
export function evaluateFor(node: ForNode, evaluation: EvaluationState): TerraformValue {
  const collection = evaluation.evaluate(node.collection, evaluation);
  if (collection.kind === 'null') error('null has no elements to go through');
  if (collection.kind === 'unknown') {
    const { type, reason } = collection;
    if (!['any', 'list', 'set', 'map', 'tuple', 'object'].includes(type.kind))
      error('there are no elements to go through');
    return withSensitive(unknownValue(reason), collection.sensitive === true);
  }
  if (mayCoalesce(collection))
    return withSensitive(unknownValue(reasonOf(collection) ?? ''), collection.sensitive === true);
  const elements = elementsOf(collection) ?? error('there are no elements to go through');
  checkCondition(node, evaluation);
  const isOrdered = !hasOpenOrder(collection);
  const loop: Loop = { node, evaluation, isOrdered, sensitive: collection.sensitive === true, open: undefined };
  const result = node.key === undefined ? tupleFrom(loop, elements) : objectFrom(loop, node.key, elements);
  const value = loop.open === undefined ? made(evaluation.budget, result) : unknownValue(loop.open);
  return withSensitive(value, loop.sensitive);
}

/** One run of a `for`: what it has gathered beside its elements. */
interface Loop {
  readonly node: ForNode;
  readonly evaluation: EvaluationState;
  /** False where the elements may come in another order. */
  readonly isOrdered: boolean;
  sensitive: boolean;
  /** Why it cannot be known which elements there are. */
  open: string | undefined;
}

/** The condition fails at once where it cannot hold for any element. */
function checkCondition({ condition, names }: ForNode, evaluation: EvaluationState): void {
  if (condition === undefined) return;
  const any = unknownValue('');
  const value = evaluation.evaluate(condition, { ...evaluation, scope: scopeOf(names, [any, any], evaluation.scope) });
  if (value.kind === 'null') error('the condition of a "for" must not be null');
  convert(value, BOOL);
}

function scopeOf(names: ForNode['names'], [key, value]: Element, outer: NameScope | undefined): NameScope {
  const own = new Map([[names.value, value]]);
  if (names.key !== undefined && names.key !== names.value) own.set(names.key, key);
  return { names: own, outer };
}

function inside(loop: Loop, element: Element): EvaluationState {
  charge(loop.evaluation.budget, 1);
  return { ...loop.evaluation, scope: scopeOf(loop.node.names, element, loop.evaluation.scope) };
}

function includes(loop: Loop, scoped: EvaluationState): boolean {
  const { condition } = loop.node;
  if (condition === undefined) return true;
  const value = scoped.evaluate(condition, scoped);
  if (value.kind === 'null') error('the condition of a "for" must not be null');
  loop.sensitive ||= value.sensitive === true;
  const included = convert(value, BOOL);
  if (included.kind === 'unknown') loop.open ??= included.reason;
  return included.kind === 'bool' && included.value;
}

function tupleFrom(loop: Loop, elements: readonly Element[]): TerraformValue {
  const items: TerraformValue[] = [];
  for (const element of elements) {
    const scoped = inside(loop, element);
    if (includes(loop, scoped)) items.push(scoped.evaluate(loop.node.value, scoped));
  }
  return tupleOfLoop(loop, items);
}

function tupleOfLoop({ isOrdered, evaluation }: Loop, items: readonly TerraformValue[]): TerraformValue {
  return tuple(isOrdered ? items : inAnyOrder(items, evaluation.budget));
}

function objectFrom(loop: Loop, keyNode: Node, elements: readonly Element[]): TerraformValue {
  const groups = new Map<string, TerraformValue[]>();
  for (const element of elements) {
    const scoped = inside(loop, element);
    if (!includes(loop, scoped)) continue;
    const raw = scoped.evaluate(keyNode, scoped);
    if (raw.kind === 'null') error('the key of a "for" must not be null');
    loop.sensitive ||= raw.sensitive === true;
    const key = convert(withoutSensitive(raw), STRING);
    if (key.kind === 'unknown') {
      loop.open ??= key.reason;
      continue;
    }
    const name = textOf(key) ?? '';
    const group = groups.get(name);
    const value = scoped.evaluate(loop.node.value, scoped);
    if (group === undefined) groups.set(name, [value]);
    else if (loop.node.grouped) group.push(value);
    else error('two elements have the same key');
  }
  const { grouped } = loop.node;
  return object(
    [...groups].map(([name, values]) => [name, grouped ? tupleOfLoop(loop, values) : (values[0] ?? tuple([]))]),
  );
}

/** The texts of a template's `for`, joined. Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/expression_template.go */
export function evaluateJoin({ of }: NodeOf<'join'>, evaluation: EvaluationState): TerraformValue {
  const parts = evaluation.evaluate(of, evaluation);
  if (parts.kind !== 'tuple')
    return withSensitive(unknownValue(parts.kind === 'unknown' ? parts.reason : '', STRING), parts.sensitive === true);
  const sensitive = [parts, ...parts.items].some((value) => value.sensitive === true);
  const texts = parts.items.map((part) => convert(part, STRING));
  return withSensitive(joinTexts(texts, evaluation.budget), sensitive);
}

/** Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/expression.go (SplatExpr) */
export function evaluateSplat({ of, each }: NodeOf<'splat'>, evaluation: EvaluationState): TerraformValue {
  const source = evaluation.evaluate(of, evaluation);
  const type = typeOf(source);
  const sensitive = source.sensitive === true;
  const isSequence = type.kind === 'tuple' || type.kind === 'list' || type.kind === 'set';
  if (source.kind === 'null')
    return isSequence ? error('a splat on a null sequence') : withSensitive(tuple([]), sensitive);
  const apply = (item: TerraformValue): TerraformValue => {
    charge(evaluation.budget, 1);
    return evaluation.evaluate(each, {
      ...evaluation,
      scope: { names: new Map([[ITEM, item]]), outer: evaluation.scope },
    });
  };
  if (type.kind === 'any')
    return withSensitive(unknownValue(source.kind === 'unknown' ? source.reason : ''), sensitive);
  if (!isSequence) {
    const only = apply(withoutSensitive(source));
    if (source.kind === 'unknown' && !isNotNull(source)) return withSensitive(unknownValue(source.reason), sensitive);
    return withSensitive(made(evaluation.budget, tuple([only])), sensitive);
  }
  if (source.kind === 'unknown') {
    const length = source.length === undefined ? {} : { length: source.length };
    return withSensitive(unknownValue(source.reason, splatType(type, apply), { notNull: true, ...length }), sensitive);
  }
  if (mayCoalesce(source))
    return withSensitive(unknownValue(reasonOf(source) ?? '', splatType(type, apply), { notNull: true }), sensitive);
  const applied = 'items' in source ? source.items.map(apply) : [];
  const items = hasOpenOrder(source) ? inAnyOrder(applied, evaluation.budget) : applied;
  if (type.kind === 'tuple') return withSensitive(made(evaluation.budget, tuple(items)), sensitive);
  const element = applied[0] === undefined ? elementType(type, apply) : typeOf(applied[0]);
  if (!applied.every((item) => sameType(typeOf(item), element))) error('the elements of a splat must have one type');
  return withSensitive(made(evaluation.budget, list(element, items)), sensitive);
}

function splatType(type: Type, apply: (item: TerraformValue) => TerraformValue): Type {
  return type.kind === 'tuple'
    ? tupleOf(type.elements.map((element) => typeOf(apply(unknownValue('', element)))))
    : listOf(elementType(type, apply));
}

function elementType(type: Type, apply: (item: TerraformValue) => TerraformValue): Type {
  if (!('element' in type)) return ANY;
  try {
    return typeOf(apply(unknownValue('', type.element)));
  } catch (thrown) {
    if (thrown instanceof EvaluationError) return ANY;
    throw thrown;
  }
}
