import type { Finding, Level, Location } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { inputName, plural, subjectName } from './names.js';
import { comparePlaces, severityOf } from './order.js';

/**
 * What a reviewer is told at one line of source: one policy, and every instance that the line makes break it. Code
 * hosts take two results of one rule on one line for the same one.
 */
export interface Alert {
  readonly policyId: string;
  readonly level: Level;
  readonly kind: 'fail' | 'open' | 'waived';
  /** Null where the source is not at hand: the alert then stands for the whole input. */
  readonly location: Location | null;
  readonly input: string;
  /** Those of the alert's kind, by place. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** What else did not pass on this line: open or waived instances of what fails. */
  readonly others: readonly Finding[];
  /** Empty for what is not known to be broken. */
  readonly fix: string;
}

/** Instances beyond these are counted, not listed. */
const MOST_INSTANCES = 20;

/** Everything that did not pass, one alert per policy and line, worst first. */
export function alertsOf(report: Report): readonly Alert[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    if (finding.outcome === 'pass') continue;
    const { policyId, location, input } = finding;
    const place = location === null ? [input, kindOf(finding)] : [location.file, location.line];
    const key = JSON.stringify([policyId, ...place]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const comparePlace = comparePlaces(report);
  return [...groups.values()]
    .map((group) =>
      alertOf([...group].sort((left, right) => severityOf(left) - severityOf(right) || comparePlace(left, right))),
    )
    .filter((alert) => alert !== undefined)
    .sort(
      ({ findings: [left] }, { findings: [right] }) =>
        severityOf(left) - severityOf(right) || comparePlace(left, right) || (left.policyId < right.policyId ? -1 : 1),
    );
}

function alertOf([worst, ...others]: readonly Finding[]): Alert | undefined {
  if (worst === undefined) return undefined;
  const kind = kindOf(worst);
  return {
    policyId: worst.policyId,
    level: worst.level,
    kind,
    location: worst.location,
    input: worst.input,
    findings: [worst, ...others.filter((finding) => kindOf(finding) === kind)],
    others: others.filter((finding) => kindOf(finding) !== kind),
    fix: kind === 'fail' ? worst.fix : '',
  };
}

function kindOf({ outcome, waiver }: Finding): Alert['kind'] {
  if (waiver !== null) return 'waived';
  return outcome === 'open' ? 'open' : 'fail';
}

/** The alert's first line: its subject, or how many there are, and what is wrong. */
export function alertHeadline({ findings }: Alert): string {
  const [first, ...others] = findings;
  const subject = others.length === 0 ? subjectName(first) : plural(findings.length, first.subject);
  return `${subject}: ${first.message}`;
}

/** The instances that an alert stands for, a line each; none where its headline says it all. */
export function alertInstances({ findings, others }: Alert, report: Report): readonly string[] {
  if (findings.length + others.length === 1) return [];
  const alike = new Set(findings.map(({ message }) => message)).size === 1;
  const own = findings.length === 1 ? [] : findings;
  const lines = [
    ...own.map((finding) => `${instanceName(finding, report)}${alike ? '' : `: ${finding.message}`}`),
    ...others.map((finding) => `${instanceName(finding, report)} (${kindOf(finding)}): ${finding.message}`),
  ];
  const rest = lines.length - MOST_INSTANCES;
  return rest > 0 ? [...lines.slice(0, MOST_INSTANCES), `and ${rest} more`] : lines;
}

function instanceName(finding: Finding, { inputs }: Report): string {
  return `${inputs.length > 1 ? `${inputName(finding.input)}: ` : ''}${subjectName(finding)}`;
}
