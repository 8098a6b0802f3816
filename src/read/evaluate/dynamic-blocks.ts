import { object, type TerraformValue, unknownValue } from '../../expressions/index.js';
import type { Body, DynamicBlock } from '../../model/plan.js';
import { type EvaluationScope, type Evaluator, type ExpandedBlock, MAX_BLOCKS } from './evaluation.js';
import { roundsOf } from './repetition.js';

/** The blocks of one name in a body: those that are written as they are, and those that `dynamic` blocks make. */
export function expandBlocks(
  evaluator: Pick<Evaluator, 'evaluate'>,
  body: Body,
  name: string,
  scope: EvaluationScope,
): readonly ExpandedBlock[] {
  const fixed = body.blocks(name).map((inner): ExpandedBlock => ({ body: inner, scope, repeated: false }));
  const made = (body.dynamics?.(name) ?? []).flatMap((dynamic) => expandDynamic(evaluator, dynamic, scope));
  return [...fixed, ...made];
}

/** A block for each round of a `dynamic` block; one that stands for all where their number is not known. */
function expandDynamic(
  { evaluate }: Pick<Evaluator, 'evaluate'>,
  { forEach, iterator, content }: DynamicBlock,
  scope: EvaluationScope,
): readonly ExpandedBlock[] {
  const over = evaluate(forEach, scope);
  const rounds = roundsOf(over);
  if (rounds === undefined || rounds.length > MAX_BLOCKS) {
    const each = unknownValue(over.kind === 'unknown' ? over.reason : 'too many blocks to evaluate');
    return [{ body: content, scope: withIterator(scope, iterator, each, each), forEach, repeated: true }];
  }
  return rounds.map(([key, value]) => ({
    body: content,
    scope: withIterator(scope, iterator, key, value),
    forEach,
    repeated: false,
  }));
}

function withIterator(
  scope: EvaluationScope,
  iterator: string,
  key: TerraformValue,
  value: TerraformValue,
): EvaluationScope {
  const round = object([
    ['key', key],
    ['value', value],
  ]);
  return { ...scope, iterators: new Map([...(scope.iterators ?? []), [iterator, round]]) };
}
