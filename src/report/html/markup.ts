import type { Finding } from '../../model/finding.js';
import { type Place, regionPlace } from '../chain.js';
import { escapeXml } from '../escape.js';
import { findingsOf, type InputGroup, type LoadBalancerGroup, type Standing } from '../grouped.js';
import { compareNatural, severityOf, worstSeverity } from '../order.js';

/** A piece of the page that is markup already. Only `markup` makes one, so nothing gets into the page unescaped. */
export class Markup {
  readonly #source: string;

  constructor(strings: readonly string[], parts: readonly Part[]) {
    this.#source = strings.map((text, at) => text + renderPart(parts[at] ?? '')).join('');
  }

  toString(): string {
    return this.#source;
  }
}

type Part = string | number | Markup | readonly Markup[];

/** Markup with holes: text put into one is escaped, markup is not. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings, parts);
}

export const nothing = markup``;

/** A name that may be broken where it has a joint, and not within a word. */
export function breakable(name: string): Markup {
  const pieces = name.split(/(?<=[:/])(?=\w)|(?=[.[])/);
  return markup`${pieces.flatMap((piece, at) => (at === 0 ? [markup`${piece}`] : [markup`<wbr>${piece}`]))}`;
}

function renderPart(part: Part): string {
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'string' || typeof part === 'number') return escapeXml(String(part));
  return part.map((piece) => piece.toString()).join('');
}

/** Shapes, so that nobody has to tell standings by colour alone. */
const SHAPES = {
  error: markup`<path d="m3 3 10 10M13 3 3 13"/>`,
  warning: markup`<path d="M8 2v8M8 13.2v.6"/>`,
  note: markup`<path d="M8 7v7M8 2.4v.6"/>`,
  open: markup`<path d="M5 5.2a3 3 0 1 1 4.4 2.7C8.4 8.5 8 9 8 10M8 13.2v.6"/>`,
  waived: markup`<path d="M3 8h10"/>`,
  pass: markup`<path d="m3 8.5 3.4 3.5L13 4.5"/>`,
} as const satisfies Record<Standing, Markup>;

export function sign(standing: Standing): Markup {
  return markup`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[standing]}</svg>`;
}

/** A standing in the reader's words. */
export const STANDING_NAMES = {
  error: 'error',
  warning: 'warning',
  note: 'note',
  open: 'undecided',
  waived: 'waived',
  pass: 'fine',
} as const satisfies Record<Standing, string>;

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
