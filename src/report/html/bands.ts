import type { Finding } from '../../model/finding.js';
import { type Place, regionPlace } from '../chain.js';
import { findingsOf, type InputGroup, type LoadBalancerGroup } from '../grouped.js';
import { compareNatural } from '../natural-order.js';
import { severityOf, worstSeverity } from '../severity.js';

/** The load balancers of one Region. */
export interface Band {
  readonly place: Place;
  readonly loadBalancers: readonly LoadBalancerGroup[];
}

/** The load balancers of an input by Region, the band with the worst findings first. */
export function bandsOf({ loadBalancers }: InputGroup): readonly Band[] {
  const bands = new Map<string, { readonly place: Place; readonly loadBalancers: LoadBalancerGroup[] }>();
  for (const group of loadBalancers) {
    const place: Place = group.facts === undefined ? { kind: 'unknown' } : regionPlace(group.facts.region);
    const band = bands.get(placeName(place)) ?? { place, loadBalancers: [] };
    band.loadBalancers.push(group);
    bands.set(placeName(place), band);
  }
  return [...bands.values()].sort(
    (left, right) => compareBands(left, right) || compareNatural(placeName(left.place), placeName(right.place)),
  );
}

/** By the worst findings, then by how many there are of them. */
function compareBands(left: Band, right: Band): number {
  const [ours, theirs] = [left, right].map(({ loadBalancers }) => loadBalancers.flatMap(findingsOf));
  const worst = worstSeverity(ours ?? []);
  const count = (findings: readonly Finding[] = []) => findings.filter((one) => severityOf(one) === worst).length;
  return worst - worstSeverity(theirs ?? []) || count(theirs) - count(ours);
}

export function placeName(place: Place): string {
  switch (place.kind) {
    case 'region':
      return place.region;
    case 'everywhere':
      return 'IAM, in every Region';
    case 'unknown':
      return 'Region not known yet';
    case 'none':
      return 'no Region';
    default:
      return place satisfies never;
  }
}

/** The tints that the style sheet has. */
const HUES = 6;

/** The class of a place's tint: the same for the same Region all over the page. */
export type HueOf = (place: Place) => string;

/** Hands out tints in the order that Regions are met. */
export function hues(): HueOf {
  const regions: string[] = [];
  return (place) => {
    if (place.kind !== 'region') return 'hue-none';
    if (!regions.includes(place.region)) regions.push(place.region);
    return `hue-${regions.indexOf(place.region) % HUES}`;
  };
}
