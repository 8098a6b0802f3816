import { collectListeners, wanted } from './facts/index.js';
import type { ListenerFacts } from './model/facts.js';
import type { Finding, Outcome } from './model/finding.js';
import type { Plan } from './model/plan.js';
import { type Problem, UnusableInput } from './model/problem.js';
import type { InputSummary, Report, ReportedListener } from './model/report.js';
import { summarise } from './model/summary.js';
import { evaluate, loadPolicies, type Policy } from './policies/index.js';
import { read } from './read/index.js';
import type { GivenRegions } from './resolve/index.js';
import { version } from './version.js';

export interface CheckOptions {
  /** Paths, and `-` for standard input. */
  readonly inputs: readonly string[];
  /** Files and folders of the user's own policies. */
  readonly policyPaths?: readonly string[];
  /** Ids of policies to leave out. */
  readonly disable?: readonly string[];
  /** Regions by provider key, for what the inputs do not tell; under '' for providers that set none. */
  readonly regions?: GivenRegions;
  /** The clock that dates are held against. */
  readonly now?: Date;
  /** Told, a line at a time, what is run on the way. */
  readonly onNotice?: (text: string) => void;
}

/** What an input holds, ready for policies. */
export interface CollectedFacts {
  readonly inputs: readonly InputSummary[];
  readonly listeners: readonly ReportedListener[];
}

/** Reads inputs and collects their facts. Throws: `UnusableInput` with the problems of all inputs. */
export function collect(options: CheckOptions): CollectedFacts {
  const plans = readAll(options);
  const now = options.now ?? new Date();
  const regions = options.regions ?? new Map<string, string>();
  return {
    inputs: plans.map(summariseInput),
    listeners: plans.flatMap((plan) => {
      return collectListeners(plan, { now, regions }).map((facts) => ({ input: plan.path, facts }));
    }),
  };
}

/**
 * Reads inputs, collects their facts and holds those against the policies.
 * Throws: `UnusableInput` where an input or a policy cannot be used; nothing was judged then.
 */
export function check(options: CheckOptions): Report {
  const policies = loadPolicies({ policyPaths: options.policyPaths ?? [], disable: options.disable ?? [] });
  const { inputs, listeners } = collect(options);
  const judged = listeners.flatMap((listener) => judge(policies, listener));
  const findings = judged.filter((finding) => finding !== 'notApplicable');
  return {
    tool: { name: 'elbcert', version },
    inputs,
    summary: summarise(listeners, findings, judged.length - findings.length),
    listeners,
    deployers: [],
    findings,
    policies,
    notes: [],
  };
}

function readAll(options: CheckOptions): readonly Plan[] {
  const problems: Problem[] = [];
  const plans = options.inputs.flatMap((input) => {
    try {
      return read(input, { wanted, onNotice: options.onNotice ?? (() => {}) });
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new UnusableInput(problems);
  return plans;
}

function summariseInput(plan: Plan): InputSummary {
  return {
    path: plan.path,
    kind: plan.kind,
    formatVersion: plan.formatVersion ?? null,
    terraformVersion: plan.terraformVersion ?? null,
    complete: plan.complete,
    notes: plan.notes,
  };
}

function judge(
  policies: readonly Policy[],
  { input, facts }: ReportedListener,
): readonly (Finding | 'notApplicable')[] {
  return policies
    .filter((policy) => policy.subject === 'listener')
    .map((policy) => {
      const { outcome, decidedBy, message } = evaluate(policy, facts);
      return outcome === 'notApplicable' ? outcome : finding(policy, outcome, { input, facts }, decidedBy, message);
    });
}

function finding(
  policy: Policy,
  outcome: Exclude<Outcome, 'notApplicable'>,
  { input, facts }: { readonly input: string; readonly facts: ListenerFacts },
  decidedBy: readonly string[],
  message: string,
): Finding {
  return {
    policyId: policy.id,
    outcome,
    level: policy.level,
    input,
    subject: 'listener',
    address: facts.address,
    constructPath: facts.constructPath,
    port: facts.port.kind === 'known' ? facts.port.value : null,
    message,
    fix: policy.fix,
    decidedBy,
    trace: facts.trace,
    location: null,
    waiver: null,
  };
}
