import type { DeployerFacts, ListenerFacts, LoadBalancerFacts } from '../model/facts.js';
import type { Finding } from '../model/finding.js';
import type { InputSummary, Report } from '../model/report.js';
import { deployerName, portOf } from './names.js';
import { compareNatural, comparePorts, compareSeverity, inputPaths, worstSeverity } from './order.js';

/** The listeners that findings cannot tell apart: nearly always one, several where their ports are unknown. */
export interface ListenerGroup {
  readonly port: number | null;
  readonly facts: readonly ListenerFacts[];
  readonly findings: readonly Finding[];
}

export interface LoadBalancerGroup {
  readonly address: string;
  readonly facts: LoadBalancerFacts | undefined;
  readonly constructPath: string | null;
  readonly listeners: readonly ListenerGroup[];
}

export interface DeployerGroup {
  readonly name: string;
  readonly facts: readonly DeployerFacts[];
  readonly findings: readonly Finding[];
}

export interface InputGroup {
  readonly path: string;
  readonly input: InputSummary | undefined;
  readonly loadBalancers: readonly LoadBalancerGroup[];
  readonly deployers: readonly DeployerGroup[];
}

/**
 * The report as people read it: by input as given, then load balancers and deployers worst first, then ports.
 * Every listener, deployer and finding is in exactly one group, also one whose facts are missing.
 */
export function grouped(report: Report): readonly InputGroup[] {
  const listeners = partition(report.listeners, ({ input }) => input);
  const deployers = partition(report.deployers, ({ input }) => input);
  const findings = partition(report.findings, ({ input }) => input);
  return inputPaths(report).map((path) => {
    const own = partition(findings.get(path) ?? [], ({ subject }) => subject);
    return {
      path,
      input: report.inputs.find((input) => input.path === path),
      loadBalancers: groupLoadBalancers(factsOf(listeners.get(path)), own.get('listener') ?? []),
      deployers: groupDeployers(factsOf(deployers.get(path)), own.get('deployer') ?? []),
    };
  });
}

function groupLoadBalancers(
  facts: readonly ListenerFacts[],
  findings: readonly Finding[],
): readonly LoadBalancerGroup[] {
  const byPlace = partition(facts, (listener) => JSON.stringify([listener.address, portOf(listener)]));
  const findingsByPlace = partition(findings, ({ address, port }) => JSON.stringify([address, port]));
  const places = new Set([...byPlace.keys(), ...findingsByPlace.keys()]);
  const listeners = [...places].map((place) => {
    const [address, port] = JSON.parse(place) as [string, number | null];
    const found = [...(findingsByPlace.get(place) ?? [])].sort(compareSeverity);
    return { address, port, facts: byPlace.get(place) ?? [], findings: found };
  });
  const groups = partition(listeners, ({ address, facts: [first] }) => first?.loadBalancer.address ?? address);
  return [...groups]
    .map(([address, ofIt]) => {
      const [first] = ofIt.flatMap((listener) => listener.facts);
      return {
        address,
        facts: first?.loadBalancer,
        constructPath: first?.constructPath ?? ofIt[0]?.findings[0]?.constructPath ?? null,
        listeners: [...ofIt].sort(
          (left, right) => comparePorts(left.port, right.port) || compareNatural(left.address, right.address),
        ),
      };
    })
    .sort(
      (left, right) =>
        worstSeverity(findingsOf(left)) - worstSeverity(findingsOf(right)) ||
        compareNatural(left.address, right.address),
    );
}

function groupDeployers(facts: readonly DeployerFacts[], findings: readonly Finding[]): readonly DeployerGroup[] {
  const byName = partition(facts, deployerName);
  const findingsByName = partition(findings, ({ address }) => address);
  return [...new Set([...byName.keys(), ...findingsByName.keys()])]
    .map((name) => ({
      name,
      facts: byName.get(name) ?? [],
      findings: [...(findingsByName.get(name) ?? [])].sort(compareSeverity),
    }))
    .sort(
      (left, right) =>
        worstSeverity(left.findings) - worstSeverity(right.findings) || compareNatural(left.name, right.name),
    );
}

/** Every finding of a load balancer's listeners. */
export function findingsOf(loadBalancer: LoadBalancerGroup): readonly Finding[] {
  return loadBalancer.listeners.flatMap(({ findings }) => findings);
}

function factsOf<T>(reported: readonly { readonly facts: T }[] | undefined): readonly T[] {
  return (reported ?? []).map(({ facts }) => facts);
}

function partition<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const parts = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [thing]);
    else part.push(thing);
  }
  return parts;
}

/** How a subject stands: by its worst finding, worst first. */
export const STANDINGS = ['error', 'warning', 'note', 'open', 'waived', 'pass'] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf(findings: readonly Finding[]): Standing {
  return STANDINGS[worstSeverity(findings)] ?? 'pass';
}

/** The worst of some standings. */
export function worstStanding(standings: readonly Standing[]): Standing {
  return STANDINGS.find((standing) => standings.includes(standing)) ?? 'pass';
}
