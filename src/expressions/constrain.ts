import { convert } from './convert.js';
import type { Evaluated } from './evaluate.js';
import { EvaluationError, Unsure } from './evaluation.js';
import type { Defaults, TypeConstraint } from './parse-type.js';
import { makeSet } from './sets.js';
import { withoutOptional } from './types.js';
import { unify } from './unify.js';
import { list, map, object, type TerraformValue, tuple, typeOf, unknownValue, withSensitive } from './value.js';

/** A value as a variable of that type has it: defaults filled in, then converted. */
export function constrain(value: TerraformValue, { type, defaults }: TypeConstraint): Evaluated {
  try {
    return { kind: 'value', value: convert(defaults === undefined ? value : fillIn(value, defaults), type) };
  } catch (thrown) {
    if (thrown instanceof EvaluationError) return { kind: 'failed', message: thrown.message, start: 0, end: 0 };
    if (thrown instanceof Unsure) return { kind: 'value', value: unknownValue(thrown.message, withoutOptional(type)) };
    throw thrown;
  }
}

/** Source: https://github.com/hashicorp/hcl/blob/main/ext/typeexpr/defaults.go */
function fillIn(value: TerraformValue, defaults: Defaults): TerraformValue {
  const sensitive = value.sensitive === true;
  const childOf = (name: string): Defaults | undefined => defaults.children.get(name) ?? defaults.element;
  if ('items' in value) {
    const items = value.items.map((item, index) => {
      const child = childOf(String(index));
      return child === undefined ? item : fillIn(item, child);
    });
    const shared = value.kind === 'tuple' || items.length === 0 ? undefined : unify(items.map(typeOf));
    if (shared === undefined) return withSensitive(items.length === 0 ? value : tuple(items), sensitive);
    const alike = items.map((item) => convert(item, shared));
    return withSensitive(value.kind === 'set' ? makeSet(shared, alike) : list(shared, alike), sensitive);
  }
  if (!('entries' in value)) return value;
  const entries = new Map<string, TerraformValue>();
  for (const [name, entry] of value.entries) {
    const child = childOf(name);
    entries.set(name, child === undefined ? entry : fillIn(entry, child));
  }
  for (const [name, fallback] of defaults.values) {
    const given = entries.get(name);
    const child = defaults.children.get(name);
    if (given === undefined || given.kind === 'null')
      entries.set(name, child === undefined ? fallback : fillIn(fallback, child));
    else if (given.kind === 'unknown' && fallback.kind !== 'null' && fallback.kind !== 'unknown')
      entries.set(name, { ...given, notNull: true });
  }
  const shared = value.kind === 'object' || entries.size === 0 ? undefined : unify([...entries.values()].map(typeOf));
  if (shared === undefined) return withSensitive(object(entries), sensitive);
  return withSensitive(
    map(
      shared,
      [...entries].map(([name, entry]) => [name, convert(entry, shared)]),
    ),
    sensitive,
  );
}
