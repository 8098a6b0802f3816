import type { DeployerFacts, ListenerFacts } from '../model/facts.js';
import type { Outcome } from '../model/finding.js';
import { pathsOf } from './conditions.js';
import { spellAsked, spellPaths } from './example-facts.js';
import { judge } from './logic.js';
import { describeFailure, templatePaths } from './message.js';
import type { FactPath, Policy } from './policy.js';
import { withEachCertificate } from './read-fact.js';
import { describeUnknowns, differingFacts, type World, worlds } from './worlds.js';

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

/** What a policy that applies says of one subject. */
export interface Finding extends Evaluation {
  readonly policy: Policy;
  readonly outcome: Exclude<Outcome, 'notApplicable'>;
}

/** What policies say of one subject. */
export interface Evaluations {
  readonly findings: readonly Finding[];
  readonly notApplicable: number;
}

/** Kinds of facts that are remembered; a plan with more of them than that has some evaluated twice. */
const REMEMBERED = 4096;

/**
 * Holds facts against policies, as evaluate.ts holds them against one. In a large plan most listeners are alike in what
 * policies ask of them, so each kind of them is evaluated once, and told in the words that fit each.
 */
export function evaluator(policies: readonly Policy[]): (facts: ListenerFacts | DeployerFacts) => Evaluations {
  const spell = spellAsked(policies);
  const kinds = new Map<string, Kind>();
  return (facts) => {
    if (withEachCertificate(facts).length > 0) return evaluateAll(policies, facts);
    const key = spell(facts);
    let kind = kinds.get(key);
    if (kind === undefined) {
      if (kinds.size >= REMEMBERED) kinds.clear();
      kind = kindOf(evaluateAll(policies, facts));
      kinds.set(key, kind);
    }
    return inTheirWords(kind, facts);
  };
}

function evaluateAll(policies: readonly Policy[], facts: ListenerFacts | DeployerFacts): Evaluations {
  const findings: Finding[] = [];
  for (const policy of policies) {
    const { outcome, ...evaluation } = evaluate(policy, facts);
    if (outcome !== 'notApplicable') findings.push({ ...evaluation, outcome, policy });
  }
  return { findings, notApplicable: policies.length - findings.length };
}

/** Facts of one kind: policies come to the same outcomes for the same facts. */
interface Kind {
  readonly evaluations: Evaluations;
  /** One for each finding; undefined where what is said is the same for all. */
  readonly words: readonly (((facts: ListenerFacts | DeployerFacts) => string) | undefined)[];
  readonly alike: boolean;
}

function kindOf(evaluations: Evaluations): Kind {
  const words = evaluations.findings.map(wordsOf);
  return { evaluations, words, alike: words.every((one) => one === undefined) };
}

/** What a finding says where that differs: why something is unknown, or the values that break a demand. */
function wordsOf({ policy, outcome, doubted, decidedBy }: Finding) {
  if (outcome === 'pass') return undefined;
  if (outcome === 'open' && doubted !== true) {
    return (facts: ListenerFacts | DeployerFacts) => describeUnknowns(facts, decidedBy);
  }
  const paths = templatePaths(policy.message);
  if (paths.length === 0) return undefined;
  const spell = spellPaths(paths);
  const messages = new Map<string, string>();
  return (facts: ListenerFacts | DeployerFacts) => {
    const key = spell(facts);
    const known = messages.get(key);
    if (known !== undefined) return known;
    const said = evaluate(policy, facts).message;
    if (messages.size < REMEMBERED) messages.set(key, said);
    return said;
  };
}

function inTheirWords({ evaluations, words, alike }: Kind, facts: ListenerFacts | DeployerFacts): Evaluations {
  if (alike) return evaluations;
  const findings = evaluations.findings.map((finding, at) => {
    const message = words[at]?.(facts);
    return message === undefined ? finding : { ...finding, message };
  });
  return { findings, notApplicable: evaluations.notApplicable };
}
