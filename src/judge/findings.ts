import type { Finding } from '../model/finding.js';
import type { ReportedDeployer, ReportedListener } from '../model/report.js';
import { type Evaluations, evaluator, type Policy } from './index.js';

/** What policies say of facts: the findings, and how many outcomes were that a policy does not apply. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly notApplicable: number;
}

/** Holds every listener against every policy on listeners. */
export function judgeListeners(policies: readonly Policy[], listeners: readonly ReportedListener[]): Judgement {
  const evaluate = evaluator(policies.filter((policy) => policy.subject === 'listener'));
  return judge(listeners, ({ facts }) => evaluate(facts), aboutListener);
}

/** Holds every deployer against every policy on deployers. */
export function judgeDeployers(policies: readonly Policy[], deployers: readonly ReportedDeployer[]): Judgement {
  const evaluate = evaluator(policies.filter((policy) => policy.subject === 'deployer'));
  return judge(deployers, ({ facts }) => evaluate(facts), aboutDeployer);
}

/** What a finding is about. */
type About = Pick<Finding, 'input' | 'subject' | 'address' | 'constructPath' | 'port' | 'trace'>;

function aboutListener({ input, facts }: ReportedListener): About {
  const { address, constructPath, port, trace } = facts;
  return { input, subject: 'listener', address, constructPath, port: port.kind === 'known' ? port.value : null, trace };
}

function aboutDeployer({ input, facts }: ReportedDeployer): About {
  const address = facts.address ?? facts.arn ?? facts.file ?? facts.kind;
  return { input, subject: 'deployer', address, constructPath: null, port: null, trace: facts.trace };
}

function judge<T>(
  subjects: readonly T[],
  evaluate: (subject: T) => Evaluations,
  about: (subject: T) => About,
): Judgement {
  const findings: Finding[] = [];
  let notApplicable = 0;
  for (const one of subjects) {
    const evaluations = evaluate(one);
    const { input, subject, address, constructPath, port, trace } = about(one);
    notApplicable += evaluations.notApplicable;
    for (let at = 0; at < evaluations.findings.length; at += 1) {
      const { policy, outcome, decidedBy, message } = evaluations.findings[at] as Evaluations['findings'][number];
      findings.push({
        policyId: policy.id,
        outcome,
        level: policy.level,
        input,
        subject,
        address,
        constructPath,
        port,
        message,
        fix: policy.fix,
        decidedBy,
        trace,
        location: null,
        waiver: null,
      });
    }
  }
  return { findings, notApplicable };
}
