import { type Finding, type FindingSubject, newFinding, type PolicyDescription } from '../../model/finding.js';

const FILE = 'elbcert';

/** What is demanded of waivers themselves. No schema decides these: they are about findings, not about facts. */
export const waiverPolicies = {
  expired: {
    id: 'waiver-expired',
    title: 'A waiver must not be past its last day',
    level: 'error',
    subjects: ['listener'],
    message: 'the waiver expired',
    why: 'Whoever accepted the finding agreed to look at it again by that day.',
    fix: 'change what it accepts, or agree on a new day',
    source: [],
    file: FILE,
  },
  unused: {
    id: 'waiver-unused',
    title: 'A waiver must accept something',
    level: 'warning',
    subjects: ['listener'],
    message: 'the waiver accepts nothing',
    why: 'A waiver that nothing needs hides the next finding that looks like the one it was written for.',
    fix: 'remove the waiver, or correct what it names',
    source: [],
    file: FILE,
  },
  invalid: {
    id: 'waiver-invalid',
    title: 'A waiver in a comment must name a policy and a reason',
    level: 'warning',
    subjects: ['listener'],
    message: 'the comment waives nothing',
    why: 'A finding is accepted by somebody for a reason, and the next reader needs to know which.',
    fix: 'write it as # elbcert:ignore POLICY -- reason',
    source: [],
    file: FILE,
  },
} as const satisfies Record<string, PolicyDescription>;

/** A finding about a waiver, on what the waiver speaks of. */
export function waiverFinding(
  policy: PolicyDescription,
  about: FindingSubject,
  message: string,
  location: Finding['location'],
): Finding {
  return { ...newFinding(policy, about, { ...policy, outcome: 'fail', message, decidedBy: [], trace: [] }), location };
}
