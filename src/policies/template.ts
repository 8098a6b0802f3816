import type { JsonObject } from '../model/json.js';
import { findFact, isGroup } from './fact-schema.js';
import type { ReportFault } from './fault.js';
import type { FactPath } from './policy.js';
import { didYouMean } from './suggest.js';

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
