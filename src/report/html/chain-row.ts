import { type CertificateNode, type Chain, type KeyNode, type Place, regionPlace } from '../chain.js';
import { show } from '../show.js';
import { worstStanding } from '../standing.js';
import { type HueOf, placeName } from './bands.js';
import { breakable, type Markup, markup, nothing } from './markup.js';
import { wire } from './wire.js';

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
