import {
  ANY,
  STRING,
  type TerraformValue,
  unknownValue,
  type ValueOrigin,
  withOrigin,
} from '../../expressions/index.js';
import { mapChildren } from '../../expressions/value.js';
import type { Mode } from '../../model/address.js';
import { isObject, property } from '../../model/json.js';
import type { Expression, Plan, Resource } from '../../model/plan.js';
import type { EvaluationScope, World } from './evaluation.js';

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

/** Attributes that are text in every resource type. */
const TEXTS: ReadonlySet<string> = new Set(['arn', 'id', 'name']);

/** An expression that the input does not show. */
export function expressionLeaf(expression: Expression, scope: EvaluationScope): TerraformValue {
  const origin: LeafOrigin = { kind: 'expression', identity: undefined, expression, scope, via: [] };
  return withOrigin(unknownValue('an expression that the input does not show'), origin);
}

/** An attribute of a resource that the input holds, where its value is known after apply. */
export function attributeLeaf(world: World, instance: Resource, attribute: string): TerraformValue {
  const mask = isObject(instance.unknown) ? property(instance.unknown, attribute) : instance.unknown;
  const reason = typeof mask === 'string' ? mask : `known after apply: ${instance.address}.${attribute}`;
  const refinement = world.refine(instance, attribute);
  const isText = refinement.prefix !== undefined || TEXTS.has(attribute);
  const origin = originOf(world, instance, attribute, instance);
  return withOrigin(unknownValue(reason, isText ? STRING : ANY, refinement), origin);
}

/** An instance that the input does not hold, or one of its attributes. */
export function missingLeaf(world: World, named: Named, attribute: string | undefined): TerraformValue {
  const reason = `known after apply: ${textOf(named, attribute)}`;
  return withOrigin(unknownValue(reason), originOf(world, named, attribute, undefined));
}

type Named = Pick<Resource, 'mode' | 'type' | 'address'>;

function originOf(
  { plan }: World,
  named: Named,
  attribute: string | undefined,
  resource: Resource | undefined,
): LeafOrigin {
  const { mode, type, address } = named;
  const identity = [plan?.path, textOf(named, attribute)].join(' ');
  return { kind: 'attribute', identity, plan, resource, mode, type, attribute, via: [address] };
}

function textOf({ address }: Named, attribute: string | undefined): string {
  return attribute === undefined ? address : `${address}.${attribute}`;
}

/** Marks every leaf in a value with one more thing on the way to it. */
export function through(value: TerraformValue, place: string): TerraformValue {
  if (value.kind !== 'unknown') return mapChildren(value, (child) => through(child, place));
  const origin = value.origin as LeafOrigin | undefined;
  const candidates = value.candidates?.map((candidate) => through(candidate, place));
  const own = candidates === undefined ? value : { ...value, candidates };
  if (origin === undefined) return own;
  const longer: LeafOrigin = { ...origin, via: [place, ...origin.via] };
  return withOrigin(own, longer);
}
