import type { SubjectFacts } from '../model/facts.js';
import { type Finding, type JudgedSubject, newFinding, type Subject } from '../model/finding.js';
import type { Grounded } from '../model/grounds.js';
import { deployerSubject, domainSubject, listenerSubject, type Report } from '../model/report.js';
import type { Evaluation } from './evaluate.js';
import type { Policy } from './policy.js';
import { type EvaluateAll, type PolicyEvaluation, rememberPasses } from './remember-passes.js';

/** What policies say of subjects. */
export interface JudgedSubjects {
  readonly findings: readonly Finding[];
  /** How many outcomes were that a policy does not apply. */
  readonly notApplicable: number;
}

/** Holds every listener, every domain and every deployer against every policy on subjects of its kind. */
export function judgeSubjects(
  policies: readonly Policy[],
  { listeners, domains, deployers }: Pick<Report, 'listeners' | 'domains' | 'deployers'>,
): JudgedSubjects {
  const outcomes = [
    ...listeners.flatMap((one) => judge(policies, listenerSubject(one), one)),
    ...domains.flatMap((one) => judge(policies, domainSubject(one), one)),
    ...deployers.flatMap((one) => judge(policies, deployerSubject(one), one)),
  ];
  const findings = outcomes.filter((finding) => finding !== undefined);
  return { findings, notApplicable: outcomes.length - findings.length };
}

/** What passed is remembered for as long as somebody holds the policies, who may judge one input after the other. */
const MEMORIES = new WeakMap<readonly Policy[], Map<Subject, EvaluateAll>>();

function evaluatorFor(all: readonly Policy[], subject: Subject): EvaluateAll {
  const bySubject = MEMORIES.get(all) ?? new Map<Subject, EvaluateAll>();
  MEMORIES.set(all, bySubject);
  const made = bySubject.get(subject) ?? rememberPasses(all.filter((policy) => policy.subjects.includes(subject)));
  bySubject.set(subject, made);
  return made;
}

/** A finding for each policy; undefined where the policy does not apply. */
function judge(
  all: readonly Policy[],
  about: JudgedSubject,
  grounded: Grounded<SubjectFacts>,
): readonly (Finding | undefined)[] {
  return judgeGrounded(evaluatorFor(all, about.subject), grounded).map(({ evaluation, ...basis }) => {
    const { policy, outcome } = evaluation;
    if (outcome === 'notApplicable') return undefined;
    return newFinding(policy, about, { ...evaluation, outcome, ...basis, trace: grounded.facts.trace });
  });
}

/** An evaluation, and what it would not be without. */
interface GroundedEvaluation extends Pick<Finding, 'assuming' | 'fromSource'> {
  readonly evaluation: PolicyEvaluation;
}

/** What each policy says, and what that rests on: whatever it would not say without. */
function judgeGrounded(
  evaluateAll: EvaluateAll,
  { facts, assumption, source }: Grounded<SubjectFacts>,
): readonly GroundedEvaluation[] {
  const sure = assumption?.without && evaluateAll(assumption.without);
  const alone = source?.without && judgeGrounded(evaluateAll, source.without);
  return evaluateAll(facts).map((evaluation, at) => {
    const isSure = assumption === undefined || saysTheSame(evaluation, sure?.[at]);
    const assuming = isSure ? null : assumption.says;
    const unaided = alone?.[at];
    const isOfPlan =
      source === undefined || (saysTheSame(evaluation, unaided?.evaluation) && unaided?.assuming === assuming);
    return { evaluation, assuming, fromSource: isOfPlan ? null : source.says };
  });
}

function saysTheSame(one: Evaluation, other: Evaluation | undefined): boolean {
  return one.outcome === other?.outcome && one.message === other.message;
}
