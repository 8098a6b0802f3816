import type { Finding } from '../model/finding.js';
import { worstSeverity } from './severity.js';

/** How a subject stands: by its worst finding, worst first. */
export const STANDINGS = ['error', 'warning', 'note', 'open', 'waived', 'pass'] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf(findings: readonly Finding[]): Standing {
  return STANDINGS[worstSeverity(findings)] ?? 'pass';
}

/** The worst of some standings. */
export function worstStanding(standings: readonly Standing[]): Standing {
  return STANDINGS.find((standing) => standings.includes(standing)) ?? 'pass';
}
