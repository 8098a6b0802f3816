import type { SubjectFacts as Facts } from '../model/facts.js';
import { type Finding, type FindingSubject, newFinding } from '../model/finding.js';
import { deployerSubject, domainSubject, listenerSubject, type Report } from '../model/report.js';
import type { Policy } from './policy.js';
import { rememberPasses } from './remember-passes.js';

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
    ...judge(
      policies,
      listeners.map((one) => ({ about: listenerSubject(one), facts: one.facts })),
    ),
    ...judge(
      policies,
      domains.map((one) => ({ about: domainSubject(one), facts: one.facts })),
    ),
    ...judge(
      policies,
      deployers.map((one) => ({ about: deployerSubject(one), facts: one.facts })),
    ),
  ];
  const findings = outcomes.filter((finding) => finding !== undefined);
  return { findings, notApplicable: outcomes.length - findings.length };
}

interface SubjectFacts {
  readonly about: FindingSubject;
  readonly facts: Facts;
}

/** A finding for each subject and policy; undefined where the policy does not apply. */
function judge(all: readonly Policy[], subjects: readonly SubjectFacts[]): readonly (Finding | undefined)[] {
  const [first] = subjects;
  if (first === undefined) return [];
  const evaluateAll = rememberPasses(all.filter((policy) => policy.subjects.includes(first.about.subject)));
  return subjects.flatMap(({ about, facts }) =>
    evaluateAll(facts).map(({ policy, outcome, ...said }) =>
      outcome === 'notApplicable'
        ? undefined
        : newFinding(policy, about, { outcome, ...said, ...basisOf(policy, facts), trace: facts.trace }),
    ),
  );
}

/** What the facts that a policy reads rest on besides the plan. */
function basisOf({ reads }: Policy, facts: SubjectFacts['facts']): Pick<Finding, 'assuming' | 'fromSource'> {
  const groups = new Set(reads.map((path) => path.split('.')[0] ?? ''));
  const read = Object.entries(facts).flatMap(([name, group]) => (groups.has(name) && isGroup(group) ? [group] : []));
  const first = (name: 'assuming' | 'fromSource') => {
    const found = read.map((group) => group[name]).find((basis) => typeof basis === 'string');
    return typeof found === 'string' ? found : null;
  };
  return { assuming: first('assuming'), fromSource: first('fromSource') };
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
