import type { DeployerFacts, ListenerFacts } from '../model/facts.js';
import type { Value } from '../model/value.js';
import { withEachCertificate } from './alternatives.js';
import { type Evaluation, evaluate as evaluateAnew } from './evaluate.js';
import { pathsOf } from './paths.js';
import type { FactPath, Policy } from './policy.js';
import { readFact } from './read-fact.js';
import { templatePaths } from './template.js';
import { describeUnknowns } from './unknowns.js';

/** Evaluations of one policy that are remembered; a plan with more kinds of listeners than that evaluates some twice. */
const REMEMBERED = 4096;

/** What counts for every policy: see evaluate.ts. */
const ALWAYS: readonly FactPath[] = ['certainty'];

interface Memory {
  readonly paths: readonly FactPath[];
  readonly evaluations: Map<string, Evaluation>;
}

const memories = new WeakMap<Policy, Memory>();
const spelled = new WeakMap<object, Map<FactPath, string>>();

/**
 * Holds facts against a policy, as `evaluate.ts` does. In a large plan most listeners are alike in the few facts that a
 * policy reads, so each kind of them is evaluated once. Why a fact is unknown changes only what is said of it.
 */
export function evaluate(policy: Policy, facts: ListenerFacts | DeployerFacts): Evaluation {
  if (withEachCertificate(facts).length > 0) return evaluateAnew(policy, facts);
  const { paths, evaluations } = memoryOf(policy);
  const key = keyOf(facts, paths);
  const known = evaluations.get(key);
  if (known !== undefined) return known.outcome === 'open' ? inTheseWords(known, facts) : known;
  const evaluation = evaluateAnew(policy, facts);
  if (evaluations.size >= REMEMBERED) evaluations.clear();
  evaluations.set(key, evaluation);
  return evaluation;
}

/** An open evaluation says why, which differs from listener to listener; not so where the listener itself is doubted. */
function inTheseWords(evaluation: Evaluation, facts: object): Evaluation {
  if (evaluation.decidedBy.every((path) => readFact(facts, path).kind !== 'unknown')) return evaluation;
  return { ...evaluation, message: describeUnknowns(facts, evaluation.decidedBy) };
}

function memoryOf(policy: Policy): Memory {
  const known = memories.get(policy);
  if (known !== undefined) return known;
  const paths = [...new Set([...pathsOf(policy), ...templatePaths(policy.message), ...ALWAYS])];
  const memory = { paths, evaluations: new Map<string, Evaluation>() };
  memories.set(policy, memory);
  return memory;
}

function keyOf(facts: object, paths: readonly FactPath[]): string {
  let all = spelled.get(facts);
  if (all === undefined) {
    all = new Map();
    spelled.set(facts, all);
  }
  let key = '';
  for (const path of paths) {
    let text = all.get(path);
    if (text === undefined) {
      text = spell(readFact(facts, path));
      all.set(path, text);
    }
    key += text;
  }
  return key;
}

/** Everything about a fact that can change an evaluation's outcome, as text that ends where no other goes on. */
function spell(value: Value<unknown>): string {
  const mark = value.kind !== 'absent' && value.sensitive === true ? '!' : '';
  switch (value.kind) {
    case 'absent':
      return '-\n';
    case 'known':
      return `${mark}=${JSON.stringify(value.value)}\n`;
    case 'unknown':
      return `${mark}?${JSON.stringify([value.candidates, value.identity])}\n`;
    default:
      return value satisfies never;
  }
}
