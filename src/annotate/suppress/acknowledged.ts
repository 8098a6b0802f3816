import type { Finding } from '../../model/finding.js';
import type { Acknowledgement, Plan } from '../../model/plan.js';
import { suppress } from './suppression.js';

/** Suppresses what the author of a stack acknowledged on the construct of a finding, or above it. */
export function applyAcknowledgements(findings: readonly Finding[], plans: readonly Plan[]): readonly Finding[] {
  const byInput = new Map(plans.map(({ path, acknowledgements = [] }) => [path, acknowledgements]));
  return suppress(findings, (finding) => {
    const accepted = byInput.get(finding.input)?.find((acknowledgement) => covers(acknowledgement, finding));
    return accepted === undefined ? undefined : { reason: accepted.reason, source: accepted.constructPath };
  });
}

function covers({ policyId, constructPath }: Acknowledgement, finding: Finding): boolean {
  if (policyId !== finding.policyId || finding.constructPath === null) return false;
  return `${finding.constructPath}/`.startsWith(`${constructPath}/`);
}
