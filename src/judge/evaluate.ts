import type { SubjectFacts } from '../model/facts.js';
import type { Level, Outcome } from '../model/finding.js';
import { all, any, holds, type Judgement, not, one } from '../model/truth.js';
import { compileAssertion } from './compile.js';
import { differingFacts, type FillingOutcome, fillings } from './fillings.js';
import { describeFailure, describeFix, describeUnknowns } from './message.js';
import type { Assertion, FactPath, Policy, PolicyCondition } from './policy.js';
import { areEqual, type ReadFact } from './read-fact.js';

/** What a policy says of one subject. */
export interface Evaluation {
  readonly outcome: Outcome;
  /** The facts that decided it or, where it is open, the unknown facts that would. */
  readonly decidedBy: readonly FactPath[];
  readonly message: string;
  readonly level: Level;
  readonly fix: string;
}

/** Says whether the listener comes to be at all. */
const CERTAINTY: FactPath = 'certainty';

/**
 * Holds facts against a policy. Whatever the unknown facts turn out to be, `pass` never turns into `fail` nor `fail`
 * into `pass`: an unknown fact takes each of its candidates, or any value at all where it has none; unknown facts of
 * one identity take the same value; the certificate is one of its alternatives.
 */
export function evaluatePolicy(policy: Policy, facts: SubjectFacts): Evaluation {
  const evaluation = evaluateStrictly(policy, facts);
  const { outcome, decidedBy } = evaluation;
  // What a listener breaks if it comes to be is told in any case.
  const ignored = outcome === 'open' && policy.whenUnknown === 'ignore' && !decidedBy.includes(CERTAINTY);
  return ignored ? { ...evaluation, outcome: 'notApplicable' } : evaluation;
}

/** The same where `whenUnknown` does not count: what is open stays open. */
export function evaluateStrictly(policy: Policy, facts: SubjectFacts): Evaluation {
  const verdicts = fillings(facts, policy.reads).map((filling) => ({ filling, ...verdictIn(policy, filling.read) }));
  const outcome = agreedOutcome(verdicts);
  switch (outcome) {
    case 'fail':
    case 'open': {
      const possible = verdicts.map(({ filling }) => filling);
      const said = variantFor(policy, facts);
      const fix = describeFix(said.fix, policy, facts, possible);
      if (outcome === 'fail') {
        const message = describeFailure(said.message, policy, facts, possible);
        return doubted(policy, facts, { outcome, decidedBy: reasons(verdicts), message, level: said.level, fix });
      }
      const open = verdicts.filter((verdict) => verdict.outcome === 'open');
      const decidedBy = [...new Set([...reasons(open), ...differingFacts(verdicts, policy.reads)])];
      return { outcome, decidedBy, message: describeUnknowns(facts, decidedBy), level: said.level, fix };
    }
    case 'pass':
    case 'notApplicable': {
      const { title, level, fix } = policy;
      return { outcome, decidedBy: reasons(verdicts), message: title, level, fix };
    }
    default:
      return outcome satisfies never;
  }
}

/** The words for some facts: those of the first variant whose condition holds whichever way unknown facts turn out. */
function variantFor(policy: Policy, facts: SubjectFacts): Pick<Policy, 'level' | 'message' | 'fix'> {
  const holdsThroughout = ({ when, reads }: Pick<Policy, 'when' | 'reads'>) =>
    fillings(facts, reads).every(({ read }) => holds(judgeCondition(when, read)));
  return policy.variants.find(holdsThroughout) ?? policy;
}

/**
 * A listener that may never come to be does not surely break anything: what it would break is open. A policy that reads
 * the certainty itself has taken it into account already.
 */
function doubted(policy: Policy, facts: SubjectFacts, failure: Evaluation): Evaluation {
  if (!('certainty' in facts) || facts.certainty === 'certain' || policy.reads.includes(CERTAINTY)) return failure;
  const message = `if there is such a ${'loadBalancer' in facts ? 'listener' : 'domain'}: ${failure.message}`;
  return { ...failure, outcome: 'open', decidedBy: [CERTAINTY], message };
}

interface Verdict {
  readonly outcome: Outcome;
  readonly because: readonly FactPath[];
}

function verdictIn(policy: Policy, read: ReadFact): Verdict {
  const when = judgeCondition(policy.when, read);
  if (when.truth === 'false') return { outcome: 'notApplicable', because: when.because };
  const require = judgeCondition(policy.require, read);
  if (require.truth === 'true') return { outcome: 'pass', because: [...when.because, ...require.because] };
  if (when.truth === 'true' && require.truth === 'false') return { outcome: 'fail', because: require.because };
  const unknown = [when, require].filter(({ truth }) => truth === 'unknown');
  return { outcome: 'open', because: unknown.flatMap(({ because }) => because) };
}

/** A policy that applies in some fillings only, and holds in those, has passed: nothing can break it. */
function agreedOutcome(verdicts: readonly FillingOutcome[]): Outcome {
  const [first, ...others] = new Set(verdicts.map(({ outcome }) => outcome));
  if (first === undefined) return 'notApplicable';
  if (others.length === 0) return first;
  return [first, ...others].every((outcome) => outcome === 'pass' || outcome === 'notApplicable') ? 'pass' : 'open';
}

function reasons(verdicts: readonly Verdict[]): readonly FactPath[] {
  return [...new Set(verdicts.flatMap(({ because }) => because))];
}

/** Whether a condition holds of facts of which some are unknown: what it says stays true whatever those turn out to be. */
export function judgeCondition(condition: PolicyCondition, read: ReadFact): Judgement<FactPath> {
  switch (condition.kind) {
    case 'all':
      return all(condition.of.map((part) => judgeCondition(part, read)));
    case 'any':
      return any(condition.of.map((part) => judgeCondition(part, read)));
    case 'one':
      return one(condition.of.map((part) => judgeCondition(part, read)));
    case 'not':
      return not(judgeCondition(condition.of, read));
    case 'assertion':
      return judgeAssertion(condition, read);
    default:
      return condition satisfies never;
  }
}

function judgeAssertion(assertion: Assertion, read: ReadFact): Judgement<FactPath> {
  const paths = [assertion.path, ...assertion.comparedWith];
  const facts = paths.map((path) => ({ path, fact: read(path) }));
  const unknown = facts.filter(({ fact }) => fact.kind === 'unknown');
  if (unknown.length > 0) {
    const equal = assertion.equality && areEqual(facts);
    return equal ? { truth: 'true', because: paths } : { truth: 'unknown', because: unknown.map(({ path }) => path) };
  }
  // What a thing does not have is null to a policy.
  const [value, ...comparedWith] = facts.map(({ fact }) => (fact.kind === 'known' ? fact.value : null));
  return { truth: compileAssertion(assertion)(value, comparedWith) ? 'true' : 'false', because: paths };
}
