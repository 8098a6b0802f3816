import { groupBy } from '../../model/collections.js';
import type { Finding } from '../../model/finding.js';
import { isValue, type Unknown } from '../../model/value.js';
import { MOST_SHOWN } from './names.js';
import { compareNatural } from './order.js';

/** One sentence for all that is open on one subject: the unknown facts, why they are unknown, what would decide them. */
export function describeOpen(findings: readonly Finding[], facts: readonly object[]): string {
  const ids = [...new Set(findings.map(({ policyId }) => policyId))].sort(compareNatural);
  return `${describeCauses(findings, facts)} [${ids.join(', ')}]`;
}

/** The same without the ids of the policies. */
export function describeCauses(findings: readonly Finding[], facts: readonly object[]): string {
  const causes = findings.flatMap((finding) => causesOf(finding, facts));
  return [...groupBy(causes, ({ reason }) => reason).values()].map(describeCause).join(' | ');
}

/** Why a fact is not known, with what would decide it. */
interface Cause {
  readonly path: string;
  readonly reason: string;
  /** What the fact may turn out to be; empty where that is not worth the words. */
  readonly choice: string;
}

/** What a finding waits for. One that names no unknown fact speaks for itself. */
function causesOf({ decidedBy, message }: Finding, facts: readonly object[]): readonly Cause[] {
  const causes = decidedBy.flatMap((path) => {
    const steps = stepsOf(path);
    return facts.flatMap((subject): readonly Cause[] => {
      const value = follow(subject, steps);
      if (!isValue(value) || value.kind !== 'unknown') return [];
      const { reason, remedy } = value;
      const choice = choiceOf(value);
      return [{ path: steps.join('.'), reason: remedy === undefined ? reason : `${reason}; ${remedy}`, choice }];
    });
  });
  return causes.length > 0 ? causes : [{ reason: message, path: '', choice: '' }];
}

function choiceOf({ candidates = [], sensitive }: Unknown<unknown>): string {
  const isTold = candidates.some((candidate) => typeof candidate !== 'boolean');
  if (sensitive === true || !isTold || candidates.length > MOST_SHOWN) return '';
  return ` (${candidates.map((candidate) => JSON.stringify(candidate)).join(' or ')})`;
}

/** Facts that are unknown for one reason; what they may turn out to be where it is the same of all. */
function describeCause(causes: readonly Cause[]): string {
  const [first, ...others] = causes;
  const choice = others.every((other) => other.choice === first?.choice) ? (first?.choice ?? '') : '';
  const named = namePaths(causes.map(({ path }) => path));
  return [`${named}${choice}`, first?.reason].filter(Boolean).join(': ');
}

/** Where not even the source of a certificate is known, nothing about it is: one word says so. */
function namePaths(paths: readonly string[]): string {
  const wholly = paths.includes('certificate.source');
  const named = paths.map((path) => (wholly && path.startsWith('certificate.') ? 'certificate' : path));
  return [...new Set(named)].sort(compareNatural).join(', ');
}

function follow(facts: object, steps: readonly string[]): unknown {
  let reached: unknown = facts;
  for (const step of steps) {
    if (isValue(reached)) return reached;
    if (typeof reached !== 'object' || reached === null || !Object.hasOwn(reached, step)) return undefined;
    reached = (reached as Record<string, unknown>)[step];
  }
  return reached;
}

/** The steps of a JSON pointer or of a dotted path. Source: https://www.rfc-editor.org/rfc/rfc6901 */
export function stepsOf(path: string): readonly string[] {
  if (!path.startsWith('/')) return path.split('.');
  const steps = path.slice(1).split('/');
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
