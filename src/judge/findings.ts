import type { DeployerFacts, ListenerFacts } from '../model/facts.js';
import type { Finding, FindingSubject } from '../model/finding.js';
import { deployerSubject, listenerSubject, type Report } from '../model/report.js';
import type { Policy } from './policy.js';
import { rememberPasses } from './remember-passes.js';

/** What policies say of subjects. */
export interface JudgedSubjects {
  readonly findings: readonly Finding[];
  /** How many outcomes were that a policy does not apply. */
  readonly notApplicable: number;
}

/** Holds every listener and every deployer against every policy on subjects of its kind. */
export function judgeSubjects(
  policies: readonly Policy[],
  { listeners, deployers }: Pick<Report, 'listeners' | 'deployers'>,
): JudgedSubjects {
  const outcomes = [
    ...judge(
      policies,
      listeners.map((one) => ({ ...listenerSubject(one), facts: one.facts })),
    ),
    ...judge(
      policies,
      deployers.map((one) => ({ ...deployerSubject(one), facts: one.facts })),
    ),
  ];
  const findings = outcomes.filter((finding) => finding !== undefined);
  return { findings, notApplicable: outcomes.length - findings.length };
}

type SubjectFacts = FindingSubject & { readonly facts: ListenerFacts | DeployerFacts };

/** A finding for each subject and policy; undefined where the policy does not apply. */
function judge(all: readonly Policy[], subjects: readonly SubjectFacts[]): readonly (Finding | undefined)[] {
  const policies = all.filter((policy) => subjects[0] !== undefined && policy.subjects.includes(subjects[0].subject));
  const evaluateAll = rememberPasses(policies);
  return subjects.flatMap(({ facts, ...subject }) =>
    evaluateAll(facts).map(({ policy, outcome, decidedBy, message }) => {
      if (outcome === 'notApplicable') return undefined;
      const { id: policyId, level, fix } = policy;
      const { trace } = facts;
      return { policyId, outcome, level, ...subject, message, fix, decidedBy, trace, location: null, waiver: null };
    }),
  );
}
