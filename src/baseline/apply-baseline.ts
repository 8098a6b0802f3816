import type { Finding } from '../model/finding.js';
import type { Baseline, KnownFinding } from './baseline.js';

export interface BaselineOptions {
  /** The inputs of this run. */
  readonly inputs: readonly string[];
  /** Whether the plan changes what a finding is about. */
  readonly isTouched: (finding: Finding) => boolean;
}

/** What a baseline does to findings. */
export interface AppliedBaseline {
  readonly findings: readonly Finding[];
  /** How many of the baseline's findings this run does not have any more. */
  readonly gone: number;
}

/**
 * Accepts the findings that a baseline knows, until a plan touches what they are about. One that was open and now
 * fails is another finding.
 */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  { inputs, isTouched }: BaselineOptions,
): AppliedBaseline {
  const single = inputs.length === 1 && new Set(baseline.findings.map(({ input }) => input)).size <= 1;
  const key = ({ input, address, port, policyId, outcome }: KnownFinding) =>
    JSON.stringify([single ? '' : input, address, port, policyId, outcome]);
  const known = new Set(baseline.findings.map(key));
  const met = new Set<string>();
  const applied = findings.map((finding) => {
    const { outcome } = finding;
    if (outcome === 'pass' || finding.waiver !== null) return finding;
    const own = key({ ...finding, outcome });
    if (!known.has(own)) return finding;
    met.add(own);
    if (isTouched(finding)) return finding;
    return {
      ...finding,
      waiver: { reason: 'known before, and this plan does not touch it', source: baseline.file },
    };
  });
  return { findings: applied, gone: known.size - met.size };
}
