import type { Finding } from '../../model/finding.js';
import type { Acknowledgement, Plan } from '../../model/plan.js';
import { suppress } from './suppression.js';

/** Suppresses what the author of a stack acknowledged on the construct of a finding, or above it. */
export function applyAcknowledgements(findings: readonly Finding[], plans: readonly Plan[]): readonly Finding[] {
  const byInput = new Map(plans.map(({ path, acknowledgements = [] }) => [path, acknowledgements]));
  return suppress(findings, (finding) => {
    const accepted = acknowledgementOf(finding, byInput.get(finding.input) ?? []);
    return accepted === undefined ? undefined : { reason: accepted.reason, source: accepted.constructPath };
  });
}

/** The acknowledgement of what a policy says of a construct: the construct's own, or that of one above it. */
export function acknowledgementOf(
  said: Pick<Finding, 'policyId' | 'constructPath'>,
  acknowledgements: readonly Acknowledgement[],
): Acknowledgement | undefined {
  if (said.constructPath === null) return undefined;
  const place = `${said.constructPath}/`;
  return acknowledgements.find(
    ({ policyId, constructPath }) => policyId === said.policyId && place.startsWith(`${constructPath}/`),
  );
}
