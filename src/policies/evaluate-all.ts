import type { DeployerFacts, ListenerFacts } from '../model/facts.js';
import type { Outcome } from '../model/finding.js';
import { withEachCertificate } from './alternatives.js';
import { type Evaluation, evaluate } from './evaluate.js';
import { spellAsked, spellPaths } from './kind-of-facts.js';
import type { Policy } from './policy.js';
import { templatePaths } from './template.js';
import { describeUnknowns } from './unknowns.js';

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
