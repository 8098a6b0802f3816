import type { DeployerFacts, ListenerFacts } from '../model/facts.js';
import { withEachCertificate } from './alternatives.js';
import { type Evaluation, evaluate as evaluateAnew } from './evaluate.js';
import { pathsOf } from './paths.js';
import type { FactPath, Policy } from './policy.js';
import { readFact } from './read-fact.js';
import { templatePaths } from './template.js';

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
 * policy reads, so each kind of them is evaluated once.
 */
export function evaluate(policy: Policy, facts: ListenerFacts | DeployerFacts): Evaluation {
  if (withEachCertificate(facts).length > 0) return evaluateAnew(policy, facts);
  const { paths, evaluations } = memoryOf(policy);
  let key = '';
  for (const path of paths) key += `${spell(facts, path)}\n`;
  const known = evaluations.get(key);
  if (known !== undefined) return known;
  const evaluation = evaluateAnew(policy, facts);
  if (evaluations.size >= REMEMBERED) evaluations.clear();
  evaluations.set(key, evaluation);
  return evaluation;
}

function memoryOf(policy: Policy): Memory {
  const known = memories.get(policy);
  if (known !== undefined) return known;
  const paths = [...new Set([...pathsOf(policy), ...templatePaths(policy.message), ...ALWAYS])];
  const memory = { paths, evaluations: new Map<string, Evaluation>() };
  memories.set(policy, memory);
  return memory;
}

/** Everything there is to know of a fact, as text. */
function spell(facts: object, path: FactPath): string {
  const known = spelled.get(facts) ?? new Map<FactPath, string>();
  const before = known.get(path);
  if (before !== undefined) return before;
  const text = JSON.stringify(readFact(facts, path));
  known.set(path, text);
  spelled.set(facts, known);
  return text;
}
