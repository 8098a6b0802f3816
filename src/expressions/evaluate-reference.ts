import { applyStep } from './access.js';
import { type EvaluationState, error, isClosed, lookUpName, type NameScope, type ReferencePart } from './evaluation.js';
import type { Node, NodeOf } from './tree.js';
import type { TerraformValue } from './value.js';

/** A node that stands for a reference, or for a step on something else. */
export type AccessNode = NodeOf<'variable' | 'attribute' | 'index'>;

/** The variable at the root of a chain of steps; undefined where the chain begins with something else. */
export function rootOf(node: Node): NodeOf<'variable'> | undefined {
  let at = node;
  while (at.kind === 'attribute' || at.kind === 'index') at = at.of;
  return at.kind === 'variable' ? at : undefined;
}

/** True where the chain of steps begins with a name from outside of the expression. */
export function isReferenceNode(node: AccessNode, scope: NameScope | undefined): boolean {
  const root = rootOf(node);
  return root !== undefined && lookUpName(scope, root.name) === undefined;
}

/** What a reference leads to; `certain` where no step was taken on something unknown, so that none can fail. */
export interface Reached {
  readonly value: TerraformValue;
  readonly certain: boolean;
}

/** Asks the caller for a reference and takes the steps that the caller has left. */
export function evaluateReference(node: AccessNode, evaluation: EvaluationState): Reached {
  const { budget, context, scope } = evaluation;
  const root = rootOf(node);
  if (root === undefined || isClosed(scope)) return error(`there is no "${root?.name ?? ''}" here`);
  const steps = stepsOf(node, evaluation);
  const found = context.lookup(root.name, steps) ?? error(`there is no ${nameOf(root.name, steps)}`);
  let { value } = found;
  let certain = true;
  for (const step of steps.slice(found.used)) {
    if (value.kind === 'unknown') certain = false;
    value = applyStep(value, step, budget);
  }
  return { value, certain };
}

/** The root of a reference with the name behind it: `local.port`. */
function nameOf(root: string, [first]: readonly ReferencePart[]): string {
  return first?.kind === 'attribute' ? `${root}.${first.name}` : root;
}

function stepsOf(node: AccessNode, evaluation: EvaluationState): readonly ReferencePart[] {
  const steps: ReferencePart[] = [];
  for (let at: Node = node; at.kind === 'attribute' || at.kind === 'index'; at = at.of) {
    if (at.kind === 'attribute') steps.unshift({ kind: 'attribute', name: at.name });
    else steps.unshift({ kind: 'index', key: evaluation.evaluate(at.key, evaluation) });
  }
  return steps;
}
