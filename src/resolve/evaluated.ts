import { type Refinement, type TerraformValue, toJson } from '../expressions/index.js';
import type { Json } from '../model/json.js';
import type { Body, Expression, Resource } from '../model/plan.js';
import { absent, known, unknown, type Value } from '../model/value.js';
import { createEvaluator, type Evaluator, type LeafOrigin } from '../read/source/evaluator.js';
import { deadEnd, knownOrigin, type Origin } from './origin.js';
import type { PlanIndex } from './plan-index.js';
import type { Scope } from './scope.js';
import { worldOf } from './world.js';

/** What is known of an attribute that is known after apply: the beginning of its text, that it is not null. */
export type Refine = (resource: Resource, attribute: string) => Refinement;

/** An expression of which the text is known, in its scope. */
export interface WrittenExpression {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** Traces an expression of which only the references are known. */
type TraceReferences = (expression: Expression, scope: Scope) => readonly Origin[];

/** The evaluator of a plan's expressions, as far as their text is known. */
export function evaluatorOf(index: PlanIndex, refine: Refine): Evaluator {
  // What is known of one attribute may depend on the Region that an expression gives, and so on another attribute.
  let isRefining = false;
  return createEvaluator({
    ...worldOf(index),
    refine(resource, attribute) {
      if (isRefining) return {};
      isRefining = true;
      const refinement = refine(resource, attribute);
      isRefining = false;
      return refinement;
    },
  });
}

/** What an expression's value is made of: known, one of several, or known after apply. */
export function originsOf(index: PlanIndex, value: TerraformValue, trace: TraceReferences): readonly Origin[] {
  if (value.kind !== 'unknown') {
    const json = toJson(value);
    return [
      json === undefined
        ? deadEnd('a value of which some is known after apply', [])
        : knownOrigin(json, value.sensitive, []),
    ];
  }
  const leaf = value.origin as LeafOrigin | undefined;
  switch (leaf?.kind) {
    case 'attribute': {
      const { resource, mode, type, attribute, via } = leaf;
      return [{ kind: 'attribute', plan: index.plan, resource, mode, type, attribute, via }];
    }
    case 'expression':
      return trace(leaf.expression, leaf.scope).map((origin) => ({ ...origin, via: [...leaf.via, ...origin.via] }));
    case undefined:
      break;
    default:
      return leaf satisfies never;
  }
  if (value.candidates !== undefined)
    return value.candidates.flatMap((candidate) => originsOf(index, candidate, trace));
  const end = { ...deadEnd(value.reason, []), ...(value.prefix === undefined ? {} : { prefix: value.prefix }) };
  const rest = value.tail?.after === value.prefix ? (value.tail?.of.origin as LeafOrigin | undefined) : undefined;
  return rest?.kind === 'attribute' ? [{ ...end, rest: { ...rest, plan: index.plan } }] : [end];
}

/** A value of Terraform's as facts have it: with candidates where it is one of several known ones. */
export function plainValue(value: TerraformValue): Value<Json> {
  if (value.kind === 'null') return absent;
  const json = toJson(value);
  if (json !== undefined) return known(json, value.sensitive);
  if (value.kind !== 'unknown') return unknown('some of it is known after apply');
  const mark = value.sensitive === true ? { sensitive: true as const } : {};
  const candidates = value.candidates?.map(toJson);
  return candidates?.every((candidate) => candidate !== undefined) === true && candidates.length > 0
    ? unknown(value.reason, { ...mark, candidates })
    : unknown(value.reason, mark);
}

/** A nested block as one resource instance evaluates it. */
export interface ResolvedBlock {
  /** The value of an argument; absent where the block does not have it. */
  value(name: string): Value<Json>;
  /** What the value of an argument is made of; empty where the block does not have it. */
  origins(name: string): readonly Origin[];
  /** What the expression of an argument refers to, and what decides how many blocks like this there are. */
  dependencies(name: string): readonly Origin[];
  /** True where a `dynamic` block makes an unknown number of blocks like this. */
  readonly repeated: boolean;
}

/** The nested blocks of one name in a body of which the whole text is known, those of `dynamic` blocks among them. */
export function resolvedBlocks(
  index: PlanIndex,
  evaluator: Evaluator,
  trace: TraceReferences,
  body: Body,
  name: string,
  scope: Scope,
): readonly ResolvedBlock[] {
  return evaluator.blocks(body, name, scope).map(({ body: inner, scope: own, forEach, repeated }) => {
    const evaluated = (argument: string) => {
      const expression = inner.expression(argument);
      return expression && evaluator.evaluate(expression, own);
    };
    return {
      value(argument) {
        const value = evaluated(argument);
        return value === undefined ? absent : plainValue(value);
      },
      origins(argument) {
        const value = evaluated(argument);
        return value === undefined ? [] : originsOf(index, value, trace);
      },
      dependencies(argument) {
        const expression = inner.expression(argument);
        return [expression, forEach].flatMap((one) => (one === undefined ? [] : trace(one, scope)));
      },
      repeated,
    };
  });
}
