import type { DeployerFacts } from '../model/facts.js';
import { type Finding, LEVELS } from '../model/finding.js';
import type { InputSummary, Report } from '../model/report.js';
import { type DeployerGroup, findingsOf, grouped, type InputGroup, type LoadBalancerGroup } from './grouped.js';
import type { RenderOptions, Reporter } from './index.js';
import { inputName, plural, subjectName } from './names.js';
import {
  blankLine,
  deployerHeading,
  findingLines,
  type Line,
  listenerHeading,
  loadBalancerHeading,
  renderLine,
  type Style,
  sharedLocation,
  shownFindings,
  spaced,
  styled,
} from './text-lines.js';
import { describeOpen } from './verdict.js';

/** What there is to say of one input; its name comes first where there are several. */
export function inputSections(group: InputGroup, report: Report, options: RenderOptions): readonly Section[] {
  const sections = [
    ...group.loadBalancers.map((loadBalancer) => loadBalancerSection(loadBalancer, report, options)),
    ...group.deployers.map((deployer) => deployerSection(deployer, report, options)),
  ].filter((section) => section.length > 0);
  if (options.verbosity === 'verbose') return [[title(group)], ...sections];
  return report.inputs.length > 1 && sections.length > 0 ? [[title(group)], ...sections] : sections;
}

function loadBalancerSection(group: LoadBalancerGroup, report: Report, { verbosity }: RenderOptions): Section {
  if (verbosity !== 'verbose' && shownFindings(findingsOf(group), verbosity).length === 0) return [];
  const context = { verbosity, policies: report.policies, location: sharedLocation(group), told: new Set<string>() };
  const listeners = group.listeners.flatMap((listener): Section => {
    const lines = findingLines(listener.findings, listener.facts, context);
    return lines.length === 0 && verbosity !== 'verbose' ? [] : [listenerHeading(listener, group.address), ...lines];
  });
  return [loadBalancerHeading(group), ...listeners];
}

function deployerSection(group: DeployerGroup, report: Report, { verbosity }: RenderOptions): Section {
  const { policies } = report;
  const additions = (finding: Finding) => linesToAdd(finding, group.facts);
  const context = { verbosity, policies, location: null, told: new Set<string>(), additions };
  const lines = findingLines(group.findings, group.facts, context);
  return lines.length === 0 && verbosity !== 'verbose' ? [] : [deployerHeading(group), ...lines];
}

/** The lines of a statement that would allow what a finding says is missing. */
function linesToAdd({ decidedBy }: Finding, [deployer]: readonly DeployerFacts[]): readonly string[] {
  return Object.entries(deployer?.additions ?? {}).flatMap(([action, lines]) => {
    return decidedBy.includes(`permissions.${action}`) && lines.kind === 'known' && lines.sensitive !== true
      ? lines.value
      : [];
  });
}

function title({ path, input }: InputGroup): Line {
  return spaced([
    styled('title', `── ${inputName(path)}`),
    styled('dim', input?.kind ?? ''),
    styled('dim', input?.terraformVersion ?? ''),
  ]);
}

/** What the reader should know of the inputs, and what was not checked. */
export function noteSection({ inputs, notes }: Report): Section {
  return [
    ...inputs.flatMap((input) => {
      const prefix = inputs.length > 1 ? `${inputName(input.path)}: ` : '';
      return inputNotes(input).map((note) => [styled('note', 'note: '), prefix, note]);
    }),
    ...notes.map((note) => [styled('note', 'not checked: '), note]),
  ];
}

function inputNotes({ complete, notes }: InputSummary): readonly string[] {
  if (complete || notes.length > 0) return notes;
  return ['the plan covers only a part of the configuration; only that part was checked'];
}

/** The last line of the text: what was looked at, and how it came out, in numbers. */
export function countsLine(report: Report, options: RenderOptions): Line {
  const { inputs, summary } = report;
  const { loadBalancers, listeners, secureListeners, fail, open, pass, notApplicable, waived } = summary;
  if (listeners === 0 && report.findings.length === 0)
    return [`No Classic Load Balancer${within(report)}: nothing to check.`];
  const looked = [
    ...(inputs.length > 1 ? [plural(inputs.length, 'input')] : []),
    plural(loadBalancers, 'load balancer'),
    `${plural(listeners, 'listener')} (${secureListeners} secure)`,
  ];
  const counts: Line = [
    ...LEVELS.filter((level) => level !== 'note' || fail.note > 0).map((level) =>
      emphasised(level, fail[level], plural(fail[level], level)),
    ),
    emphasised('open', open, `${open} open`),
    `${pass} passed`,
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(options.verbosity === 'verbose' ? [`${notApplicable} not applicable`] : []),
  ];
  return [`${looked.join(', ')}: `, ...counts.flatMap((piece, at): Line => (at === 0 ? [piece] : [', ', piece]))];
}

/** Nothing of a kind is no reason for colour. */
function emphasised(style: Style, count: number, text: string): Line[number] {
  return count === 0 ? text : styled(style, text);
}

function within({ inputs }: Report): string {
  const [first, ...others] = inputs;
  if (first === undefined) return '';
  return ` in ${others.length === 0 ? inputName(first.path) : plural(inputs.length, 'input')}`;
}

/** Some lines that belong together. */
export type Section = readonly Line[];

/** The lines of all sections, a blank line between any two; an empty section leaves no trace. */
export function joinSections(sections: readonly Section[]): readonly Line[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, at) => (at === 0 ? section : [blankLine, ...section]));
}

/** For logs and grep: each finding that fails on a line of its own that says everything, under `strict` open ones too. */
export function quietLines(inputs: readonly InputGroup[], { strict }: RenderOptions): readonly Line[] {
  return inputs.flatMap((input) => {
    const prefix = inputs.length > 1 ? `${inputName(input.path)}: ` : '';
    const subjects = [...input.loadBalancers.flatMap(({ listeners }) => listeners), ...input.deployers];
    return subjects.flatMap(({ facts, findings }) => {
      const counted = findings.filter(({ waiver }) => waiver === null);
      const failed = counted.filter(({ outcome }) => outcome === 'fail');
      const waiting = strict ? counted.filter(({ outcome }) => outcome === 'open') : [];
      const [first] = waiting;
      return [
        ...failed.map((finding) =>
          quietLine(prefix, finding, finding.level, `${finding.message} [${finding.policyId}]`),
        ),
        ...(first === undefined ? [] : [quietLine(prefix, first, 'open', describeOpen(waiting, facts))]),
      ];
    });
  });
}

function quietLine(prefix: string, finding: Finding, label: Style, text: string): Line {
  return [prefix, styled('strong', subjectName(finding)), ': ', styled(label, label), `: ${text}`];
}

/**
 * For somebody at a terminal: what is wrong, worst first, and in the last line what was checked. Findings are grouped
 * under headings, which people read more easily; `quiet` is for grep, where each line says its address itself.
 */
export default {
  format: 'text',
  render: (report, options) =>
    linesOf(report, options)
      .map((line) => `${renderLine(line, options.color)}\n`)
      .join(''),
} as const satisfies Reporter;

function linesOf(report: Report, options: RenderOptions): readonly Line[] {
  const inputs = grouped(report);
  const counts = countsLine(report, options);
  if (options.verbosity === 'quiet') return [...quietLines(inputs, options), counts];
  return joinSections([
    ...inputs.flatMap((input) => inputSections(input, report, options)),
    noteSection(report),
    [counts],
  ]);
}
