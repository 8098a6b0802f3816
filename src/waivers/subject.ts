import type { ListenerFacts } from '../model/facts.js';
import type { Finding, Subject } from '../model/finding.js';
import type { ReportedDeployer, ReportedListener } from '../model/report.js';

/** What findings are about, as a waiver may name it. */
export interface WaivableSubject {
  readonly input: string;
  readonly subject: Subject;
  readonly address: string;
  readonly port: number | null;
  readonly constructPath: string | null;
  /** Null for a deployer. */
  readonly listener: ListenerFacts | null;
}

export function listenerSubject({ input, facts }: ReportedListener): WaivableSubject {
  const { address, port, constructPath } = facts;
  return {
    input,
    subject: 'listener',
    address,
    port: port.kind === 'known' ? port.value : null,
    constructPath,
    listener: facts,
  };
}

export function deployerSubject({ input, facts }: ReportedDeployer): WaivableSubject {
  const address = facts.address ?? facts.arn ?? facts.file ?? facts.kind;
  return { input, subject: 'deployer', address, port: null, constructPath: null, listener: null };
}

/** Text that is the same for a finding and for what it is about, and for nothing else: the length says where paths end. */
export function subjectKey(of: Pick<Finding, 'input' | 'subject' | 'address' | 'port'>): string {
  return `${of.subject} ${of.port} ${of.input.length} ${of.input}${of.address}`;
}
