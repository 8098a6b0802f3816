import { groupBy } from '../../model/collections.js';
import type { DeployerFacts, DomainFacts, ListenerFacts, LoadBalancerFacts } from '../../model/facts.js';
import type { Finding } from '../../model/finding.js';
import { deployerName, type InputSummary, portOf, type Report } from '../../model/report.js';
import { compareNatural, comparePorts, compareSeverity, inputPaths } from './order.js';
import { worstSeverity } from './standing.js';

/** The listeners that findings cannot distinguish: nearly always one, several where their ports are unknown. */
export interface ListenerGroup {
  readonly address: string;
  readonly port: number | null;
  readonly facts: readonly ListenerFacts[];
  readonly findings: readonly Finding[];
}

/** A load balancer with its listeners. */
export interface LoadBalancerGroup {
  readonly address: string;
  /** Undefined where only findings name the load balancer. */
  readonly facts: LoadBalancerFacts | undefined;
  readonly constructPath: string | null;
  readonly listeners: readonly ListenerGroup[];
  /** All findings on its listeners. */
  readonly findings: readonly Finding[];
}

/** The domain of one address. */
export interface DomainGroup {
  readonly address: string;
  readonly facts: readonly DomainFacts[];
  readonly findings: readonly Finding[];
}

/** The deployers of one name. */
export interface DeployerGroup {
  readonly address: string;
  readonly facts: readonly DeployerFacts[];
  readonly findings: readonly Finding[];
}

/** Everything that a report says of one input. */
export interface InputGroup {
  readonly path: string;
  readonly input: InputSummary | undefined;
  readonly loadBalancers: readonly LoadBalancerGroup[];
  readonly domains: readonly DomainGroup[];
  readonly deployers: readonly DeployerGroup[];
}

/**
 * The report as people read it: by input as given, then load balancers, domains and deployers worst first, then ports.
 * Every listener, domain, deployer and finding is in exactly one group, also one whose facts are missing.
 */
export function groupReport(report: Report): readonly InputGroup[] {
  const listeners = groupBy(report.listeners, ({ input }) => input);
  const domains = groupBy(report.domains, ({ input }) => input);
  const deployers = groupBy(report.deployers, ({ input }) => input);
  const findings = groupBy(report.findings, ({ input, subject }) => JSON.stringify([input, subject]));
  return inputPaths(report).map((path) => ({
    path,
    input: report.inputs.find((input) => input.path === path),
    loadBalancers: groupLoadBalancers(
      (listeners.get(path) ?? []).map(({ facts }) => facts),
      // A waiver is shown as what it names, which is a load balancer more often than not.
      ['listener', 'waiver'].flatMap((subject) => findings.get(JSON.stringify([path, subject])) ?? []),
    ),
    domains: groupSubjects(
      (domains.get(path) ?? []).map(({ facts }) => facts),
      findings.get(JSON.stringify([path, 'domain'])) ?? [],
      ({ address }) => ({ address, port: null }),
    ).sort(compareGroups),
    deployers: groupSubjects(
      (deployers.get(path) ?? []).map(({ facts }) => facts),
      findings.get(JSON.stringify([path, 'deployer'])) ?? [],
      (facts) => ({ address: deployerName(facts), port: null }),
    ).sort(compareGroups),
  }));
}

/** A listener, domain or deployer, with what was found on it. */
export type SubjectGroup = ListenerGroup | DomainGroup | DeployerGroup;

/** All subjects of some inputs, in the order of the report. */
export function subjectGroups(inputs: readonly InputGroup[]): readonly SubjectGroup[] {
  return inputs.flatMap(({ loadBalancers, domains, deployers }) => [
    ...loadBalancers.flatMap(({ listeners }) => listeners),
    ...domains,
    ...deployers,
  ]);
}

function groupLoadBalancers(facts: readonly ListenerFacts[], findings: readonly Finding[]): LoadBalancerGroup[] {
  const subjects = groupSubjects(facts, findings, (listener) => ({
    address: listener.address,
    port: portOf(listener),
  }));
  const groups = groupBy(subjects, ({ address, facts: [first] }) => first?.loadBalancer.address ?? address);
  return [...groups]
    .map(([address, unsorted]) => {
      const listeners = [...unsorted].sort(
        (left, right) => comparePorts(left.port, right.port) || compareNatural(left.address, right.address),
      );
      const [first] = unsorted.flatMap((listener) => listener.facts);
      return {
        address,
        facts: first?.loadBalancer,
        constructPath: first?.constructPath ?? unsorted[0]?.findings[0]?.constructPath ?? null,
        listeners,
        findings: listeners.flatMap((listener) => listener.findings),
      };
    })
    .sort(compareGroups);
}

interface NamedSubject {
  readonly address: string;
  readonly port: number | null;
}

/** The subjects that facts or findings name, each with its findings worst first. */
function groupSubjects<T>(facts: readonly T[], findings: readonly Finding[], nameOf: (facts: T) => NamedSubject) {
  const keyOf = ({ address, port }: NamedSubject) => JSON.stringify([address, port]);
  const factsByKey = groupBy(facts, (one) => keyOf(nameOf(one)));
  const findingsByKey = groupBy(findings, keyOf);
  return [...new Set([...factsByKey.keys(), ...findingsByKey.keys()])].map((key) => {
    const [address, port] = JSON.parse(key) as [string, number | null];
    const found = [...(findingsByKey.get(key) ?? [])].sort(compareSeverity);
    return { address, port, facts: factsByKey.get(key) ?? [], findings: found };
  });
}

function compareGroups(left: SubjectGroup | LoadBalancerGroup, right: SubjectGroup | LoadBalancerGroup): number {
  return worstSeverity(left.findings) - worstSeverity(right.findings) || compareNatural(left.address, right.address);
}
