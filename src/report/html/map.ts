import { type CertificateNode, type Chain, chainsOf, type KeyNode, type Place, regionPlace } from '../chain.js';
import {
  findingsOf,
  type ListenerGroup,
  type LoadBalancerGroup,
  STANDINGS,
  type Standing,
  standingOf,
  worstStanding,
} from '../grouped.js';
import { plural, portName, show } from '../names.js';
import { type FindingContext, findingList } from './lists.js';
import { breakable, type HueOf, type Markup, markup, nothing, placeName, STANDING_NAMES, sign } from './markup.js';

export interface BalancerContext extends ChainContext, FindingContext {
  /** The next number for an anchor on the page. */
  readonly nextId: () => number;
}

/** A load balancer with the ways from each of its listeners, and the anchors of those. */
export interface DrawnBalancer {
  readonly markup: Markup;
  readonly listeners: readonly { readonly id: string; readonly group: ListenerGroup }[];
}

export function drawBalancer(group: LoadBalancerGroup, context: BalancerContext): DrawnBalancer {
  const listeners = group.listeners.map((listener) => ({ id: `l${context.nextId()}`, group: listener }));
  const passed = findingsOf(group).filter(({ outcome }) => outcome === 'pass').length;
  const name = group.facts?.name;
  const details = [
    group.facts?.type ?? '',
    name !== undefined && name.kind === 'known' ? `“${show(name)}”` : '',
    group.facts?.action ?? '',
  ].filter(Boolean);
  const construct =
    group.constructPath === null
      ? nothing
      : markup`<span class="more">construct <code>${group.constructPath}</code></span>`;
  return {
    listeners,
    markup: markup`<article class="balancer">
<div class="stem"><div class="node"><span class="name">${breakable(group.address)}</span><span class="more">${details.join(' · ')}</span>${construct}<span class="more">${plural(passed, 'check')} passed</span></div></div>
<ol class="listeners">${listeners.map(({ id, group: listener }) => listenerItem(id, listener, context))}</ol>
</article>
`,
  };
}

function listenerItem(id: string, group: ListenerGroup, context: BalancerContext): Markup {
  const chains = chainsOf(group);
  const drops = chains.slice(0, 1).some(isElsewhere);
  return markup`<li class="listener${drops ? ' drops' : ''}" id="${id}" data-standing="${standingOf(group.findings)}"><span class="trunk"></span>${chains.map((chain) => chainRow(chain, context))}${findingList(group.findings, group.facts, context)}</li>`;
}

/** What one row of the diagram needs to know of the whole. */
export interface ChainContext {
  readonly hueOf: HueOf;
  /** How many listeners of the report have this certificate. */
  readonly usesOf: (certificate: string) => number;
}

/** Whether the row draws a Region of its own around its certificate. */
export function isElsewhere({ facts, certificate }: Chain): boolean {
  if (certificate === null || certificate.kind === 'missing' || certificate.place.kind === 'none') return false;
  return placeName(certificate.place) !== placeName(regionPlace(facts.loadBalancer.region));
}

/** The listener, its certificate and its key, each wire in the colour of what it leads to. */
export function chainRow(chain: Chain, context: ChainContext): Markup {
  const { parts, name, certificate, key, facts } = chain;
  const back = [facts.instancePort, facts.instanceProtocol].map((value) =>
    value.kind === 'known' ? show(value) : '?',
  );
  const possible =
    facts.certainty === 'possible' ? markup`<span class="more">may be another kind of load balancer</span>` : nothing;
  return markup`<div class="chain">
${wire(parts.listener)}
<div class="node ${parts.listener}"><span class="name">${name}</span><span class="more">to ${back.join(' ')}</span>${possible}</div>
${
  certificate === null
    ? nothing
    : markup`${wire(worstStanding([parts.link, parts.certificate]))}
${placeBox(chain, certificate, key, context)}`
}
</div>`;
}

function placeBox(chain: Chain, certificate: CertificateNode, key: KeyNode | null, context: ChainContext): Markup {
  const elsewhere = isElsewhere(chain);
  const box = elsewhere ? `elsewhere ${context.hueOf(certificate.place)}` : '';
  const tab = elsewhere ? markup`<div class="tab">${placeName(certificate.place)}</div>` : nothing;
  return markup`<div class="place ${box}">${tab}
${certificateBox(chain, certificate, context)}
${key === null ? nothing : markup`${wire(chain.parts.key)}${keyBox(chain, key)}`}
</div>`;
}

