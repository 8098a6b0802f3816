import type { ListenerFacts } from '../../model/facts.js';
import type { Finding, PolicyDescription, Subject } from '../../model/finding.js';
import type { ReportedDeployer, ReportedListener } from '../../model/report.js';

const FILE = 'elbcert';

/** What is demanded of waivers themselves. No schema decides these: they are about findings, not about facts. */
export const waiverPolicies = {
  expired: {
    id: 'waiver-expired',
    title: 'A waiver must not be past its last day',
    level: 'error',
    subject: 'listener',
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
    subject: 'listener',
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
    subject: 'listener',
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
  about: Omit<WaivableSubject, 'listener'>,
  message: string,
  location: Finding['location'],
): Finding {
  return {
    policyId: policy.id,
    outcome: 'fail',
    level: policy.level,
    input: about.input,
    subject: about.subject,
    address: about.address,
    constructPath: about.constructPath,
    port: about.port,
    message,
    fix: policy.fix,
    decidedBy: [],
    trace: [],
    location,
    waiver: null,
  };
}

/** What findings are about, as a waiver may name it. */
export interface WaivableSubject {
  readonly input: string;
  readonly subject: Subject;
  readonly address: string;
  readonly port: number | null;
  readonly constructPath: string | null;
  /** Null for a deployer. */
  readonly listener: ListenerFacts | null;
}

export function listenerSubject({ input, facts }: ReportedListener): WaivableSubject {
  const { address, port, constructPath } = facts;
  return {
    input,
    subject: 'listener',
    address,
    port: port.kind === 'known' ? port.value : null,
    constructPath,
    listener: facts,
  };
}

export function deployerSubject({ input, facts }: ReportedDeployer): WaivableSubject {
  const address = facts.address ?? facts.arn ?? facts.file ?? facts.kind;
  return { input, subject: 'deployer', address, port: null, constructPath: null, listener: null };
}

/** Text that is the same for a finding and for what it is about, and for nothing else: the length says where paths end. */
export function subjectKey(of: Pick<Finding, 'input' | 'subject' | 'address' | 'port'>): string {
  return `${of.subject} ${of.port} ${of.input.length} ${of.input}${of.address}`;
}
