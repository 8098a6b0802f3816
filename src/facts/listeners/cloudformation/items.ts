import { arrayOf, type Json } from '../../../model/json.js';
import { callAt, spelled } from './evaluate.js';
import type { TemplateScope } from './scope.js';

/** An item of a list, and why it may be left out; null for one that surely is there. */
export interface Item {
  readonly node: Json;
  readonly doubt: string | null;
}

/** The items of a list in a template, conditions among them looked at. */
export interface Items {
  readonly items: readonly Item[];
  /** Why there may be items besides; null where these are all. */
  readonly hidden: string | null;
}

const MAX_DEPTH = 10;

export function itemsOf(scope: TemplateScope, node: Json | undefined, doubt: string | null = null, depth = 0): Items {
  const call = callAt(node);
  if (call === undefined) {
    const parts = arrayOf(node).map((item) => itemOf(scope, item, doubt, depth));
    return joined(parts);
  }
  return branch(scope, node, doubt, depth, (then, why) => itemsOf(scope, then, why, depth + 1));
}

function itemOf(scope: TemplateScope, item: Json, doubt: string | null, depth: number): Items {
  if (callAt(item) === undefined) return { items: [{ node: item, doubt }], hidden: null };
  return branch(scope, item, doubt, depth, (then, why) => itemOf(scope, then, why, depth + 1));
}

/** `Fn::If` is one of its branches, each doubtful where the condition is not known; `AWS::NoValue` is nothing. */
function branch(
  scope: TemplateScope,
  node: Json | undefined,
  doubt: string | null,
  depth: number,
  take: (node: Json, doubt: string | null) => Items,
): Items {
  const call = callAt(node);
  if (call?.name === 'Ref' && call.argument === 'AWS::NoValue') return { items: [], hidden: null };
  if (call?.name !== 'Fn::If' || depth > MAX_DEPTH) {
    return { items: [], hidden: `the listeners come from ${call?.name ?? 'a function'} of the template` };
  }
  const [condition, then = null, otherwise = null] = arrayOf(call.argument);
  const holds = scope.condition(spelled(condition));
  if (holds.kind === 'known') return take(holds.value ? then : otherwise, doubt);
  const reason = `condition ${spelled(condition)} decides whether it is made`;
  return joined([take(then, doubt ?? reason), take(otherwise, doubt ?? reason)]);
}

function joined(parts: readonly Items[]): Items {
  return {
    items: parts.flatMap(({ items }) => items),
    hidden: parts.find(({ hidden }) => hidden !== null)?.hidden ?? null,
  };
}
