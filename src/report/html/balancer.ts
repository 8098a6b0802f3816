import { isListener, type ListenerFacts } from '../../model/facts.js';
import { plural } from '../../model/words.js';
import type { DomainGroup, ListenerGroup, LoadBalancerGroup } from '../common/groups.js';
import { show } from '../common/names.js';
import { type CertificateNode, type KeyNode, type Route, routesOf } from '../common/routes.js';
import { sortFindings, standingOfAll, worstStanding } from '../common/standing.js';
import { type HueOf, homeName } from './bands.js';
import { findingList } from './findings.js';
import { breakable, type Markup, markup, noMarkup, wire } from './markup.js';

/** What a part of the page needs to know of the whole. */
export interface PageContext {
  readonly hueOf: HueOf;
  /** How many listeners and domains of the report have this certificate. */
  readonly usesOf: (certificate: string) => number;
  /** Whether fixes stand open: where there are few. */
  readonly unfoldFixes: boolean;
  /** The fragment of a listener or domain. */
  readonly anchorOf: (user: UserGroup) => string;
}

/** What a row of the map begins with. */
export type UserGroup = ListenerGroup | DomainGroup;

/** A load balancer with the routes from each of its listeners. */
export function balancerBox(group: LoadBalancerGroup, context: PageContext): Markup {
  const { address, facts, constructPath, listeners, findings } = group;
  const name = facts?.name.kind === 'known' ? `“${show(facts.name)}”` : '';
  const stem = { address, details: [facts?.type ?? '', name, facts?.action ?? ''], constructPath, findings };
  return ownerBox(stem, listeners, context);
}

/** A distribution, or another domain, with the route from its names. */
export function domainBox(group: DomainGroup, context: PageContext): Markup {
  const { address, findings } = group;
  const [facts] = group.facts;
  const endpoint = facts?.endpointType.kind === 'known' ? show(facts.endpointType) : '';
  const constructPath = facts?.constructPath ?? findings[0]?.constructPath ?? null;
  const stem = { address, details: [facts?.type ?? '', endpoint, facts?.action ?? ''], constructPath, findings };
  return ownerBox(stem, [group], context);
}

/** What stands at the left of what ends TLS. */
interface Stem extends Pick<LoadBalancerGroup, 'address' | 'constructPath' | 'findings'> {
  readonly details: readonly string[];
}

function ownerBox(
  { address, details, constructPath, findings }: Stem,
  users: readonly UserGroup[],
  context: PageContext,
): Markup {
  const construct = constructPath === null ? noMarkup : more(markup`construct <code>${constructPath}</code>`);
  const passed = sortFindings(findings).passed.length;
  return markup`<article class="balancer">
<div class="stem"><div class="node"><span class="name">${breakable(address)}</span>${more(details.filter(Boolean).join(' · '))}${construct}${more(`${plural(passed, 'check')} passed`)}</div></div>
<ol class="listeners">${users.map((user) => userItem(user, context))}</ol>
</article>
`;
}

function userItem(group: UserGroup, context: PageContext): Markup {
  const routes = routesOf(group);
  const drops = routes.slice(0, 1).some(isElsewhere);
  return markup`<li class="listener${drops ? ' drops' : ''}" id="${context.anchorOf(group)}" data-standing="${standingOfAll(group.findings)}"><span class="trunk"></span>${routes.map((route) => routeRow(route, context))}${findingList(group, context.unfoldFixes)}</li>`;
}

/** Whether the row draws a Region of its own around its certificate. */
function isElsewhere({ home, certificate }: Route): boolean {
  if (certificate === null || certificate.home.kind === 'none') return false;
  return homeName(certificate.home) !== homeName(home);
}

/** The listener or names, the certificate and its key, each wire in the colour of what it leads to. */
function routeRow(route: Route, context: PageContext): Markup {
  const { parts, name, certificate, facts } = route;
  const back = isListener(facts) && facts.instanceProtocol.kind !== 'absent' ? more(`to ${backEnd(facts)}`) : noMarkup;
  // A listener that is a resource of its own, or a further certificate of one.
  const resource = facts.address === route.owner ? noMarkup : more(markup`<code>${breakable(facts.address)}</code>`);
  const doubt = facts.doubt === null ? noMarkup : more(facts.doubt);
  return markup`<div class="chain">
${wire(parts.listener)}
<div class="node ${parts.listener}"><span class="name">${breakable(name)}</span>${back}${resource}${doubt}</div>
${certificate === null ? noMarkup : certificatePart(route, certificate, context)}
</div>`;
}

function backEnd({ instancePort, instanceProtocol }: ListenerFacts): string {
  return [instancePort, instanceProtocol].map((value) => (value.kind === 'known' ? show(value) : '?')).join(' ');
}

function certificatePart(route: Route, certificate: CertificateNode, context: PageContext): Markup {
  const { parts, key } = route;
  const elsewhere = isElsewhere(route);
  const box = elsewhere ? `elsewhere ${context.hueOf(certificate.home)}` : '';
  const tab = elsewhere ? markup`<div class="tab">${homeName(certificate.home)}</div>` : noMarkup;
  return markup`${wire(worstStanding([parts.link, parts.certificate]))}
<div class="place ${box}">${tab}
${certificateBox(route, certificate, context)}
${key === null ? noMarkup : markup`${wire(parts.key)}${keyBox(route, key)}`}
</div>`;
}

function certificateBox({ parts, facts }: Route, node: CertificateNode, context: PageContext): Markup {
  const { source, type, domainNames, notAfter } = facts.certificate;
  const standing = node.kind === 'missing' ? parts.link : parts.certificate;
  const details = [
    sourceName(node, source.kind === 'known' ? source.value : undefined),
    type.kind === 'known' ? TYPES[type.value] : '',
    domainNames.kind === 'known' ? show(domainNames) : '',
    notAfter.kind === 'known' ? `until ${show(notAfter).slice(0, 10)}` : '',
  ].filter(Boolean);
  const uses = node.kind === 'certificate' ? context.usesOf(node.name) : 1;
  const find = markup`<button type="button" class="find" data-find="${node.name}" hidden>used ${uses} times</button>`;
  return markup`<div class="node ${standing} ${node.kind}"><span class="name">${breakable(node.name)}</span>${
    details.length === 0 || node.kind === 'missing' ? noMarkup : more(details.join(' · '))
  }${node.via.map((step) => more(markup`via <code>${breakable(step)}</code>`))}${uses > 1 ? more(find) : noMarkup}</div>`;
}

const TYPES = {
  requested: 'requested',
  imported: 'imported',
  privateCa: 'private CA',
  uploaded: 'uploaded',
} as const;

function sourceName({ home }: CertificateNode, source: string | undefined): string {
  switch (source) {
    case 'acm':
      return 'ACM';
    case 'iam':
      return 'IAM';
    case undefined:
      return home.kind === 'region' ? '' : 'source not known yet';
    default:
      return 'neither ACM nor IAM';
  }
}

function keyBox({ parts }: Route, { address, algorithm }: KeyNode): Markup {
  const maker = address === null ? noMarkup : more(markup`<code>${breakable(address)}</code>`);
  return markup`<div class="node ${parts.key}"><span class="name">${algorithm}</span>${maker}</div>`;
}

function more(text: string | Markup): Markup {
  return markup`<span class="more">${text}</span>`;
}
