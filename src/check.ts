import { collectListeners, wanted } from './facts/index.js';
import { judgeListeners } from './findings.js';
import type { LiveOptions } from './live/options.js';
import { type LookedUp, lookUpInAws } from './look-up-in-aws.js';
import type { Plan } from './model/plan.js';
import { type Problem, UnusableInput } from './model/problem.js';
import type { InputSummary, Report, ReportedListener } from './model/report.js';
import { summarise } from './model/summary.js';
import { loadPolicies, type Policy } from './policies/index.js';
import { read } from './read/index.js';
import type { GivenRegions } from './resolve/index.js';
import { version } from './version.js';

/** What facts depend on besides the plan. */
export interface FactOptions {
  /** Regions by provider key, for what the inputs do not tell; under '' for providers that set none. */
  readonly regions?: GivenRegions;
  /** The clock that dates are held against. */
  readonly now?: Date;
}

export interface ReadOptions {
  /** Paths, and `-` for standard input. */
  readonly inputs: readonly string[];
  /** Told, a line at a time, what is run on the way. */
  readonly onNotice?: (text: string) => void;
}

export interface CheckOptions extends ReadOptions, FactOptions {
  /** Files and folders of the user's own policies. */
  readonly policyPaths?: readonly string[];
  /** Ids of policies to leave out. */
  readonly disable?: readonly string[];
  /** Look up in AWS what the inputs do not tell. Without this nothing is sent anywhere. */
  readonly live?: LiveOptions | undefined;
}

/**
 * Reads inputs, collects their facts and holds those against the policies.
 * Rejects: `UnusableInput` where an input or a policy cannot be used, or a look-up that is required fails; nothing was
 * judged then.
 */
export async function check(options: CheckOptions): Promise<Report> {
  const policies = loadPolicies({ policyPaths: options.policyPaths ?? [], disable: options.disable ?? [] });
  const plans = readPlans(options);
  const listeners = listenersOf(plans, options);
  return reportOn(plans, policies, await lookUpInAws(listeners, policies, options));
}

/** The report on plans that were read already. */
export function checkPlans(plans: readonly Plan[], policies: readonly Policy[], options: FactOptions = {}): Report {
  return reportOn(plans, policies, { listeners: listenersOf(plans, options), deployers: [], notes: [] });
}

function reportOn(plans: readonly Plan[], policies: readonly Policy[], collected: LookedUp): Report {
  const { listeners, deployers, notes } = collected;
  const { findings, notApplicable } = judgeListeners(policies, listeners);
  return {
    tool: { name: 'elbcert', version },
    inputs: plans.map(summariseInput),
    summary: summarise(listeners, findings, notApplicable),
    listeners,
    deployers,
    findings,
    policies,
    notes,
  };
}

/** The facts of every listener in some plans. */
export function listenersOf(plans: readonly Plan[], options: FactOptions = {}): readonly ReportedListener[] {
  const given = { now: options.now ?? new Date(), regions: options.regions ?? new Map<string, string>() };
  return plans.flatMap((plan) => collectListeners(plan, given).map((facts) => ({ input: plan.path, facts })));
}

/** The plans in some inputs. Throws: `UnusableInput` with the problems of all inputs. */
export function readPlans(options: ReadOptions): readonly Plan[] {
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
