import type { Finding } from '../model/finding.js';

/** The line that says what passes and failures assume, and what would prove it; none where nothing is assumed. */
export function assumptionNote(findings: readonly Finding[]): readonly string[] {
  const verdicts = findings.filter(({ outcome, assuming }) => outcome !== 'open' && assuming !== null);
  const [first, ...others] = new Set(verdicts.flatMap(({ assuming }) => assuming ?? []));
  if (first === undefined) return [];
  const count = verdicts.length === 1 ? '1 verdict assumes' : `${verdicts.length} verdicts assume`;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [`that ${first}${more}, which ${count}; give --root DIR, or check the plan file`];
}
