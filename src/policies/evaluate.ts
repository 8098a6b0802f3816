import type { DeployerFacts, ListenerFacts } from '../model/facts.js';
import type { Outcome } from '../model/finding.js';
import { differingFacts } from './differing-facts.js';
import { judge } from './judge.js';
import { describeFailure } from './message.js';
import { pathsOf } from './paths.js';
import type { FactPath, Policy } from './policy.js';
import { describeUnknowns } from './unknowns.js';
import { type World, worlds } from './worlds.js';

/** What a policy says of one subject. */
export interface Evaluation {
  readonly outcome: Outcome;
  /** The facts that decided it or, where it is open, the unknown facts that would. */
  readonly decidedBy: readonly FactPath[];
  readonly message: string;
  /** True where it would have failed, were it certain that the listener comes to be. */
  readonly doubted?: true;
}

/**
 * Holds facts against a policy. Whatever the unknown facts turn out to be, `pass` never turns into `fail` nor `fail`
 * into `pass`: an unknown fact takes each of its candidates, or any value at all where it has none; unknown facts of
 * one identity take the same value; the certificate is one of its alternatives.
 */
export function evaluate(policy: Policy, facts: ListenerFacts | DeployerFacts): Evaluation {
  const evaluation = evaluateStrictly(policy, facts);
  return evaluation.outcome === 'open' && evaluation.doubted !== true && policy.whenUnknown === 'ignore'
    ? { ...evaluation, outcome: 'notApplicable' }
    : evaluation;
}

/** The same where `whenUnknown` does not count: what is open stays open. */
export function evaluateStrictly(policy: Policy, facts: ListenerFacts | DeployerFacts): Evaluation {
  const verdicts = worlds(facts, pathsOf(policy)).map((world) => ({ world, ...verdictIn(policy, world) }));
  const outcome = agreed(verdicts.map((verdict) => verdict.outcome));
  switch (outcome) {
    case 'fail': {
      const decidedBy = distinct(verdicts.flatMap((verdict) => verdict.because));
      const worldsSeen = verdicts.map(({ world }) => world);
      return doubted(policy, facts, { outcome, decidedBy, message: describeFailure(policy, facts, worldsSeen) });
    }
    case 'open': {
      const stillOpen = verdicts.filter((verdict) => verdict.outcome === 'open').flatMap((verdict) => verdict.because);
      const decidedBy = distinct([...stillOpen, ...differingFacts(verdicts, pathsOf(policy))]);
      return { outcome, decidedBy, message: describeUnknowns(facts, decidedBy) };
    }
    case 'pass':
    case 'notApplicable':
      return { outcome, decidedBy: distinct(verdicts.flatMap((verdict) => verdict.because)), message: policy.title };
    default:
      return outcome satisfies never;
  }
}

/**
 * A listener that may never come to be does not surely break anything: what it would break is open. A policy that reads
 * the certainty itself has weighed it already.
 */
function doubted(policy: Policy, facts: ListenerFacts | DeployerFacts, failure: Evaluation): Evaluation {
  if (!('certainty' in facts) || facts.certainty === 'certain' || pathsOf(policy).includes('certainty')) return failure;
  const message = `if it is made, and is a Classic Load Balancer: ${failure.message}`;
  return { outcome: 'open', decidedBy: ['certainty'], message, doubted: true };
}

interface Verdict {
  readonly outcome: Outcome;
  readonly because: readonly FactPath[];
}

function verdictIn(policy: Policy, { read }: World): Verdict {
  const when = judge(policy.when, read);
  if (when.truth === 'false') return { outcome: 'notApplicable', because: when.because };
  const require = judge(policy.require, read);
  if (require.truth === 'true') return { outcome: 'pass', because: [...when.because, ...require.because] };
  if (when.truth === 'true' && require.truth === 'false') return { outcome: 'fail', because: require.because };
  const unknown = [when, require].filter(({ truth }) => truth === 'unknown');
  return { outcome: 'open', because: unknown.flatMap(({ because }) => because) };
}

/** A policy that applies in some worlds only, and holds in those, has passed: nothing can break it. */
function agreed(outcomes: readonly Outcome[]): Outcome {
  const [first, ...others] = new Set(outcomes);
  if (first === undefined) return 'notApplicable';
  if (others.length === 0) return first;
  return outcomes.every((outcome) => outcome === 'pass' || outcome === 'notApplicable') ? 'pass' : 'open';
}

function distinct(paths: readonly FactPath[]): readonly FactPath[] {
  return [...new Set(paths)];
}
