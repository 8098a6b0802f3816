import { isObject, type JsonObject, property } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import { below, pointerNames, type ReportFault } from './policy.js';

/** How much a condition may demand, its references written out: enough for people, too little to hang a pipeline. */
const MOST_PARTS = 2000;

/** What the parts of one condition share while it is parsed. */
export interface ConditionContext {
  /** The pointer to the condition: `/when` or `/require`. */
  readonly at: string;
  readonly definitions: JsonObject;
  /** The schema of all facts. */
  readonly facts: JsonObject;
  readonly report: ReportFault;
  /** How many schemas were met. */
  parts: number;
}

/** A schema in a policy, and the fact or group of facts that it is about. */
export interface ConditionPlace {
  readonly schema: JsonObject;
  readonly pointer: string;
  /** On the way to the fact. */
  readonly names: readonly string[];
  /** The schema of what the fact can be. */
  readonly fact: JsonObject;
  /** The definitions that the schema is part of: one that refers to any of these would never end. */
  readonly within: readonly string[];
}

/** Counts one more schema; false once there are too many, of which the first is reported. */
export function countPart(context: ConditionContext): boolean {
  context.parts += 1;
  if (context.parts === MOST_PARTS + 1) context.report(context.at, `demands more than ${MOST_PARTS} things`);
  return context.parts <= MOST_PARTS;
}

/** The definition that the `$ref` of a schema stands for, about the same fact; undefined where there is none. */
export function definitionAt(
  { at, definitions, report }: ConditionContext,
  place: ConditionPlace,
): ConditionPlace | undefined {
  const target = property(place.schema, '$ref');
  if (typeof target !== 'string' || !target.startsWith('#/$defs/')) return undefined;
  const name = pointerNames(target.slice(1))[1] ?? '';
  const schema = property(definitions, name);
  const where = below(place.pointer, '$ref');
  if (!isObject(schema)) {
    report(where, `no such definition under ${at}/$defs${didYouMean(name, Object.keys(definitions))}`);
    return undefined;
  }
  if (place.within.includes(name)) {
    report(where, 'refers to itself');
    return undefined;
  }
  return { ...place, schema, pointer: below(below(at, '$defs'), name), within: [...place.within, name] };
}
