import type { Finding } from '../../model/finding.js';
import type { Acknowledgement, Plan } from '../../model/plan.js';

/** Findings, those waived that the author of a stack acknowledged on their construct or above it. */
export function withAcknowledgements(findings: readonly Finding[], plans: readonly Plan[]): readonly Finding[] {
  if (plans.every(({ acknowledgements = [] }) => acknowledgements.length === 0)) return findings;
  const byInput = new Map(plans.map((plan) => [plan.path, plan.acknowledgements ?? []]));
  return findings.map((finding) => {
    if (finding.outcome === 'pass' || finding.waiver !== null) return finding;
    const accepted = byInput.get(finding.input)?.find((acknowledgement) => covers(acknowledgement, finding));
    if (accepted === undefined) return finding;
    return { ...finding, waiver: { reason: accepted.reason, source: accepted.constructPath } };
  });
}

function covers({ policyId, constructPath }: Acknowledgement, finding: Finding): boolean {
  if (policyId !== finding.policyId || finding.constructPath === null) return false;
  return finding.constructPath === constructPath || finding.constructPath.startsWith(`${constructPath}/`);
}
