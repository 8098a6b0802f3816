import type { DeployerFacts, ListenerFacts } from './model/facts.js';
import type { Finding, Outcome } from './model/finding.js';
import type { ReportedDeployer, ReportedListener } from './model/report.js';
import { evaluate, type Policy } from './policies/index.js';

/** What policies say of facts: the findings, and how many outcomes were that a policy does not apply. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly notApplicable: number;
}

/** Holds every listener against every policy on listeners. */
export function judgeListeners(policies: readonly Policy[], listeners: readonly ReportedListener[]): Judgement {
  const applying = policies.filter((policy) => policy.subject === 'listener');
  return judgementOf(listeners.flatMap((listener) => applying.map((policy) => judge(policy, listener))));
}

/** Holds every deployer against every policy on deployers. */
export function judgeDeployers(policies: readonly Policy[], deployers: readonly ReportedDeployer[]): Judgement {
  const applying = policies.filter((policy) => policy.subject === 'deployer');
  return judgementOf(deployers.flatMap((deployer) => applying.map((policy) => judgeDeployer(policy, deployer))));
}

function judgementOf(outcomes: readonly (Finding | 'notApplicable')[]): Judgement {
  const findings = outcomes.filter((outcome) => outcome !== 'notApplicable');
  return { findings, notApplicable: outcomes.length - findings.length };
}

function judgeDeployer(policy: Policy, { input, facts }: ReportedDeployer): Finding | 'notApplicable' {
  const { outcome, decidedBy, message } = evaluate(policy, facts);
  return outcome === 'notApplicable' ? outcome : deployerFinding(policy, outcome, input, facts, decidedBy, message);
}

function judge(policy: Policy, { input, facts }: ReportedListener): Finding | 'notApplicable' {
  const { outcome, decidedBy, message } = evaluate(policy, facts);
  return outcome === 'notApplicable' ? outcome : listenerFinding(policy, outcome, input, facts, decidedBy, message);
}

function listenerFinding(
  policy: Policy,
  outcome: Exclude<Outcome, 'notApplicable'>,
  input: string,
  facts: ListenerFacts,
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

function deployerFinding(
  policy: Policy,
  outcome: Exclude<Outcome, 'notApplicable'>,
  input: string,
  facts: DeployerFacts,
  decidedBy: readonly string[],
  message: string,
): Finding {
  return {
    policyId: policy.id,
    outcome,
    level: policy.level,
    input,
    subject: 'deployer',
    address: facts.address ?? facts.arn ?? facts.file ?? facts.kind,
    constructPath: null,
    port: null,
    message,
    fix: policy.fix,
    decidedBy,
    trace: facts.trace,
    location: null,
    waiver: null,
  };
}
