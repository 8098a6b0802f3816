import type { TerraformValue } from '../../expressions/index.js';
import { toJson } from '../../expressions/index.js';
import { isObject, type Json } from '../../model/json.js';
import type { Body, NestedBlocks } from '../../model/plan.js';
import type { EvaluationScope, Evaluator } from '../evaluate/evaluation.js';

/**
 * What a plan would record of a value: what is known of it, a mask of what is not, and a mask of what is sensitive.
 * The mask of unknown parts says why.
 */
export interface Planned {
  readonly value: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
}

/**
 * What a plan would record of a block. `path` names it within the resource, whose nested blocks are `nested`.
 */
export function plannedBlock(
  evaluator: Evaluator,
  nested: NestedBlocks,
  path: readonly string[],
  body: Body,
  scope: EvaluationScope,
): Planned {
  const entries = [...new Set(body.names?.() ?? [])].map((name) => {
    const inner = [...path, name];
    const kind = nested.get(inner.join('.'));
    const made = (body.dynamics?.(name) ?? []).length > 0;
    const areBlocks = made || (kind !== undefined && body.blocks(name).length > 0);
    const expression = areBlocks ? undefined : body.expression(name);
    if (expression !== undefined) return [name, plannedValue(evaluator.evaluate(expression, scope))] as const;
    const blocks = evaluator.blocks(body, name, scope).map((block) => ({
      planned: plannedBlock(evaluator, nested, inner, block.body, block.scope),
      repeated: block.repeated,
    }));
    const all = kind === 'set' ? distinct(blocks) : blocks;
    return [name, plannedList(all.map(({ planned }) => planned))] as const;
  });
  return plannedMap(entries);
}

/** The value of an expression, part by part. */
function plannedValue(value: TerraformValue): Planned {
  const sensitive = value.sensitive === true;
  switch (value.kind) {
    case 'unknown':
      return { value: null, unknown: value.reason, sensitive };
    case 'list':
    case 'set':
    case 'tuple':
      return marked(plannedList(value.items.map(plannedValue)), sensitive);
    case 'map':
    case 'object':
      return marked(plannedMap([...value.entries].map(([name, entry]) => [name, plannedValue(entry)])), sensitive);
    default:
      return { value: toJson(value) ?? null, unknown: false, sensitive };
  }
}

function marked(planned: Planned, sensitive: boolean): Planned {
  return sensitive ? { ...planned, sensitive } : planned;
}

interface PlannedBlock {
  readonly planned: Planned;
  readonly repeated: boolean;
}

/** The blocks of a set: of those that are surely alike Terraform keeps one. */
function distinct(blocks: readonly PlannedBlock[]): readonly PlannedBlock[] {
  const seen = new Set<string>();
  return blocks.filter(({ planned: { value, unknown }, repeated }) => {
    if (repeated || !isWhollyKnown(unknown)) return true;
    const key = JSON.stringify(asText(value));
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

function isWhollyKnown(mask: Json): boolean {
  return mask === false || (typeof mask === 'object' && mask !== null && Object.values(mask).every(isWhollyKnown));
}

/** A value as the schema of a block, which is not at hand, converts it: 443 and "443" are alike, null is nothing. */
function asText(value: Json): Json {
  if (Array.isArray(value)) return value.map(asText);
  if (!isObject(value)) return value === null ? null : String(value);
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, part]) => [name, asText(part)]);
}

/** An unknown element is null, so that value and masks share their indexes. */
function plannedList(elements: readonly Planned[]): Planned {
  return {
    value: elements.map(({ value }) => value),
    unknown: elements.map(({ unknown }) => unknown),
    sensitive: elements.map(({ sensitive }) => sensitive),
  };
}

/** An unknown attribute is missing from the values, as in a plan. */
function plannedMap(entries: readonly (readonly [string, Planned])[]): Planned {
  const values: [string, Json][] = [];
  const unknowns: [string, Json][] = [];
  const sensitives: [string, Json][] = [];
  for (const [name, { value, unknown, sensitive }] of entries) {
    if (value !== null || unknown === false) values.push([name, value]);
    if (unknown !== false) unknowns.push([name, unknown]);
    if (sensitive !== false) sensitives.push([name, sensitive]);
  }
  return {
    value: Object.fromEntries(values),
    unknown: Object.fromEntries(unknowns),
    sensitive: Object.fromEntries(sensitives),
  };
}
