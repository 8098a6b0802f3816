import type { ListenerFacts } from '../../model/facts.js';
import type { Location } from '../../model/finding.js';
import { formatLocation } from '../format-location.js';
import { type DeployerGroup, findingsOf, type ListenerGroup, type LoadBalancerGroup } from '../grouped.js';
import { show } from '../show.js';
import { type Line, spaced, styled } from './line.js';

export function loadBalancerHeading(group: LoadBalancerGroup): Line {
  const { address, facts, constructPath } = group;
  const region = facts === undefined ? '' : facts.region.kind === 'unknown' ? 'Region unknown' : show(facts.region);
  return spaced([
    styled('strong', address),
    region,
    facts?.action ?? '',
    doubtsIn(group).join('; '),
    styled('dim', constructPath ?? ''),
    styled('dim', formatLocation(sharedLocation(group))),
  ]);
}

/** Why the load balancer, or a listener of it, may not be made as a Classic one. */
function doubtsIn({ listeners }: LoadBalancerGroup): readonly string[] {
  const doubtful = listeners.flatMap(({ facts }) => facts.filter(({ certainty }) => certainty === 'possible'));
  return [...new Set(doubtful.map(({ doubt }) => doubt ?? 'may be another kind of load balancer'))];
}

/** The place that all findings of a load balancer name, where it is one. */
export function sharedLocation(group: LoadBalancerGroup): Location | null {
  const [first, ...others] = findingsOf(group).map(({ location }) => location);
  const shared = others.every((location) => formatLocation(location) === formatLocation(first ?? null));
  return shared ? (first ?? null) : null;
}

export function listenerHeading(group: ListenerGroup, loadBalancer: string): Line {
  const [first, ...others] = group.facts;
  const port = group.port === null ? 'unknown port' : String(group.port);
  if (first === undefined) return ['  ', group.port === null ? 'every listener' : port];
  const protocols = [...new Set(group.facts.map(({ protocol }) => show(protocol)))];
  const protocol = protocols.join(', ').replace('unknown', 'unknown protocol');
  return [
    '  ',
    ...spaced([
      `${port} ${protocol}`,
      others.length === 0 ? styled('dim', certificateWay(first, loadBalancer)) : `${group.facts.length} listeners`,
    ]),
  ];
}

/** The way from the listener to its certificate's key; the load balancer's own heading is where it starts. */
function certificateWay({ trace, certificate, secure }: ListenerFacts, loadBalancer: string): string {
  const way = trace.filter((step) => step !== loadBalancer);
  if (way.length > 0) return way.map((step) => `→ ${step}`).join(' ');
  if (certificate.source.kind === 'known' && certificate.source.value === 'none') {
    return secure.kind === 'known' && secure.value ? 'no certificate' : '';
  }
  const named = [certificate.address, certificate.arn].find(({ kind }) => kind === 'known');
  return named === undefined ? '' : `→ ${show(named)}`;
}

export function deployerHeading({ name, facts: [first] }: DeployerGroup): Line {
  return spaced([styled('strong', name), first?.kind ?? '', styled('dim', first?.why ?? '')]);
}
