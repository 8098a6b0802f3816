import type { DeployerFacts, ListenerFacts } from './facts.js';
import type { Finding, Level } from './finding.js';
import type { InputKind } from './plan.js';
import type { PolicyDescription } from './policy.js';

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
  /** Findings that fail and are not waived. */
  readonly fail: Readonly<Record<Level, number>>;
  readonly open: number;
  readonly pass: number;
  readonly notApplicable: number;
  readonly waived: number;
}

export interface ReportedListener {
  readonly input: string;
  readonly facts: ListenerFacts;
}

export interface ReportedDeployer {
  readonly input: string;
  readonly facts: DeployerFacts;
}

/** Everything a reporter is given. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly inputs: readonly InputSummary[];
  readonly summary: Summary;
  readonly listeners: readonly ReportedListener[];
  readonly deployers: readonly ReportedDeployer[];
  /** Every outcome but `notApplicable`. */
  readonly findings: readonly Finding[];
  readonly policies: readonly PolicyDescription[];
  /** What was not checked, and how to have it checked. */
  readonly notes: readonly string[];
}
