import { type Finding, LEVELS, type Level } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { describeOpen } from '../report/describe-open.js';
import { escapeControls } from '../report/escape-controls.js';
import { subjectName } from '../report/subject-name.js';

/** The metadata types of annotations, the same in both libraries. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/annotations.ts */
export type AnnotationType = '@cdktf/error' | '@cdktf/warn' | '@cdktf/info';

export interface Annotation {
  readonly constructPath: string | null;
  readonly type: AnnotationType;
  readonly message: string;
}

export interface Gate {
  /** A finding that fails at this level, or a worse one, fails the synth. */
  readonly failOn: Level;
  /** Whether a finding that is still open does so too. */
  readonly strict: boolean;
}

/** What a report says to the author of a stack, in the words of the command line. */
export function annotationsOf(report: Report, gate: Gate): readonly Annotation[] {
  const annotations: Annotation[] = [];
  const waiting = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    if (finding.outcome === 'pass') continue;
    const text = `${finding.message} [${finding.policyId}]`;
    if (finding.waiver !== null) {
      annotations.push(annotation(finding, '@cdktf/info', `waived: ${text} because ${finding.waiver.reason}`));
    } else if (finding.outcome === 'fail') annotations.push(annotation(finding, typeOf(finding, gate), text));
    else {
      const subject = subjectName(finding);
      waiting.set(subject, [...(waiting.get(subject) ?? []), finding]);
    }
  }
  for (const findings of waiting.values()) {
    const [first] = findings;
    if (first === undefined) continue;
    const facts = report.listeners.filter((listener) => isOf(first, listener)).map((listener) => listener.facts);
    const type = gate.strict ? '@cdktf/error' : '@cdktf/info';
    annotations.push(annotation(first, type, `open: ${describeOpen(findings, facts)}`));
  }
  return annotations;
}

function annotation(finding: Finding, type: AnnotationType, text: string): Annotation {
  const message = escapeControls(`${subjectName(finding)}: ${text}`);
  return { constructPath: finding.constructPath, type, message };
}

function typeOf({ level }: Finding, { failOn }: Gate): AnnotationType {
  if (LEVELS.indexOf(level) <= LEVELS.indexOf(failOn)) return '@cdktf/error';
  return level === 'note' ? '@cdktf/info' : '@cdktf/warn';
}

function isOf(finding: Finding, { facts }: Report['listeners'][number]): boolean {
  const port = facts.port.kind === 'known' ? facts.port.value : null;
  return facts.address === finding.address && port === finding.port;
}
