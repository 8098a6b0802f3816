import type { DeployerFacts, DomainFacts, ListenerFacts } from './facts.js';
import {
  type Finding,
  type JudgedSubject,
  LEVELS,
  type Level,
  type PolicyChange,
  type PolicyDescription,
} from './finding.js';
import type { Grounded } from './grounds.js';
import type { InputKind, Plan } from './plan.js';

export interface InputSummary {
  readonly path: string;
  readonly kind: InputKind;
  readonly formatVersion: string | null;
  readonly terraformVersion: string | null;
  readonly complete: boolean;
  readonly notes: readonly string[];
}

export interface Summary {
  readonly loadBalancers: number;
  readonly listeners: number;
  readonly secureListeners: number;
  readonly domains: number;
  /** Findings that fail and are not waived. */
  readonly fail: Readonly<Record<Level, number>>;
  readonly open: number;
  readonly pass: number;
  readonly notApplicable: number;
  readonly waived: number;
}

export interface ReportedListener extends Grounded<ListenerFacts> {
  readonly input: string;
}

export interface ReportedDomain extends Grounded<DomainFacts> {
  readonly input: string;
}

export interface ReportedDeployer extends Grounded<DeployerFacts> {
  readonly input: string;
}

/** What is judged, and what is not. */
export interface CollectedFacts {
  readonly listeners: readonly ReportedListener[];
  readonly domains: readonly ReportedDomain[];
  readonly deployers: readonly ReportedDeployer[];
  readonly notes: readonly string[];
  readonly unknownDeployers: readonly UnknownDeployer[];
  /** The listeners of Classic Load Balancers that the credentials deploy which Terraform is started with. */
  readonly deployedByCaller: readonly ReportedListener[];
}

/** A deployer that is in no input, and that the user did not name. */
export interface UnknownDeployer {
  /** A role that a provider assumes, or whoever starts Terraform. */
  readonly kind: 'assumedRole' | 'caller';
  /** What was not checked about it. */
  readonly note: string;
}

/** How findings name a listener. */
export function listenerSubject({ input, facts }: ReportedListener): JudgedSubject {
  const { address, constructPath } = facts;
  return { input, subject: 'listener', address, constructPath, port: portOf(facts) };
}

/** The port that findings name a listener by; null where it is unknown. */
export function portOf({ port }: ListenerFacts): number | null {
  return port.kind === 'known' ? port.value : null;
}

/** How findings name a domain. */
export function domainSubject({ input, facts: { address, constructPath } }: ReportedDomain): JudgedSubject {
  return { input, subject: 'domain', address, constructPath, port: null };
}

/** How findings name a deployer. */
export function deployerSubject({ input, facts }: ReportedDeployer): JudgedSubject {
  return { input, subject: 'deployer', address: deployerName(facts), constructPath: null, port: null };
}

/** The text that findings name a deployer by. */
export function deployerName({ address, arn, file, kind }: DeployerFacts): string {
  return address ?? arn ?? file ?? kind;
}

/** Everything a reporter is given. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  /** The configuration that was used, as the user would write its path; null where none was. */
  readonly configuration: string | null;
  /** The clock that dates were held against, RFC 3339. */
  readonly now: string;
  readonly inputs: readonly InputSummary[];
  readonly summary: Summary;
  readonly listeners: readonly ReportedListener[];
  readonly domains: readonly ReportedDomain[];
  readonly deployers: readonly ReportedDeployer[];
  /** Every outcome but `notApplicable`. */
  readonly findings: readonly Finding[];
  readonly policies: readonly PolicyDescription[];
  /** Policies that a file or an option disabled, lowered or replaced. */
  readonly policyChanges: readonly PolicyChange[];
  /** What was not checked, and how to have it checked. */
  readonly notes: readonly string[];
  /** Those of the notes that tell of something in these inputs: a plan without any such thing has none. */
  readonly unseen: readonly string[];
}

/** What a report says of an input. */
export function summariseInput(plan: Plan): InputSummary {
  return {
    path: plan.path,
    kind: plan.kind,
    formatVersion: plan.formatVersion ?? null,
    terraformVersion: plan.terraformVersion ?? null,
    complete: plan.complete,
    notes: plan.notes,
  };
}

/** What a run found, in numbers. `notApplicable` is counted by whoever evaluates: such outcomes are no findings. */
export function summarise(
  { listeners, domains }: Pick<Report, 'listeners' | 'domains'>,
  findings: readonly Finding[],
  notApplicable: number,
): Summary {
  const fail: Record<Level, number> = { error: 0, warning: 0, note: 0 };
  let open = 0;
  let pass = 0;
  let waived = 0;
  for (const { outcome, level, waiver } of findings) {
    if (outcome === 'pass') pass += 1;
    else if (waiver !== null) waived += 1;
    else if (outcome === 'open') open += 1;
    else fail[level] += 1;
  }
  return {
    loadBalancers: new Set(listeners.map(({ input, facts }) => JSON.stringify([input, facts.loadBalancer.address])))
      .size,
    listeners: listeners.length,
    secureListeners: listeners.filter(({ facts: { secure } }) => secure.kind === 'known' && secure.value).length,
    domains: domains.length,
    fail,
    open,
    pass,
    notApplicable,
    waived,
  };
}

/** What makes a run fail. */
export interface Gate {
  /** A finding that fails at this level, or a worse one, makes the run fail. */
  readonly failOn: Level;
  /** Whether a finding that is open, or passes under an assumption, does so too. */
  readonly strict: boolean;
}

/** The exit code of a run whose input could be judged: the same for every format. */
export function exitCode(report: Pick<Report, 'findings'>, gate: Gate): 0 | 1 {
  return report.findings.some((finding) => failsRun(finding, gate)) ? 1 : 0;
}

/** Whether this finding alone makes the run fail. */
export function failsRun(finding: Finding, gate: Gate): boolean {
  if (finding.waiver !== null) return false;
  switch (finding.outcome) {
    case 'fail':
      return LEVELS.indexOf(finding.level) <= LEVELS.indexOf(gate.failOn);
    case 'open':
      return gate.strict;
    case 'pass':
      return gate.strict && finding.assuming !== null;
    default:
      return finding.outcome satisfies never;
  }
}
