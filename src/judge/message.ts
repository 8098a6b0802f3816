import type { JsonObject } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import type { Unknown, Value } from '../model/value.js';
import { joinWords } from '../model/words.js';
import { findFact, isGroup, isProse, rowsAt } from './fact-schema.js';
import type { Filling } from './fillings.js';
import type { FactPath, Policy, ReportFault } from './policy.js';
import { readFact, withEachCertificate } from './read-fact.js';

/** Values beyond these are counted, not shown. */
const MOST_VALUES = 4;

/** A fact in a policy's message: `{certificate.region}`. */
const PLACEHOLDER = /\{([^{}]*)\}/g;

/** A policy's message about facts that break it, whichever way its unknown facts turn out. */
export function describeFailure(message: string, policy: Policy, facts: object, fillings: readonly Filling[]): string {
  return message.replace(PLACEHOLDER, (_, path: string) => describeFact(path.trim(), policy, facts, fillings));
}

/** A fix with the facts that it names; braces around anything else are Terraform's. */
export function describeFix(fix: string, policy: Policy, facts: object, fillings: readonly Filling[]): string {
  return fix.replace(PLACEHOLDER, (whole, path: string, at: number) => {
    const isFact = fix[at - 1] !== '$' && rowsAt(policy.subjects, path.trim()).length > 0;
    return isFact ? describeFact(path.trim(), policy, facts, fillings) : whole;
  });
}

function describeFact(path: string, { subjects }: Policy, facts: object, fillings: readonly Filling[]): string {
  const possible = fillings.map(({ read }) => read(path));
  if (isSensitive([readFact(facts, path), ...possible])) return '(sensitive)';
  return describePossible(possible, isProse(subjects, path) ? describeProse : describeValue);
}

/** A fact that is a clause or a name of its own stands in a message without quotes. */
function describeProse(value: Value<unknown>): string {
  return value.kind === 'known' ? String(value.value) : describeValue(value);
}

function isSensitive(values: readonly Value<unknown>[]): boolean {
  return values.some((value) => value.kind !== 'absent' && value.sensitive === true);
}

function describePossible(values: readonly Value<unknown>[], describeOne: typeof describeValue): string {
  const said = [...new Set(values.flatMap(possibleValues).map(describeOne))];
  const shown = said.slice(0, MOST_VALUES);
  if (said.length > MOST_VALUES) shown.push(`${said.length - MOST_VALUES} others`);
  return joinWords(shown, 'or');
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

/** Facts that are unknown for one reason. */
export interface UnknownFacts {
  readonly paths: readonly FactPath[];
  readonly reason: string;
  readonly remedy: string | null;
}

/** Why the facts at these paths are unknown: those of one reason together, in the order of the paths. */
export function unknownFacts(facts: object, paths: readonly FactPath[]): readonly UnknownFacts[] {
  const found = new Map<string, UnknownFacts>();
  for (const path of paths) {
    const { reason, remedy } = whyUnknown(facts, path);
    const key = JSON.stringify([reason, remedy]);
    found.set(key, { paths: [...(found.get(key)?.paths ?? []), path], reason, remedy });
  }
  return [...found.values()];
}

/** The same as one clause: `open: certificate.keyAlgorithm: known after apply: …; pass --live`. */
export function describeUnknowns(facts: object, paths: readonly FactPath[]): string {
  const clauses = unknownFacts(facts, paths).map(({ paths: together, reason, remedy }) => {
    return `${joinWords(together, 'and')}: ${reason}${remedy === null ? '' : `; ${remedy}`}`;
  });
  return `open: ${clauses.join(', and ')}`;
}

function whyUnknown(facts: object, path: FactPath): { readonly reason: string; readonly remedy: string | null } {
  const found = [facts, ...withEachCertificate(facts)].map((one) => readFact(one, path)).find(isUnknown);
  if (found !== undefined) return { reason: found.reason, remedy: found.remedy ?? null };
  return { reason: 'depends on which certificate it turns out to be', remedy: null };
}

function isUnknown(value: Value<unknown>): value is Unknown<unknown> {
  return value.kind === 'unknown';
}

/** Reports placeholders that no fact fills. */
export function checkTemplate(template: string, facts: JsonObject, report: ReportFault, pointer: string): void {
  for (const [whole, path = ''] of template.matchAll(PLACEHOLDER)) {
    const found = findFact(facts, path.trim().split('.'));
    if ('missing' in found) {
      const full = found.allowed.map((name) => [...found.after, name].join('.'));
      report(pointer, `no such fact: "${whole}"${didYouMean(path.trim(), full)}`);
    } else if (isGroup(found.schema)) report(pointer, `"${whole}" is a group of facts, name one of them`);
  }
  if (/[{}]/.test(template.replace(PLACEHOLDER, ''))) report(pointer, 'has a brace that opens or closes nothing');
}
