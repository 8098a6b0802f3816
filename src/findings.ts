import type { ListenerFacts } from './model/facts.js';
import type { Finding, Outcome } from './model/finding.js';
import type { ReportedListener } from './model/report.js';
import { evaluate, type Policy } from './policies/index.js';

/** What policies say of facts: the findings, and how many outcomes were that a policy does not apply. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly notApplicable: number;
}

/** Holds every listener against every policy on listeners. */
export function judgeListeners(policies: readonly Policy[], listeners: readonly ReportedListener[]): Judgement {
  const applying = policies.filter((policy) => policy.subject === 'listener');
  const outcomes = listeners.flatMap((listener) => applying.map((policy) => judge(policy, listener)));
  const findings = outcomes.filter((outcome) => outcome !== 'notApplicable');
  return { findings, notApplicable: outcomes.length - findings.length };
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
