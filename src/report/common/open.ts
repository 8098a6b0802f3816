import type { Finding } from '../../model/finding.js';
import { isValue, type Unknown } from '../../model/value.js';
import { compareNatural } from './order.js';

/** One sentence for all that is open on one subject: the unknown facts, why they are unknown, what would decide them. */
export function describeOpen(findings: readonly Finding[], facts: readonly object[]): string {
  const ids = [...new Set(findings.map(({ policyId }) => policyId))].sort(compareNatural);
  return `${describeCauses(findings, facts)} [${ids.join(', ')}]`;
}

/** The same without the ids of the policies. */
export function describeCauses(findings: readonly Finding[], facts: readonly object[]): string {
  const pathsByReason = new Map<string, string[]>();
  for (const finding of findings) {
    for (const { reason, path } of causesOf(finding, facts)) {
      pathsByReason.set(reason, [...(pathsByReason.get(reason) ?? []), path]);
    }
  }
  return [...pathsByReason].map(([reason, paths]) => [namePaths(paths), reason].filter(Boolean).join(': ')).join(' | ');
}

/** What a finding waits for. One that names no unknown fact speaks for itself. */
function causesOf({ decidedBy, message }: Finding, facts: readonly object[]) {
  const causes = decidedBy.flatMap((path) => {
    const steps = stepsOf(path);
    return facts.flatMap((subject) => {
      const value = follow(subject, steps);
      return isValue(value) && value.kind === 'unknown' ? [{ reason: reasonOf(value), path: steps.join('.') }] : [];
    });
  });
  return causes.length > 0 ? causes : [{ reason: message, path: '' }];
}

/** Of more candidates than these none is named. */
const MOST_CANDIDATES = 3;

function reasonOf({ reason, candidates = [], remedy, sensitive }: Unknown<unknown>): string {
  const areShown = sensitive !== true && candidates.length > 0 && candidates.length <= MOST_CANDIDATES;
  const choice = areShown ? ` (${candidates.map((candidate) => JSON.stringify(candidate)).join(' or ')})` : '';
  return `${reason}${choice}${remedy === undefined ? '' : `; ${remedy}`}`;
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
