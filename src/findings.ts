import type { DeployerFacts, ListenerFacts } from './model/facts.js';
import type { Finding } from './model/finding.js';
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
  return judgementOf(listeners.flatMap((listener) => applying.map((policy) => judgeListener(policy, listener))));
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

function judgeListener(policy: Policy, { input, facts }: ReportedListener): Finding | 'notApplicable' {
  return judge(policy, facts, {
    input,
    subject: 'listener',
    address: facts.address,
    constructPath: facts.constructPath,
    port: facts.port.kind === 'known' ? facts.port.value : null,
    trace: facts.trace,
  });
}

function judgeDeployer(policy: Policy, { input, facts }: ReportedDeployer): Finding | 'notApplicable' {
  return judge(policy, facts, {
    input,
    subject: 'deployer',
    address: facts.address ?? facts.arn ?? facts.file ?? facts.kind,
    constructPath: null,
    port: null,
    trace: facts.trace,
  });
}

/** What a finding is about. */
type About = Pick<Finding, 'input' | 'subject' | 'address' | 'constructPath' | 'port' | 'trace'>;

function judge(policy: Policy, facts: ListenerFacts | DeployerFacts, about: About): Finding | 'notApplicable' {
  const { outcome, decidedBy, message } = evaluate(policy, facts);
  if (outcome === 'notApplicable') return outcome;
  const { id: policyId, level, fix } = policy;
  return { policyId, outcome, level, ...about, message, fix, decidedBy, location: null, waiver: null };
}
