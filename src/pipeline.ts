import { type AnnotateOptions, annotate } from './annotate/index.js';
import { applyAcknowledgements } from './annotate/suppress/acknowledged.js';
import { isTouched } from './annotate/suppress/baseline.js';
import { type Config, choosePolicies } from './config/index.js';
import { deployersOf, type FoundDeployers, judgesDeployers } from './deployers.js';
import { collectListeners, onDemand, unseenListeners, wanted, wantedBefore } from './facts/index.js';
import { judgeSubjects, type Policy } from './judge/index.js';
import type { LiveOptions } from './live/session.js';
import { type LookedUp, lookUpInAws } from './look-up-in-aws.js';
import { version } from './model/package.js';
import type { Plan } from './model/plan.js';
import { type Problem, UnusableInput } from './model/problem.js';
import {
  type InputSummary,
  type Report,
  type ReportedDeployer,
  type ReportedListener,
  summarise,
} from './model/report.js';
import { readPolicyFiles } from './read/iam-policy-file.js';
import { read } from './read/index.js';
import type { GivenRegions } from './resolve/index.js';

/** What facts depend on besides the plan. */
export interface FactOptions {
  /** Regions by provider key, for what the inputs do not tell; under '' for providers that set none. */
  readonly regions?: GivenRegions;
  /** The clock that dates are held against. */
  readonly now?: Date;
  /** Addresses of roles, users, groups and policies that deploy. */
  readonly deployers?: readonly string[];
  /** Files with the policies of one principal that deploys. */
  readonly deployerPolicies?: readonly string[];
}

export interface JudgeOptions extends FactOptions {
  /** Judges only listeners whose load balancer or certificate the plan changes. */
  readonly changedOnly?: boolean;
}

export interface ReadOptions extends Pick<FactOptions, 'deployers'> {
  /** Paths, and `-` for standard input. */
  readonly inputs: readonly string[];
  /** Told, a line at a time, what is run on the way. */
  readonly onNotice?: (text: string) => void;
  /** Told what is being done, before it is: it may take long. */
  readonly onProgress?: (stage: string) => void;
  /** Told before an input is read that is too large to be parsed as a whole, and whether it is scanned in WebAssembly. */
  readonly onLargeInput?: (inWebAssembly: boolean) => void;
}

export interface CheckOptions extends ReadOptions, JudgeOptions, Omit<AnnotateOptions, 'now' | 'onNotice'> {
  readonly config?: Config | undefined;
  /** Files and folders of the user's own policies. */
  readonly policyPaths?: readonly string[];
  /** Ids of policies to leave out. */
  readonly disable?: readonly string[];
  /** Look up in AWS what the inputs do not tell. Without this nothing is sent anywhere. */
  readonly live?: LiveOptions | undefined;
  /** Packs that come with elbcert and are not in force unless they are named: `classic-elb-tls`. */
  readonly packs?: readonly string[];
}

/**
 * Reads inputs, collects their facts and holds those against the policies.
 * Rejects: `UnusableInput` where an input or a policy cannot be used, or a look-up that is required fails; nothing was
 * judged then.
 */
export async function check(options: CheckOptions): Promise<Report> {
  const { policyPaths = [], disable = [], packs = [], config } = options;
  const policies = choosePolicies({ policyPaths, disable, packs }, config);
  const plans = readPlans(options);
  options.onProgress?.('checking listeners');
  const collected = collectFacts(plans, policies, options);
  const live = await lookUpInAws(collected.listeners, policies, options);
  const report = reportOn(plans, policies, withLookedUp(collected, live));
  return annotate({ ...report, configuration: config?.file ?? null }, plans, options);
}

/** The report on plans that were read already. */
export function checkPlans(plans: readonly Plan[], policies: readonly Policy[], options: JudgeOptions = {}): Report {
  return reportOn(plans, policies, collectFacts(plans, policies, options));
}

/** What is judged, and what is not. */
interface CollectedFacts {
  readonly listeners: readonly ReportedListener[];
  readonly deployers: readonly ReportedDeployer[];
  readonly notes: readonly string[];
  /** Of deployers that are not known. */
  readonly deployerNotes: readonly string[];
}

