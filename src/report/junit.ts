import { groupBy } from '../model/collections.js';
import type { Finding } from '../model/finding.js';
import { failsRun, type Gate, type Report } from '../model/report.js';
import { escapeXml } from './common/escape.js';
import { findingText, formatLocation, inputName, inputPrefix, portName } from './common/names.js';
import { compareSeverity, inputPaths, subjectOrder } from './common/order.js';
import { remarkLine, remarksOf } from './common/remarks.js';
import type { Reporter } from './reporter.js';

/**
 * JUnit XML in the subset that Jenkins, GitLab and Ant's schema agree on: a suite for each input, a test case for each
 * finding. A case fails where it makes the run fail; what is open, waived or below the gate is skipped, with its reason.
 * Source: https://docs.gitlab.com/ci/testing/unit_test_reports/
 * Source: https://github.com/windyroad/JUnit-Schema/blob/master/JUnit.xsd
 */
export default {
  format: 'junit',
  render: (report, gate) => {
    const compareSubjects = subjectOrder(report);
    const sorted = [...report.findings].sort(
      (left, right) => compareSubjects(left, right) || compareSeverity(left, right),
    );
    const byInput = groupBy(sorted, ({ input }) => input);
    const suites = inputPaths(report).flatMap((path, id) =>
      suiteLines({ path, id, findings: byInput.get(path) ?? [] }, report, gate),
    );
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>'];
    return `${lines.join('\n')}\n`;
  },
} as const satisfies Reporter;

interface Suite {
  readonly path: string;
  readonly id: number;
  readonly findings: readonly Finding[];
}

function suiteLines({ path, id, findings }: Suite, report: Report, gate: Gate): readonly string[] {
  const attributes = {
    id,
    name: inputName(path),
    package: 'elbcert',
    tests: Math.max(findings.length, 1),
    failures: findings.filter((finding) => failsRun(finding, gate)).length,
    errors: 0,
    skipped: findings.filter((finding) => skippedBecause(finding, gate) !== undefined).length,
    time: 0,
    timestamp: report.now.slice(0, 19),
    hostname: 'localhost',
  };
  return [
    `  <testsuite${attributeText(attributes)}>`,
    '    <properties>',
    `      <property${attributeText({ name: 'elbcert', value: report.tool.version })}/>`,
    '    </properties>',
    ...(findings.length === 0 ? [emptyCase(path)] : caseLines(findings, report, gate)),
    `    <system-out>${remarksOf(report).map(remarkLine).map(escapeXml).join('\n')}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>',
  ];
}

/**
 * The one case of an input without findings: Jenkins takes a report without any case for a mistake, and fails the build.
 * Source: https://github.com/jenkinsci/junit-plugin/blob/master/src/main/java/hudson/tasks/junit/JUnitResultArchiver.java
 */
function emptyCase(path: string): string {
  return `    <testcase${attributeText({ classname: inputName(path), name: 'nothing to check', time: 0 })}/>`;
}

/** Of two cases of one name in one class GitLab counts the first alone, so each name is its own. */
function caseLines(findings: readonly Finding[], report: Report, gate: Gate): readonly string[] {
  const seen = new Map<string, number>();
  return findings.flatMap((finding) => {
    const classname = `${inputPrefix(report, finding.input)}${finding.address}`;
    const title = finding.subject === 'listener' ? `listener ${portName(finding.port)} ` : '';
    const name = `${title}${finding.policyId}`;
    const count = (seen.get(`${classname}\n${name}`) ?? 0) + 1;
    seen.set(`${classname}\n${name}`, count);
    const attributes = attributeText({
      classname,
      name: count === 1 ? name : `${name} (${count})`,
      time: 0,
    });
    const outcome = outcomeLine(finding, gate);
    return outcome === ''
      ? [`    <testcase${attributes}/>`]
      : [`    <testcase${attributes}>`, outcome, '    </testcase>'];
  });
}

function outcomeLine(finding: Finding, gate: Gate): string {
  const message = findingText(finding);
  const because = skippedBecause(finding, gate);
  if (because !== undefined) return `      <skipped${attributeText({ message: `${because}: ${message}` })}/>`;
  if (!failsRun(finding, gate)) return '';
  const lines = [
    message,
    ...(finding.fix === '' ? [] : [`fix: ${finding.fix}`]),
    ...(finding.location === null ? [] : [`at: ${formatLocation(finding.location)}`]),
    ...(finding.trace.length < 2 ? [] : [`via: ${finding.trace.join(' → ')}`]),
  ];
  const attributes = attributeText({ message, type: finding.policyId });
  return `      <failure${attributes}>${lines.map(escapeXml).join('\n')}</failure>`;
}

/** Why a finding that did not pass is no failure. */
function skippedBecause(finding: Finding, gate: Gate): string | undefined {
  if (finding.outcome === 'pass' || failsRun(finding, gate)) return undefined;
  if (finding.waiver !== null) return `waived, ${finding.waiver.reason}`;
  return finding.outcome === 'open' ? 'open' : finding.level;
}

function attributeText(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}
