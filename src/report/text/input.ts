import type { DeployerFacts } from '../../model/facts.js';
import type { Finding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { type DeployerGroup, findingsOf, type InputGroup, type LoadBalancerGroup } from '../grouped.js';
import type { RenderOptions } from '../reporter.js';
import { inputName } from '../subject-name.js';
import { findingLines, shownFindings } from './findings.js';
import { deployerHeading, listenerHeading, loadBalancerHeading, sharedLocation } from './heading.js';
import { type Line, spaced, styled } from './line.js';
import type { Section } from './sections.js';

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
