import { groupBy } from '../../model/collections.js';
import type { Finding } from '../../model/finding.js';
import type { DomainGroup, InputGroup, LoadBalancerGroup } from '../common/groups.js';
import { compareNatural } from '../common/order.js';
import { domainHome, type Home, homeIn } from '../common/routes.js';
import { severityOf, worstSeverity } from '../common/standing.js';

/** What ends TLS with the certificates of one Region: its load balancers, and the domains that take theirs from it. */
export interface Band {
  readonly home: Home;
  readonly name: string;
  readonly loadBalancers: readonly LoadBalancerGroup[];
  readonly domains: readonly DomainGroup[];
  readonly findings: readonly Finding[];
}

/** The load balancers and domains of an input by Region, the band with the worst findings first. */
export function bandsOf({ loadBalancers, domains }: InputGroup): readonly Band[] {
  const balancersAt = groupBy(loadBalancers, (group) => homeName(balancerHome(group)));
  const domainsAt = groupBy(domains, (group) => homeName(homeOfDomain(group)));
  return [...new Set([...balancersAt.keys(), ...domainsAt.keys()])]
    .map((name) => {
      const band = { loadBalancers: balancersAt.get(name) ?? [], domains: domainsAt.get(name) ?? [] };
      const homes = [...band.loadBalancers.map(balancerHome), ...band.domains.map(homeOfDomain)];
      const findings = [...band.loadBalancers, ...band.domains].flatMap((group) => group.findings);
      return { home: homes[0] ?? { kind: 'unknown' as const }, name, ...band, findings };
    })
    .sort((left, right) => compareBands(left, right) || compareNatural(left.name, right.name));
}

function balancerHome({ facts }: LoadBalancerGroup): Home {
  return facts === undefined ? { kind: 'unknown' } : homeIn(facts.region);
}

function homeOfDomain({ facts: [first] }: DomainGroup): Home {
  return first === undefined ? { kind: 'unknown' } : domainHome(first);
}

/** By the worst findings, then by how many there are of them. */
function compareBands({ findings: ours }: Band, { findings: theirs }: Band): number {
  const worst = worstSeverity(ours);
  const count = (findings: readonly Finding[]) => findings.filter((one) => severityOf(one) === worst).length;
  return worst - worstSeverity(theirs) || count(theirs) - count(ours);
}

/** A home in the reader's words. */
export function homeName(home: Home): string {
  switch (home.kind) {
    case 'region':
      return home.region;
    case 'everywhere':
      return 'IAM, in every Region';
    case 'unknown':
      return 'Region not known yet';
    case 'none':
      return 'no Region';
    default:
      return home satisfies never;
  }
}

/** The tints that the style sheet has. */
const HUES = 6;

/** The class of a home's tint: the same for the same Region all over the page. */
export type HueOf = (home: Home) => string;

/** Hands out tints in the order that Regions are met. */
export function handOutHues(): HueOf {
  const regions: string[] = [];
  return (home) => {
    if (home.kind !== 'region') return 'hue-none';
    if (!regions.includes(home.region)) regions.push(home.region);
    return `hue-${regions.indexOf(home.region) % HUES}`;
  };
}
