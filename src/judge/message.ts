import type { JsonObject } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import type { Value } from '../model/value.js';
import { findFact, isGroup, isProse } from './fact-schema.js';
import type { FactPath, Policy, ReportFault } from './policy.js';
import { readFact } from './read-fact.js';
import type { World } from './worlds.js';

/** Values beyond these are counted, not shown. */
const MOST_VALUES = 4;

/** A policy's message about facts that break it, whichever way its unknown facts turn out. */
export function describeFailure(policy: Policy, facts: object, worlds: readonly World[]): string {
  return fillTemplate(policy.message, (path) => {
    const possible = worlds.map(({ read }) => read(path));
    if (isSensitive([readFact(facts, path), ...possible])) return '(sensitive)';
    return isProse(policy.subject, path) ? prose(readFact(facts, path)) : describePossible(possible);
  });
}

/** A fact that is a clause of its own stands in a message without quotes. */
function prose(value: Value<unknown>): string {
  return value.kind === 'known' ? String(value.value) : describeValue(value);
}

function isSensitive(values: readonly Value<unknown>[]): boolean {
  return values.some((value) => value.kind !== 'absent' && value.sensitive === true);
}

function describePossible(values: readonly Value<unknown>[]): string {
  const said = [...new Set(values.flatMap(possibleValues).map(describeValue))];
  const shown = said.slice(0, MOST_VALUES);
  if (said.length > MOST_VALUES) shown.push(`${said.length - MOST_VALUES} others`);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

function possibleValues(value: Value<unknown>): readonly Value<unknown>[] {
  if (value.kind !== 'unknown' || value.candidates === undefined) return [value];
  return value.candidates.map((candidate) => ({ kind: 'known', value: candidate }));
}

function describeValue(value: Value<unknown>): string {
  switch (value.kind) {
    case 'known':
      return describeKnown(value.value);
    case 'unknown':
      return 'something not known yet';
    case 'absent':
      return 'none';
    default:
      return value satisfies never;
  }
}

function describeKnown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(describeKnown).join(', ');
  return JSON.stringify(value);
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** A policy's message with each `{certificate.region}` replaced by what another function says of that fact. */
export function fillTemplate(template: string, say: (path: FactPath) => string): string {
  return template.replace(PLACEHOLDER, (_, path: string) => say(path.trim()));
}

/** The facts that a policy's message names. */
export function templatePaths(template: string): readonly FactPath[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, path = '']) => path.trim());
}

/** Reports placeholders that no fact fills. */
export function checkTemplate(template: string, facts: JsonObject, report: ReportFault): void {
  for (const [whole, path = ''] of template.matchAll(PLACEHOLDER)) {
    const found = findFact(facts, path.trim().split('.'));
    if ('missing' in found) {
      const full = found.allowed.map((name) => [...found.after, name].join('.'));
      report('/message', `no such fact: "${whole}"${didYouMean(path.trim(), full)}`);
    } else if (isGroup(found.schema)) report('/message', `"${whole}" is a group of facts, name one of them`);
  }
  if (/[{}]/.test(template.replace(PLACEHOLDER, ''))) report('/message', 'has a brace that opens or closes nothing');
}
