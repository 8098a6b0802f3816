import { LEVELS } from '../model/finding.js';
import type { Report } from '../model/report.js';
import { plural } from '../model/words.js';
import { groupReport, type InputGroup, subjectGroups } from './common/groups.js';
import { formatLocation, inputName, inputPrefix, subjectName, withinInputs } from './common/names.js';
import { describeOpen } from './common/open.js';
import { essentialRemarks, type Remark, remarksOf } from './common/remarks.js';
import { sortFindings } from './common/standing.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { joinPieces, type Line, renderLine, type Style, styled } from './text/line.js';
import { deployerSection, domainSection, loadBalancerSection, type Section } from './text/section.js';

/**
 * For somebody at a terminal: what is wrong, worst first, and in the last line what was checked. Findings are grouped
 * under headings, which people read more easily; `quiet` is for grep, where each line says its address itself.
 */
export default {
  format: 'text',
  render: (report, options) => {
    const inputs = groupReport(report);
    const counts = countsLine(report, options);
    const lines =
      options.verbosity === 'quiet'
        ? [...quietLines(inputs, report, options), ...remarkSection(essentialRemarks(report)), counts]
        : joinSections([
            ...inputs.flatMap((input) => inputSections(input, report, options)),
            remarkSection(remarksOf(report)),
            [counts],
          ]);
    return lines.map((line) => renderLine(line, options.color)).join('');
  },
} as const satisfies Reporter;

/** The lines of all sections, a blank line between any two; an empty section leaves no trace. */
function joinSections(sections: readonly Section[]): readonly Line[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, at) => (at === 0 ? section : [[], ...section]));
}

/** What there is to say of one input; its name comes first where there are several. */
function inputSections(group: InputGroup, report: Report, { verbosity }: RenderOptions): readonly Section[] {
  const options = { verbose: verbosity === 'verbose', policies: report.policies };
  const sections = [
    ...group.loadBalancers.map((loadBalancer) => loadBalancerSection(loadBalancer, options)),
    ...group.domains.map((domain) => domainSection(domain, options)),
    ...group.deployers.map((deployer) => deployerSection(deployer, options)),
  ].filter((section) => section.length > 0);
  const isTitled = options.verbose || (report.inputs.length > 1 && sections.length > 0);
  return isTitled ? [[title(group)], ...sections] : sections;
}

function title({ path, input }: InputGroup): Line {
  const { kind = '', terraformVersion } = input ?? {};
  return joinPieces(
    [styled('strong', `── ${inputName(path)}`), styled('dim', kind), styled('dim', terraformVersion ?? '')],
    '  ',
  );
}

/** What was left out, what the reader should know of the inputs, and what was not checked. */
function remarkSection(remarks: readonly Remark[]): Section {
  return remarks.map(({ label, text }) => [styled('note', `${label}: `), text]);
}

/** What elbcert judges, in as few words as name all of it. */
const JUDGED = 'load balancer listener, CloudFront distribution, API Gateway domain or Cognito domain';

/** The last line: what was looked at, and how it came out, in numbers. */
function countsLine(report: Report, { verbosity }: RenderOptions): Line {
  const { inputs, summary, findings, unseen } = report;
  const { loadBalancers, listeners, secureListeners, domains, fail, open, pass, notApplicable, waived } = summary;
  if (listeners === 0 && domains === 0 && findings.length === 0)
    return [
      unseen.length === 0
        ? `No ${JUDGED}${withinInputs(report)}: nothing to check.`
        : `Nothing was checked${withinInputs(report)}.`,
    ];
  const looked = [
    ...(inputs.length > 1 ? [plural(inputs.length, 'input')] : []),
    ...(listeners === 0 && domains > 0
      ? []
      : [plural(loadBalancers, 'load balancer'), `${plural(listeners, 'listener')} (${secureListeners} secure)`]),
    ...(domains === 0 ? [] : [plural(domains, 'domain')]),
  ];
  const counts: Line = [
    ...LEVELS.filter((level) => level !== 'note' || fail.note > 0).map((level) =>
      emphasised(level, fail[level], plural(fail[level], level)),
    ),
    emphasised('open', open, `${open} open`),
    `${pass} passed`,
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(verbosity === 'verbose' ? [`${notApplicable} not applicable`] : []),
  ];
  return [`${looked.join(', ')}: `, ...joinPieces(counts, ', ')];
}

/** A count of zero is no reason for colour. */
function emphasised(style: Style, count: number, text: string): Line[number] {
  return count === 0 ? text : styled(style, text);
}

/**
 * For logs, editors and grep: each finding that fails on a line of its own that says everything, under `strict` open ones
 * too. A line begins with the place as compilers write it, or with the level where no place is known.
 */
function quietLines(inputs: readonly InputGroup[], report: Report, { strict }: RenderOptions): readonly Line[] {
  return subjectGroups(inputs).flatMap(({ facts, findings }) => {
    const { failed, open } = sortFindings(findings);
    const line = (finding: (typeof findings)[number], label: Style, text: string): Line => [
      finding.location === null ? '' : `${formatLocation(finding.location)}: `,
      styled(label, label),
      `: ${inputPrefix(report, finding.input)}`,
      styled('strong', subjectName(finding)),
      `: ${text}`,
    ];
    return [
      ...failed.map((finding) => line(finding, finding.level, `${finding.message} [${finding.policyId}]`)),
      ...(strict ? open.slice(0, 1) : []).map((first) => line(first, 'open', describeOpen(open, facts))),
    ];
  });
}
