import { arrayOf, type Json, property } from '../../../model/json.js';
import { known, unknown, type Value } from '../../../model/value.js';
import { callAt, evaluate, spelled } from './evaluate.js';
import type { TemplateScope } from './scope.js';

/** Longer than any chain of conditions that refer to one another. */
const MAX_CHAIN = 50;

/** Functions nest no deeper than this in any condition that people write. */
const MAX_DEPTH = 40;

/**
 * The conditions of a template, each looked at once: one that leads back to itself is unknown.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export function conditionsOf(scope: () => TemplateScope): (name: string) => Value<boolean> {
  const found = new Map<string, Value<boolean>>();
  let within = 0;
  return (name) => {
    const before = found.get(name);
    if (before !== undefined) return before;
    found.set(name, unknown(`condition ${name} of the template leads back to itself`));
    within += 1;
    const node = within > MAX_CHAIN ? undefined : property(property(scope().template, 'Conditions'), name);
    const value = holds(scope(), node, 0);
    within -= 1;
    found.set(name, value);
    return value;
  };
}

function holds(scope: TemplateScope, node: Json | undefined, depth: number): Value<boolean> {
  const call = callAt(node);
  if (call === undefined || depth > MAX_DEPTH) return unknown('a condition of the template cannot be read');
  const parts = arrayOf(call.argument);
  switch (call.name) {
    case 'Condition':
      return scope.condition(spelled(call.argument));
    case 'Fn::Not': {
      const inner = holds(scope, parts[0], depth + 1);
      return inner.kind === 'known' ? known(!inner.value) : inner;
    }
    case 'Fn::And':
    case 'Fn::Or': {
      const decisive = call.name === 'Fn::Or';
      const all = parts.map((part) => holds(scope, part, depth + 1));
      if (all.some((part) => part.kind === 'known' && part.value === decisive)) return known(decisive);
      return all.find((part) => part.kind !== 'known') ?? known(!decisive);
    }
    case 'Fn::Equals': {
      const [left, right] = parts.map((part) => evaluate(scope, part));
      if (left?.kind === 'unknown') return unknown(left.reason);
      if (right?.kind === 'unknown') return unknown(right.reason);
      return known(comparable(left) === comparable(right));
    }
    default:
      return unknown(`${call.name} of the template cannot be read`);
  }
}

function comparable(value: Value<Json> | undefined): string {
  if (value?.kind !== 'known') return '';
  return typeof value.value === 'object' ? JSON.stringify(value.value) : spelled(value.value);
}
