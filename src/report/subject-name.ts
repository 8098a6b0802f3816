import type { DeployerFacts, ListenerFacts } from '../model/facts.js';
import type { Finding } from '../model/finding.js';

/** A finding's subject as every message names it: `aws_elb.web listener 443`, `aws_iam_role.ci`. */
export function subjectName(finding: Pick<Finding, 'subject' | 'address' | 'port'>): string {
  switch (finding.subject) {
    case 'listener':
      return `${finding.address} listener ${portName(finding.port)}`;
    case 'deployer':
      return finding.address;
    default:
      return finding.subject satisfies never;
  }
}

export function portName(port: number | null): string {
  return port === null ? 'on an unknown port' : String(port);
}

/** The port that a finding names the listener by; null where it is unknown. */
export function portOf(facts: ListenerFacts): number | null {
  return facts.port.kind === 'known' ? facts.port.value : null;
}

/** The text that a finding names the deployer by. */
export function deployerName(facts: DeployerFacts): string {
  return facts.address ?? facts.arn ?? facts.file ?? facts.kind;
}

/** An input's path as people read it. */
export function inputName(path: string): string {
  return path === '-' || path === '<stdin>' ? 'standard input' : path;
}
