import type { Finding } from '../model/finding.js';
import { failsRun, type Gate, type Report } from '../model/report.js';
import { escapeXml } from './escape.js';
import type { Reporter } from './index.js';
import { checkedAt, formatLocation, inputName, portName, sourceLine, subjectName } from './names.js';
import { comparePlaces, compareSeverity, inputPaths } from './order.js';

/**
 * JUnit XML in the subset that Jenkins, GitLab and Ant's schema agree on: a suite for each input, a test case for each
 * finding. A case fails where it makes the run fail; what is open, waived or below the gate is skipped, with its reason.
 * Source: https://docs.gitlab.com/ci/testing/unit_test_reports/
 * Source: https://github.com/windyroad/JUnit-Schema/blob/master/JUnit.xsd
 */
export default {
  format: 'junit',
  render: (report, gate) =>
    ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suitesOf(report, gate), '</testsuites>', ''].join(
      '\n',
    ),
} as const satisfies Reporter;

function suitesOf(report: Report, gate: Gate): readonly string[] {
  const comparePlace = comparePlaces(report);
  const timestamp = checkedAt(report).slice(0, 19);
  return inputPaths(report).flatMap((path, id) => {
    const findings = report.findings
      .filter(({ input }) => input === path)
      .sort((left, right) => comparePlace(left, right) || compareSeverity(left, right));
    const failures = findings.filter((finding) => failsRun(finding, gate)).length;
    const skipped = findings.filter((finding) => skippedBecause(finding, gate) !== undefined).length;
    const attributes = {
      id,
      name: inputName(path),
      package: 'elbcert',
      tests: findings.length,
      failures,
      errors: 0,
      skipped,
      time: 0,
      timestamp,
      hostname: 'localhost',
    };
    return [
      `  <testsuite${attributesOf(attributes)}>`,
      '    <properties>',
      `      <property${attributesOf({ name: 'elbcert', value: report.tool.version })}/>`,
      '    </properties>',
      ...casesOf(findings, report, gate),
      `    <system-out>${report.notes.map(escapeXml).join('\n')}</system-out>`,
      '    <system-err></system-err>',
      '  </testsuite>',
    ];
  });
}

/** Of two cases of one name in one class GitLab counts the first alone, so each name is its own. */
function casesOf(findings: readonly Finding[], report: Report, gate: Gate): readonly string[] {
  const seen = new Map<string, number>();
  return findings.flatMap((finding) => {
    const input = report.inputs.length > 1 ? `${inputName(finding.input)}: ` : '';
    const className = `${input}${finding.address}`;
    const title = finding.subject === 'listener' ? `listener ${portName(finding.port)} ` : '';
    const name = `${title}${finding.policyId}`;
    const nth = (seen.get(`${className}\n${name}`) ?? 0) + 1;
    seen.set(`${className}\n${name}`, nth);
    const attributes = attributesOf({
      classname: className,
      name: nth === 1 ? name : `${name} (${nth})`,
      time: 0,
      // No part of Ant's schema; GitLab links it.
      ...(finding.location === null ? {} : { file: sourceLine(finding.location, finding.input).path }),
    });
    const outcome = outcomeOf(finding, gate);
    return outcome === ''
      ? [`    <testcase${attributes}/>`]
      : [`    <testcase${attributes}>`, outcome, '    </testcase>'];
  });
}

function outcomeOf(finding: Finding, gate: Gate): string {
  const message = `${subjectName(finding)}: ${finding.message}`;
  const because = skippedBecause(finding, gate);
  if (because !== undefined) return `      <skipped${attributesOf({ message: `${because}: ${message}` })}/>`;
  if (!failsRun(finding, gate)) return '';
  const lines = [
    message,
    ...(finding.fix === '' ? [] : [`fix: ${finding.fix}`]),
    ...(finding.location === null ? [] : [`at: ${formatLocation(finding.location)}`]),
    ...(finding.trace.length < 2 ? [] : [`via: ${finding.trace.join(' → ')}`]),
  ];
  const type = finding.policyId;
  return `      <failure${attributesOf({ message, type })}>${lines.map(escapeXml).join('\n')}</failure>`;
}

/** Why a finding that did not pass is no failure. */
function skippedBecause(finding: Finding, gate: Gate): string | undefined {
  if (finding.outcome === 'pass' || failsRun(finding, gate)) return undefined;
  if (finding.waiver !== null) return `waived, ${finding.waiver.reason}`;
  return finding.outcome === 'open' ? 'open' : finding.level;
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}
