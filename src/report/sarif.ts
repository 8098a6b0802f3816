import type { Log, ReportingDescriptor, Result, Suppression } from 'sarif';
import { parseAddress } from '../model/address.js';
import type { Finding, Level, PolicyDescription } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { type Alert, alertHeadline, alertInstances, alertsOf } from './common/alerts.js';
import { escapeControls } from './common/escape.js';
import { codeHostLine, fingerprint, planId, sentence, webAddress } from './common/names.js';
import { remarkLine, remarksOf } from './common/remarks.js';
import type { Reporter } from './reporter.js';

/**
 * SARIF 2.1.0: what fails, what is open, and what was waived, each at its line of source. What passed is left out.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export default {
  format: 'sarif',
  render: (report) => sarifText(report, alertsOf(report)),
} as const satisfies Reporter;

const HOME_PAGE = 'https://github.com/elbcert/elbcert';

/** A log of some alerts of a report. */
export function sarifText(report: Report, alerts: readonly Alert[]): string {
  return `${JSON.stringify(logOf(report, alerts), null, 2)}\n`;
}

function logOf(report: Report, alerts: readonly Alert[]): Log {
  const { tool } = report;
  const rules = rulesOf(report, alerts);
  const id = planId(report);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, semanticVersion: tool.version, informationUri: HOME_PAGE, rules } },
        // GitHub keeps the alerts of each category apart, and the category is all before the last slash.
        automationDetails: { id: id === '' ? 'elbcert/' : `elbcert/${id}/` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: remarksOf(report)
              .map(remarkLine)
              .map((note) => ({
                level: 'note',
                message: { text: escapeControls(note) },
              })),
          },
        ],
        results: resultsOf(report, alerts, rules),
      },
    ],
  };
}

/** One result per alert. */
function resultsOf(report: Report, alerts: readonly Alert[], rules: readonly ReportingDescriptor[]): Result[] {
  // Either every result of a run says whether it is suppressed, or none does (section 3.27.23).
  const suppressing = alerts.some(({ kind }) => kind === 'waived');
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return alerts.map((alert) => {
    const ruleId = escapeControls(alert.policyId);
    const failing = alert.findings[0].outcome === 'fail';
    return {
      ruleId,
      ruleIndex: indexes.get(ruleId) ?? -1,
      // What is neither good nor bad has no level (section 3.27.10).
      kind: failing ? 'fail' : 'open',
      level: failing ? alert.level : 'none',
      message: { text: messageText(alert, report) },
      locations: [{ physicalLocation: physicalLocation(alert), logicalLocations: logicalLocations(alert) }],
      // GitHub makes its own from the line's text; this one outlives changes to the line.
      partialFingerprints: { 'elbcert/v1': alertFingerprint(alert) },
      ...(suppressing ? { suppressions: suppressionsOf(alert) } : {}),
      ...(alert.location === null ? {} : { properties: { locatedBy: escapeControls(alert.location.via) } }),
    } satisfies Result;
  });
}

function messageText(alert: Alert, report: Report): string {
  const instances = alertInstances(alert, report).map((line) => `- ${plainText(line)}`);
  const fix = alert.fix === '' ? [] : ['', `Fix: ${plainText(alert.fix)}`];
  return [plainText(alertHeadline(alert)), ...instances, ...fix].join('\n');
}

/** Text in which nothing is a link: an address may well hold `["a"](1)`. Source: section 3.11.6 */
function plainText(text: string): string {
  return escapeControls(text).replaceAll('](', '\\](');
}

function physicalLocation(alert: Alert) {
  const { path, line, column } = codeHostLine(alert.location, alert.input);
  return {
    artifactLocation: artifactLocation(path),
    region: { startLine: line, ...(column === null ? {} : { startColumn: column }) },
  };
}

