import { groupBy } from '../../model/collections.js';
import type { Finding, Level, Location } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { plural } from '../../model/words.js';
import { inputPrefix, subjectName } from './names.js';
import { subjectOrder } from './order.js';
import { severityOf, standingOf } from './standing.js';

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
  /** Those of the alert's kind, by subject. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** What else did not pass on this line: open or waived instances of what fails. */
  readonly others: readonly Finding[];
  /** Empty for what is not known to be broken. */
  readonly fix: string;
}

/** Everything that did not pass, one alert per policy and line, worst first. */
export function alertsOf(report: Report): readonly Alert[] {
  const compareSubjects = subjectOrder(report);
  const compare = (left: Finding, right: Finding) =>
    severityOf(left) - severityOf(right) || compareSubjects(left, right);
  const found = report.findings.filter(({ outcome }) => outcome !== 'pass');
  return [...groupBy(found, alertKey).values()]
    .flatMap((group) => alertOf([...group].sort(compare)))
    .sort(
      ({ findings: [left] }, { findings: [right] }) =>
        compare(left, right) || (left.policyId < right.policyId ? -1 : 1),
    );
}

function alertKey(finding: Finding): string {
  const { policyId, location, input } = finding;
  const place = location === null ? [input, kindOf(finding)] : [location.file, location.line];
  return JSON.stringify([policyId, ...place]);
}

function alertOf([worst, ...others]: readonly Finding[]): readonly Alert[] {
  if (worst === undefined) return [];
  const { policyId, level, location, input } = worst;
  const kind = kindOf(worst);
  const isAlike = (finding: Finding) => kindOf(finding) === kind;
  return [
    {
      policyId,
      level,
      kind,
      location,
      input,
      findings: [worst, ...others.filter(isAlike)],
      others: others.filter((finding) => !isAlike(finding)),
      fix: kind === 'fail' ? worst.fix : '',
    },
  ];
}

function kindOf(finding: Finding): Alert['kind'] {
  const standing = standingOf(finding);
  return standing === 'open' || standing === 'waived' ? standing : 'fail';
}

/** The alert's first line: its subject, or how many there are, and what is wrong. */
export function alertHeadline({ findings }: Alert): string {
  const [first, ...others] = findings;
  const subject = others.length === 0 ? subjectName(first) : plural(findings.length, first.subject);
  return `${subject}: ${first.message}`;
}

/** Instances beyond these are counted, not listed. */
const MOST_INSTANCES = 20;

/** The instances that an alert stands for, a line each; none where its headline says it all. */
export function alertInstances({ findings, others }: Alert, report: Report): readonly string[] {
  if (findings.length + others.length === 1) return [];
  const alike = new Set(findings.map(({ message }) => message)).size === 1;
  const nameOf = (finding: Finding) => `${inputPrefix(report, finding.input)}${subjectName(finding)}`;
  const lines = [
    ...(findings.length === 1 ? [] : findings).map((one) => `${nameOf(one)}${alike ? '' : `: ${one.message}`}`),
    ...others.map((one) => `${nameOf(one)} (${kindOf(one)}): ${one.message}`),
  ];
  const rest = lines.length - MOST_INSTANCES;
  return rest > 0 ? [...lines.slice(0, MOST_INSTANCES), `and ${rest} more`] : lines;
}