function collectFacts(plans: readonly Plan[], policies: readonly Policy[], options: JudgeOptions): CollectedFacts {
  const all = listenersOf(plans, options);
  const listeners = options.changedOnly === true ? all.filter(({ facts }) => isTouched(facts)) : all;
  const { deployers, notes } = findDeployers(plans, listeners, options);
  return {
    listeners,
    deployers,
    notes: [...plans.flatMap(unseenListeners), ...leftOut(all.length - listeners.length)],
    deployerNotes: judgesDeployers(policies) ? notes : [],
  };
}

/** Whoever AWS was asked about is a deployer that is known. */
function withLookedUp(collected: CollectedFacts, live: LookedUp): CollectedFacts {
  return {
    listeners: live.listeners,
    deployers: [...collected.deployers, ...live.deployers],
    notes: [...collected.notes, ...live.notes],
    deployerNotes: live.deployers.length === 0 ? collected.deployerNotes : [],
  };
}

function reportOn(plans: readonly Plan[], policies: readonly Policy[], collected: CollectedFacts): Report {
  const { listeners, deployers, notes, deployerNotes } = collected;
  const judged = judgeSubjects(policies, { listeners, deployers });
  const findings = applyAcknowledgements(judged.findings, plans);
  return {
    tool: { name: 'elbcert', version },
    configuration: null,
    inputs: plans.map(summariseInput),
    summary: summarise(listeners, findings, judged.notApplicable),
    listeners,
    deployers,
    findings,
    policies,
    notes: [...notes, ...deployerNotes],
  };
}

function leftOut(count: number): readonly string[] {
  return count === 0
    ? []
    : [`${count} listener${count === 1 ? '' : 's'} that the plan does not change (--changed-only)`];
}

/** The facts of every listener in some plans. */
export function listenersOf(plans: readonly Plan[], options: FactOptions = {}): readonly ReportedListener[] {
  const given = { now: options.now ?? new Date(), regions: options.regions ?? new Map<string, string>() };
  return plans.flatMap((plan) => collectListeners(plan, given).map((facts) => ({ input: plan.path, facts })));
}

/** The facts of every deployer of those listeners. Throws: `UnusableInput` where one that is named cannot be found. */
export function findDeployers(
  plans: readonly Plan[],
  listeners: readonly ReportedListener[],
  { deployers = [], deployerPolicies = [], regions = new Map() }: FactOptions = {},
): FoundDeployers {
  const named = { addresses: deployers, policies: readPolicyFiles(deployerPolicies) };
  return deployersOf(plans, listeners, named, regions);
}

/** The plans in some inputs, each read once. Throws: `UnusableInput` with the problems of all inputs. */
export function readPlans(options: ReadOptions): readonly Plan[] {
  const problems: Problem[] = [];
  const inputs = [...new Set(options.inputs)];
  const plans = inputs.flatMap((input, at) => {
    const count = inputs.length > 1 ? ` (${at + 1} of ${inputs.length})` : '';
    const stage = `reading ${input === '-' ? 'standard input' : input}${count}`;
    options.onProgress?.(stage);
    try {
      return read(input, {
        wanted,
        before: wantedBefore,
        onDemand: namesDeployers(options) ? undefined : onDemand,
        onNotice: options.onNotice ?? (() => {}),
        onLargeInput: options.onLargeInput,
        onProgress: (_path, done, size) => options.onProgress?.(`${stage}, ${amount(done, size)}`),
      });
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new UnusableInput(problems);
  return plans;
}

/** Who is named is reported on whatever it may do, so that everything about it is read. */
function namesDeployers({ deployers = [] }: ReadOptions): boolean {
  return deployers.length > 0;
}

/** How much of an input was read: a share of it, or megabytes where nobody knows how much there is. */
function amount(done: number, size: number | undefined): string {
  return size === undefined ? `${Math.round(done / 1e6)} MB` : `${Math.floor((100 * done) / Math.max(size, 1))} %`;
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
