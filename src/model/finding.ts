/** SARIF 2.1.0's result kinds. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html#_Toc34317650 */
export type Outcome = 'pass' | 'fail' | 'open' | 'notApplicable';

export const LEVELS = ['error', 'warning', 'note'] as const;
export type Level = (typeof LEVELS)[number];

export const SUBJECTS = ['listener', 'domain', 'deployer'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A place in source. */
export interface Location {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number | null;
  /** How the place is known. */
  readonly via: string;
}

/** Why a finding does not count: somebody accepted it. */
export interface Waiver {
  readonly reason: string;
  /** Where it was accepted: a file, or a construct. */
  readonly source: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** The last day that it counts, `2027-01-31`. */
  readonly expires?: string;
}

/** What one policy says of one subject. */
export interface Finding {
  readonly policyId: string;
  readonly outcome: Exclude<Outcome, 'notApplicable'>;
  readonly level: Level;
  readonly input: string;
  /** `waiver`: a waiver that is of no one subject of the run. */
  readonly subject: Subject | 'waiver';
  /** The resource's address; for a deployer that has none, its ARN or file. */
  readonly address: string;
  readonly constructPath: string | null;
  /** The listener's port; null for one that is unknown, and for a domain or a deployer. */
  readonly port: number | null;
  readonly message: string;
  readonly fix: string;
  /** Pointers to the facts that decided it, or, where it is open, that would. */
  readonly decidedBy: readonly string[];
  /** What is assumed of an expression that the plan does not show; null where the outcome rests on no such thing. */
  readonly assuming: string | null;
  /** The folder whose source the outcome rests on; null where it rests on the plan alone. */
  readonly fromSource: string | null;
  readonly trace: readonly string[];
  readonly location: Location | null;
  readonly waiver: Waiver | null;
}

/** What a finding is about, as the finding names it. */
export type FindingSubject = Pick<Finding, 'input' | 'subject' | 'address' | 'constructPath' | 'port'>;

/** What a policy judges, as its findings name it. */
export interface JudgedSubject extends FindingSubject {
  readonly subject: Subject;
}

/** What people read of a policy; its schemas stay with the evaluator. */
export interface PolicyDescription {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** What it judges, one at a time. */
  readonly subjects: readonly Subject[];
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly source: readonly string[];
  /** The file it was read from, as the user would write it. */
  readonly file: string;
}

/** A policy that a file or an option keeps from saying all that it would. */
export interface PolicyChange {
  readonly policyId: string;
  readonly change: 'disabled' | 'lowered' | 'replaced';
  /** The level that it was given; null where it was given none. */
  readonly to: Level | null;
  /** The file or option that did it, as the user would write it. */
  readonly by: string;
}

/** What a policy says of a subject, before anything is known of its place in the source or suppresses it. */
export function newFinding(
  policy: PolicyDescription,
  { input, subject, address, constructPath, port }: FindingSubject,
  said: Pick<Finding, 'outcome' | 'level' | 'message' | 'fix' | 'decidedBy' | 'trace'> &
    Partial<Pick<Finding, 'assuming' | 'fromSource'>>,
): Finding {
  return {
    policyId: policy.id,
    outcome: said.outcome,
    level: said.level,
    input,
    subject,
    address,
    constructPath,
    port,
    message: said.message,
    fix: said.fix,
    decidedBy: said.decidedBy,
    assuming: said.assuming ?? null,
    fromSource: said.fromSource ?? null,
    trace: said.trace,
    location: null,
    waiver: null,
  };
}
