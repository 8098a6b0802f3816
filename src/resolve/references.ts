import { type Address, formatKey, parseTraversal, type Step } from '../model/address.js';
import type { Expression } from '../model/plan.js';
import { type Path, pathOf } from './attribute.js';

/** One thing that an expression refers to. */
export interface Reference {
  /** As Terraform writes it: `module.cert["a"].arn`. */
  readonly text: string;
  readonly steps: readonly Step[];
}

/**
 * What an expression refers to, each once, without the shorter prefixes that Terraform lists behind each reference.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */
export function referencesOf(expression: Expression): readonly Reference[] {
  return [...new Set(withoutPrefixes(expression.references))].flatMap((text) => parseReference(text) ?? []);
}

/** The reference of an expression that has one, once; undefined for one that refers to more, or to one thing twice. */
export function onlyReference(expression: Expression): Reference | undefined {
  const [text, ...others] = withoutPrefixes(expression.references);
  return text === undefined || others.length > 0 ? undefined : parseReference(text);
}

/**
 * What an expression surely has conditions on: it refers to one thing twice, as a conditional does whose condition is on
 * one of its results, or to two attributes of one resource.
 */
export function openConditions(expression: Expression): readonly string[] {
  const seen = new Map<string, string>();
  return withoutPrefixes(expression.references).filter((text) => {
    const part = parseReference(text);
    const resource = part && resourceIn(part);
    const attribute = resource?.path[0];
    const place =
      resource === undefined || attribute === undefined
        ? text
        : JSON.stringify([resource.type, resource.name, resource.key]);
    const before = seen.get(place);
    seen.set(place, String(attribute));
    return before !== undefined;
  });
}

/** The reference with these steps. */
export function referenceTo(steps: readonly Step[]): Reference {
  const parts = steps.map((step) => (step.kind === 'key' ? formatKey(step.key) : `.${step.name}`));
  return { text: parts.join('').replace(/^\./, ''), steps };
}

/** A part of a resource in the module of the reference. */
interface ResourcePart extends Omit<Address, 'module'> {
  readonly path: Path;
}

/** What a reference to a resource names; undefined where it names none. */
export function resourceIn({ steps }: Reference): ResourcePart | undefined {
  const isData = steps[0]?.kind === 'name' && steps[0].name === 'data';
  const [type, name, ...rest] = isData ? steps.slice(1) : steps;
  if (type?.kind !== 'name' || name?.kind !== 'name') return undefined;
  const key = rest[0]?.kind === 'key' ? rest[0].key : undefined;
  const path = pathOf(key === undefined ? rest : rest.slice(1));
  return { mode: isData ? 'data' : 'managed', type: type.name, name: name.name, key, path };
}

function parseReference(text: string): Reference | undefined {
  const steps = parseTraversal(text);
  return steps && { text, steps };
}

function withoutPrefixes(references: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const text of references) {
    const last = kept.at(-1) ?? '';
    const isPrefix = last.startsWith(text) && /^[.[]/.test(last.slice(text.length));
    if (!isPrefix) kept.push(text);
  }
  return kept;
}