/** A path as a URI reference: relative to the repository's root, unless it is absolute. */
function artifactLocation(path: string) {
  const wellFormed = Buffer.from(path).toString();
  const uri = wellFormed.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  if (/^[a-z]:\//i.test(path)) return { uri: `file:///${uri}` };
  return { uri, uriBaseId: '%SRCROOT%' };
}

/** The most addresses that one result names. */
const MOST_ADDRESSES = 100;

function logicalLocations({ findings }: Alert) {
  const addresses = [...new Set(findings.map(({ address }) => address))].slice(0, MOST_ADDRESSES);
  return addresses.map((address) => ({ fullyQualifiedName: escapeControls(address), kind: 'resource' }));
}

/** The same for the same blocks of source, whatever instances they have today. */
function alertFingerprint({ policyId, findings }: Alert): string {
  const subjects = findings.map((finding) => JSON.stringify([sourceAddress(finding), finding.port]));
  return fingerprint([policyId, ...[...new Set(subjects)].sort()]);
}

function sourceAddress({ address }: Finding): string {
  const parsed = parseAddress(address);
  if (parsed === undefined) return address;
  return [...parsed.module.flatMap(({ name }) => ['module', name]), parsed.type, parsed.name].join('.');
}

function suppressionsOf({ kind, findings }: Alert): Suppression[] {
  if (kind !== 'waived') return [];
  const waivers = findings.flatMap(({ waiver }) => (waiver === null ? [] : [waiver]));
  const distinct = new Map(waivers.map((waiver) => [JSON.stringify(waiver), waiver]));
  return [...distinct.values()].map(({ reason, source }) => ({
    kind: /\.ya?ml(?::\d+)*$/.test(source) ? 'external' : 'inSource',
    status: 'accepted',
    justification: escapeControls(`${reason} (${source})`),
  }));
}

/** Every policy as a rule; one that the report names and does not describe goes by its id. */
function rulesOf({ policies }: Report, alerts: readonly Alert[]): ReportingDescriptor[] {
  const described = new Set(policies.map(({ id }) => id));
  const bare = new Map(alerts.map((alert) => [alert.policyId, alert]));
  return [
    ...policies.map(describedRule),
    ...[...bare.values()].filter(({ policyId }) => !described.has(policyId)).map(bareRule),
  ];
}

/** GitHub's words for how bad a finding of a rule is. Without `security-severity` an alert is about quality, not security. */
const PROBLEM_SEVERITY = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
} as const satisfies Record<Level, string>;

function describedRule(policy: PolicyDescription): ReportingDescriptor {
  const [helpUri] = policy.source.flatMap((url) => webAddress(url) ?? []);
  const [title, why, fix] = [policy.title, policy.why, policy.fix].map((text) => escapeControls(sentence(text)));
  const sources = policy.source.map(escapeControls);
  return {
    ...ruleTexts(policy.id, title ?? '', why || title || ''),
    help: {
      text: `${why}\n\nHow to fix: ${fix}\n\n${sources.join('\n')}`,
      markdown: `${why}\n\n**How to fix.** ${fix}\n\n${sources.map((url) => `- <${url}>`).join('\n')}`,
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: policy.level },
    properties: {
      tags: ['terraform', 'aws', 'elb'],
      precision: 'very-high',
      'problem.severity': PROBLEM_SEVERITY[policy.level],
    },
  };
}

function bareRule({ policyId, level, fix }: Alert): ReportingDescriptor {
  const text = escapeControls(policyId) || 'policy';
  return {
    ...ruleTexts(policyId, text, text),
    help: { text: escapeControls(fix) || text },
    defaultConfiguration: { level },
  };
}

/** GitHub takes no longer descriptions. */
const LONGEST_DESCRIPTION = 1024;

function ruleTexts(id: string, short: string, full: string) {
  const cut = (text: string) =>
    text.length <= LONGEST_DESCRIPTION ? text : `${text.slice(0, LONGEST_DESCRIPTION - 1).trimEnd()}…`;
  return {
    id: escapeControls(id),
    shortDescription: { text: cut(short) },
    fullDescription: { text: cut(full) },
  };
}
