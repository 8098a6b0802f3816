import type { UserFacts } from '../../model/facts.js';
import type { Finding, FindingSubject, Waiver } from '../../model/finding.js';
import { deployerSubject, domainSubject, listenerSubject, type Report } from '../../model/report.js';

/** A finding that may be suppressed: nobody accepted it yet. */
export type CountingFinding = Finding & { readonly outcome: 'fail' | 'open' };

/** Findings, each that counts with what suppresses it, where anything does. */
export function suppress(
  findings: readonly Finding[],
  suppressionOf: (finding: CountingFinding) => Waiver | undefined,
): readonly Finding[] {
  return findings.map((finding) => {
    const waiver = counts(finding) ? suppressionOf(finding) : undefined;
    return waiver === undefined ? finding : { ...finding, waiver };
  });
}

function counts(finding: Finding): finding is CountingFinding {
  return finding.outcome !== 'pass' && finding.waiver === null;
}

/** What findings are about, as a waiver may name it. */
export interface SuppressibleSubject extends FindingSubject {
  /** What uses a certificate; undefined for a deployer. */
  readonly facts: UserFacts | undefined;
}

/** Everything that a report's findings are about. */
export function subjectsOf({ listeners, domains, deployers }: Pick<Report, 'listeners' | 'domains' | 'deployers'>) {
  return [
    ...listeners.map((one): SuppressibleSubject => ({ ...listenerSubject(one), facts: one.facts })),
    ...domains.map((one): SuppressibleSubject => ({ ...domainSubject(one), facts: one.facts })),
    ...deployers.map((one): SuppressibleSubject => ({ ...deployerSubject(one), facts: undefined })),
  ];
}

/** Text that is the same for a finding and for what it is about, and for nothing else. */
export function subjectKey({ subject, input, address, port }: Omit<FindingSubject, 'constructPath'>): string {
  return JSON.stringify([subject, input, address, port]);
}