function certificateBox({ parts, facts }: Chain, node: CertificateNode, context: ChainContext): Markup {
  const { certificate } = facts;
  const standing = node.kind === 'missing' ? parts.link : parts.certificate;
  const details = [
    sourceName(node.place, certificate.source.kind === 'known' ? certificate.source.value : undefined),
    certificate.type.kind === 'known' ? TYPES[certificate.type.value] : '',
    certificate.domainNames.kind === 'known' ? show(certificate.domainNames) : '',
    certificate.notAfter.kind === 'known' ? `until ${show(certificate.notAfter).slice(0, 10)}` : '',
  ].filter(Boolean);
  const uses = node.kind === 'certificate' ? context.usesOf(node.name) : 1;
  const find =
    uses > 1
      ? markup`<button type="button" class="find" data-find="${node.name}" hidden>on ${uses} listeners</button>`
      : nothing;
  return markup`<div class="node ${standing} ${node.kind}"><span class="name">${breakable(node.name)}</span>${
    details.length === 0 || node.kind === 'missing' ? nothing : markup`<span class="more">${details.join(' · ')}</span>`
  }${node.via.map((step) => markup`<span class="more">via <code>${breakable(step)}</code></span>`)}${
    find === nothing ? nothing : markup`<span class="more">${find}</span>`
  }</div>`;
}

const TYPES = {
  requested: 'requested',
  imported: 'imported',
  privateCa: 'private CA',
  uploaded: 'uploaded',
} as const;

function sourceName(place: Place, source: string | undefined): string {
  switch (source) {
    case 'acm':
      return 'ACM';
    case 'iam':
      return 'IAM';
    case undefined:
      return place.kind === 'region' ? '' : 'source not known yet';
    default:
      return 'neither ACM nor IAM';
  }
}

function keyBox({ parts }: Chain, { address, algorithm }: KeyNode): Markup {
  return markup`<div class="node ${parts.key}"><span class="name">${algorithm}</span>${
    address === null ? nothing : markup`<span class="more"><code>${breakable(address)}</code></span>`
  }</div>`;
}

/** The listeners of one Region, with their anchors. */
export interface MapRow {
  readonly place: Place;
  readonly listeners: readonly { readonly id: string; readonly address: string; readonly group: ListenerGroup }[];
}

/** Listeners from which a page is too long to take in at once. */
const LONG = 12;

/** Every listener as a square that leads to it, a row for each Region. */
export function listenerMap(rows: readonly MapRow[], hueOf: HueOf): Markup {
  const all = rows.flatMap(({ listeners }) => listeners);
  if (all.length < LONG) return nothing;
  return markup`<dl class="map" aria-label="All listeners by Region">${rows.map(
    ({ place, listeners }) =>
      markup`<dt class="${hueOf(place)}">${placeName(place)}</dt><dd>${worstFirst(listeners).map(square)}</dd>`,
  )}</dl>`;
}

function worstFirst(listeners: MapRow['listeners']): MapRow['listeners'] {
  const rank = ({ group }: MapRow['listeners'][number]) => STANDINGS.indexOf(standingOf(group.findings));
  return [...listeners].sort((left, right) => rank(left) - rank(right));
}

function square({ id, address, group }: MapRow['listeners'][number]): Markup {
  const standing = standingOf(group.findings);
  const name = `${address} listener ${portName(group.port)}: ${STANDING_NAMES[standing]}`;
  return markup`<a class="${standing}" href="#${id}" title="${name}" aria-label="${name}">${standing === 'pass' ? nothing : sign(standing)}</a>`;
}

/** The mark on a wire that does not simply hold. */
const MARKS = {
  error: markup`<circle cx="20" cy="22" r="8.5"/><path class="mark" d="m16.6 18.6 6.8 6.8m0-6.8-6.8 6.8"/>`,
  warning: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">!</text>`,
  note: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">i</text>`,
  open: markup`<circle cx="20" cy="22" r="8.5"/><text x="20" y="26">?</text>`,
  waived: nothing,
  pass: nothing,
} as const satisfies Record<Standing, Markup>;

/** An arrow from what stands on its left to what stands on its right. */
export function wire(standing: Standing): Markup {
  return markup`<div class="wire ${standing}"><svg viewBox="0 0 44 44" aria-hidden="true"><path class="line" d="M0 22h40"/><path d="m34 16.5 6.5 5.5-6.5 5.5"/>${MARKS[standing]}</svg></div>`;
}
