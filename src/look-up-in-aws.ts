import { evaluateStrictly, type Policy } from './judge/index.js';
import { type Asked, FILLABLE, failureNotes, failureProblems, type LiveOptions, lookUp } from './live/index.js';
import type { DomainFacts, ListenerFacts } from './model/facts.js';
import { UnusableInput } from './model/problem.js';
import type {
  CollectedFacts,
  ReportedDeployer,
  ReportedDomain,
  ReportedListener,
  UnknownDeployer,
} from './model/report.js';

/** Facts after AWS was asked. */
export interface LookedUp {
  readonly listeners: readonly ReportedListener[];
  readonly domains: readonly ReportedDomain[];
  readonly deployers: readonly ReportedDeployer[];
  /** What AWS did not tell. */
  readonly notes: readonly string[];
}

export interface LookUpOptions {
  readonly live?: LiveOptions | undefined;
  readonly onNotice?: (text: string) => void;
}

/**
 * The same facts with what AWS tells, where it is to be asked at all.
 * Rejects: `UnusableInput` where look-ups are required and one that a verdict needs failed. What nobody can ask, a
 * certificate in another account, has not failed.
 */
export async function lookUpInAws(
  collected: Asked,
  policies: readonly Policy[],
  { live, onNotice }: LookUpOptions,
): Promise<LookedUp> {
  if (live === undefined) return { ...collected, deployers: [], notes: [] };
  const result = await lookUp(collected, live);
  if (live.required === true) {
    const fillable = new Set(['certificate.covers', ...FILLABLE.map((name) => `certificate.${name}`)]);
    const needed = result.failed.filter((one) => {
      if (one.failure.kind === 'elsewhere') return false;
      if (one.kind === 'permission') return policies.some(({ subjects }) => subjects.includes('deployer'));
      return dependsOn(policies, one.user.facts, fillable);
    });
    if (needed.length > 0) throw new UnusableInput(failureProblems(needed));
  }
  if (result.notice !== undefined) onNotice?.(result.notice);
  const { listeners: filled, domains: filledDomains, deployers, failed } = result;
  return { listeners: filled, domains: filledDomains, deployers, notes: failureNotes(failed) };
}

/** Whoever AWS was asked about is a deployer that is known: the role or user of `--as-role` deploys everything. */
export function withLookedUp(collected: CollectedFacts, { deployers, notes, ...live }: LookedUp): CollectedFacts {
  const found = new Set(deployers.map(({ facts }) => facts.kind));
  const isNamed = found.has('role') || found.has('user');
  const isUnknown = ({ kind }: UnknownDeployer) => !isNamed && !(kind === 'caller' && found.has('caller'));
  return {
    ...collected,
    ...live,
    deployers: [...collected.deployers, ...deployers],
    notes: [...collected.notes, ...notes],
    unknownDeployers: collected.unknownDeployers.filter(isUnknown),
  };
}

/** Whether a policy is open on a listener for want of one of these facts. */
function dependsOn(
  policies: readonly Policy[],
  facts: ListenerFacts | DomainFacts,
  paths: ReadonlySet<string>,
): boolean {
  const subject = 'port' in facts ? 'listener' : 'domain';
  return policies.some((policy) => {
    if (!policy.subjects.includes(subject)) return false;
    const { outcome, decidedBy } = evaluateStrictly(policy, facts);
    return outcome === 'open' && decidedBy.some((path) => paths.has(path));
  });
}
