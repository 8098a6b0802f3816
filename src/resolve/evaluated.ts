import {
  integerValue,
  isWhollyKnown,
  type Node,
  type Refinement,
  sampleOf,
  string,
  type TerraformValue,
  tailOf,
  toJson,
  type UnknownValue,
  wholePartsOf,
} from '../expressions/index.js';
import { childrenOf } from '../expressions/value.js';
import type { Json } from '../model/json.js';
import type { Body, Expression, Interest, Plan, Resource } from '../model/plan.js';
import { absent, known, unknown, type Value } from '../model/value.js';
import type { Evaluator } from '../read/evaluate/evaluation.js';
import { createEvaluator } from '../read/evaluate/evaluator.js';
import type { LeafOrigin } from '../read/evaluate/leaf.js';
import type { Path } from './attribute.js';
import { type AttributeOrigin, deadEnd, knownOrigin, type Origin } from './origin.js';
import type { PlanIndex } from './plan-index.js';
import type { Scope } from './scope.js';
import { worldOf } from './world.js';

/** What is known of resource types. */
export interface TypeKnowledge {
  /** What is known of an attribute that is known after apply: the beginning of its text, that it is not null. */
  refine(resource: Resource, attribute: string): Refinement;
  readonly nestedBlocks?: Interest['nestedBlocks'];
}

/** Traces an expression of which only the references are known. */
type TraceReferences = (expression: Expression, scope: Scope) => readonly Origin[];

/** The evaluator of a plan's expressions, as far as their text is known. `evaluatorIn` is that of another plan. */
export function evaluatorOf(
  index: PlanIndex,
  { refine, nestedBlocks }: TypeKnowledge,
  evaluatorIn: (plan: Plan) => Evaluator,
): Evaluator {
  // What is known of one attribute may depend on the Region that an expression gives, and so on another attribute.
  let isRefining = false;
  return createEvaluator({
    ...worldOf(index, evaluatorIn),
    nestedBlocks,
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
    if (json !== undefined) return [knownOrigin(json, value.sensitive, [])];
    const unknown = [...childrenOf(value)].filter((child) => !isWhollyKnown(child));
    return unknown.flatMap((child) => originsOf(index, child, trace));
  }
  const attribute = attributeOf(index, value);
  if (attribute !== undefined) return [attribute];
  const leaf = value.origin as LeafOrigin | undefined;
  switch (leaf?.kind) {
    case 'expression':
      return trace(leaf.expression, leaf.scope).map((origin) => ({ ...origin, via: [...leaf.via, ...origin.via] }));
    case 'attribute':
    case undefined:
      break;
    default:
      return leaf satisfies never;
  }
  if (value.candidates !== undefined)
    return value.candidates.flatMap((candidate) => originsOf(index, candidate, trace));
  const like = sampleOf(value);
  const tail = tailOf(value);
  const rest = tail && attributeOf(index, tail);
  const parts = wholePartsOf(value).map((part) => (typeof part === 'object' ? attributeOf(index, part) : part));
  const end = {
    ...deadEnd(value.reason, []),
    ...(value.prefix === undefined ? {} : { prefix: value.prefix }),
    ...(like === undefined ? {} : { like }),
    ...(rest === undefined ? {} : { rest }),
    ...(parts.every((part) => part !== undefined) ? { parts } : {}),
    ...(value.encoded?.by === 'base64' ? { isBase64: true as const } : {}),
  };
  return [end];
}

/** The attribute that a value is, where it is one that is known after apply. */
function attributeOf({ plan: own }: PlanIndex, { origin }: UnknownValue): AttributeOrigin | undefined {
  const leaf = origin as LeafOrigin | undefined;
  if (leaf?.kind !== 'attribute') return undefined;
  const { plan = own, resource, mode, type, attribute, via } = leaf;
  return { kind: 'attribute', plan, resource, mode, type, attribute, via };
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

/** What a part of a resource is made of, where the text of its expression is known. */
export interface EvaluatedPart {
  readonly origins: readonly Origin[];
  /** What its expression refers to, and what decides how many blocks there are around it. */
  dependencies(): readonly Origin[];
}

/** The part of a block's value at a path; undefined where no expression sets it. */
export function evaluatedPart(
  index: PlanIndex,
  evaluator: Evaluator,
  trace: TraceReferences,
  body: Body,
  scope: Scope,
  [name, ...rest]: Path,
): EvaluatedPart | undefined {
  if (typeof name !== 'string') return undefined;
  const [at, ...inner] = rest;
  const block = typeof at === 'number' ? evaluator.blocks(body, name, scope)[at] : undefined;
  if (block !== undefined && inner.length > 0) {
    const part = evaluatedPart(index, evaluator, trace, block.body, block.scope, inner);
    const { forEach } = block;
    if (part === undefined || forEach === undefined) return part;
    return { ...part, dependencies: () => [...part.dependencies(), ...trace(forEach, scope)] };
  }
  const expression = body.expression(name);
  if (expression?.tree === undefined) return undefined;
  const part = { ...expression, tree: partOf(expression.tree, rest) };
  return {
    origins: originsOf(index, evaluator.evaluate(part, scope), trace),
    dependencies: () => trace(expression, scope),
  };
}

/** The expression of a part of another one's value. */
function partOf(tree: Node, path: Path): Node {
  const nowhere = { start: tree.end, end: tree.end };
  return path.reduce<Node>((of, step) => {
    const value = typeof step === 'number' ? integerValue(step) : string(step);
    return { kind: 'index', of, key: { kind: 'literal', value, ...nowhere }, ...nowhere };
  }, tree);
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
    const values = new Map<string, TerraformValue>();
    const evaluated = (argument: string) => {
      const known = values.get(argument);
      const expression = known === undefined ? inner.expression(argument) : undefined;
      if (expression === undefined) return known;
      const value = evaluator.evaluate(expression, own);
      values.set(argument, value);
      return value;
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
