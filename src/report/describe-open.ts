import type { Finding } from '../model/finding.js';
import { isValue, type Unknown } from '../model/value.js';
import { stepsOf } from './fact-path.js';
import { compareNatural } from './natural-order.js';

/** One sentence for all that is open on one subject: the unknown facts, why they are unknown, what would decide them. */
export function describeOpen(findings: readonly Finding[], facts: readonly object[]): string {
  const clauses = new Map<string, Set<string>>();
  for (const finding of findings) {
    for (const { clause, path } of causesOf(finding, facts)) {
      clauses.set(clause, (clauses.get(clause) ?? new Set()).add(path));
    }
  }
  const ids = [...new Set(findings.map(({ policyId }) => policyId))].sort(compareNatural);
  const sentences = [...clauses].map(([clause, paths]) => [namePaths([...paths]), clause].filter(Boolean).join(': '));
  return `${sentences.join(' | ')} [${ids.join(', ')}]`;
}

/** What a finding waits for. One that names no unknown fact speaks for itself. */
function causesOf(finding: Finding, facts: readonly object[]) {
  const causes = finding.decidedBy.flatMap((path) => {
    const steps = stepsOf(path);
    return facts.flatMap((subject) => {
      const value = follow(subject, steps);
      return isValue(value) && value.kind === 'unknown' ? [{ clause: explain(value), path: steps.join('.') }] : [];
    });
  });
  return causes.length > 0 ? causes : [{ clause: finding.message, path: '' }];
}

function explain(value: Unknown<unknown>): string {
  const candidates = value.sensitive === true ? [] : (value.candidates ?? []);
  const choice = candidates.length > 0 && candidates.length <= 3 ? ` (${candidates.map(quote).join(' or ')})` : '';
  return `${value.reason}${choice}${value.remedy === undefined ? '' : `; ${value.remedy}`}`;
}

function quote(candidate: unknown): string {
  return JSON.stringify(candidate);
}

/** Where not even the source of a certificate is known, nothing about it is: one word says so. */
function namePaths(paths: readonly string[]): string {
  const wholly = paths.includes('certificate.source');
  const named = paths.map((path) => (wholly && path.startsWith('certificate.') ? 'certificate' : path));
  return [...new Set(named)].sort(compareNatural).join(', ');
}

function follow(facts: object, steps: readonly string[]): unknown {
  let at: unknown = facts;
  for (const step of steps) {
    if (isValue(at)) return at;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}
