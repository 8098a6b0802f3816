import type { ReportingDescriptor, Result, Suppression } from 'sarif';
import { parseAddress } from '../../model/address.js';
import type { Finding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { type Alert, alertHeadline, alertInstances } from '../alerts.js';
import { escapeControls } from '../escape-controls.js';
import { fingerprint } from '../fingerprint.js';
import { sourceLine } from '../source-path.js';

/** One result per alert. */
export function sarifResults(
  report: Report,
  alerts: readonly Alert[],
  rules: readonly ReportingDescriptor[],
): readonly Result[] {
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
      locations: [
        {
          physicalLocation: physicalLocation(alert),
          logicalLocations: addressesOf(alert).map((address) => ({
            fullyQualifiedName: escapeControls(address),
            kind: 'resource',
          })),
        },
      ],
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
  const { path, line, column } = sourceLine(alert.location, alert.input);
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

function addressesOf({ findings }: Alert): readonly string[] {
  return [...new Set(findings.map(({ address }) => address))].slice(0, 100);
}

/** The blocks that an alert is about, whatever instances they have today. */
function alertFingerprint({ policyId, findings }: Alert): string {
  const subjects = findings.map((finding) => JSON.stringify([blockAddress(finding), finding.port]));
  return fingerprint([policyId, ...[...new Set(subjects)].sort()]);
}

function blockAddress({ address }: Finding): string {
  const parsed = parseAddress(address);
  if (parsed === undefined) return address;
  return [...parsed.module.flatMap(({ name }) => ['module', name]), parsed.type, parsed.name].join('.');
}

function suppressionsOf({ kind, findings }: Alert): Suppression[] {
  if (kind !== 'waived') return [];
  const waivers = new Map(
    findings.flatMap(({ waiver }) => (waiver === null ? [] : [[JSON.stringify(waiver), waiver]])),
  );
  return [...waivers.values()].map(({ reason, source }) => ({
    kind: /\.ya?ml(?::\d+)*$/.test(source) ? 'external' : 'inSource',
    status: 'accepted',
    justification: escapeControls(`${reason} (${source})`),
  }));
}
