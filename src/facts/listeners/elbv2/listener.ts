import { isSecure, type ListenerFacts, noTlsPolicy, PROTOCOLS, type Protocol } from '../../../model/facts.js';
import type { Resource } from '../../../model/plan.js';
import { absent, flatMapValue, known, mapValue, oneOf, unknown, type Value } from '../../../model/value.js';
import { blockOf, numberAttribute, textAttribute } from '../../../resolve/index.js';
import { findCertificate } from '../../certificates/find-certificate.js';
import { formatDate } from '../../dates.js';
import { accepts, rowsOfService } from '../../services.js';
import type { FactContext } from '../../sources.js';
import { type BehindListener, type LoadBalancerKind, loadBalancerOf } from './load-balancer.js';

/** A listener of an Application or Network Load Balancer, before its certificate is looked for. */
export interface Elbv2Listener {
  readonly port: Value<number>;
  readonly protocol: Value<Protocol>;
  readonly kind: Value<LoadBalancerKind>;
  readonly loadBalancer: BehindListener;
}

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
const PROTOCOLS_OF = {
  alb: ['HTTP', 'HTTPS'],
  nlb: ['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'],
  gateway: [],
} as const satisfies Record<LoadBalancerKind, readonly Protocol[]>;

/** The listener that a resource or a data source is. */
export function elbv2Listener(context: FactContext, resource: Resource): Elbv2Listener {
  const loadBalancer = loadBalancerOf(context, resource);
  const text = textAttribute(resource, 'protocol');
  // What traffic to a Gateway Load Balancer is wrapped in: no other kind has it, and it is no protocol of clients.
  const isGateway = text.kind === 'known' && text.value.toUpperCase() === 'GENEVE';
  const planned = flatMapValue(text, (written): Value<Protocol> => {
    const protocol = PROTOCOLS.find((one) => one === written.toUpperCase());
    return protocol === undefined ? unknown('the protocol is none that a load balancer speaks') : known(protocol);
  });
  const kind = isGateway
    ? known('gateway' as const)
    : flatMapValue(planned, (protocol) => kindOfProtocol(protocol) ?? loadBalancer.kind);
  return {
    port: numberAttribute(resource, 'port'),
    protocol: planned.kind === 'known' ? planned : protocolOf(context, resource, planned, loadBalancer.kind),
    kind: kind.kind === 'known' ? kind : loadBalancer.kind,
    loadBalancer,
  };
}

/** A protocol belongs to one kind of load balancer. */
function kindOfProtocol(protocol: Protocol): Value<LoadBalancerKind> | undefined {
  const kind = (['alb', 'nlb'] as const).find((one) => PROTOCOLS_OF[one].some((spoken) => spoken === protocol));
  return kind && known(kind);
}

/**
 * A protocol that is not known yet. The provider sends HTTP where it is left out and the load balancer is an Application
 * Load Balancer. Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elbv2/listener.go
 */
function protocolOf(
  context: FactContext,
  resource: Resource,
  planned: Value<Protocol>,
  kind: Value<LoadBalancerKind>,
): Value<Protocol> {
  const body = blockOf(context.resolver.plan, resource)?.block.body;
  // What a look-up leaves out is not what the listener has.
  const isLeftOut = resource.mode === 'managed' && body !== undefined && body.expression('protocol') === undefined;
  if (isLeftOut && kind.kind === 'known' && kind.value === 'alb') return known('HTTP');
  const reason = planned.kind === 'unknown' ? planned.reason : `${resource.address}.protocol is left out`;
  return unknown(reason, { candidates: possibleKinds(kind).flatMap((one): readonly Protocol[] => PROTOCOLS_OF[one]) });
}

/** The kinds of load balancer that it can be, as far as that is told. */
function possibleKinds(kind: Value<LoadBalancerKind>): readonly LoadBalancerKind[] {
  if (kind.kind === 'known') return [kind.value];
  return kind.kind === 'unknown' ? (kind.candidates ?? []) : [];
}

/** The argument that names the certificate, of a listener and of a further certificate. */
export const CERTIFICATE = 'certificate_arn';

/** The facts of a listener, whose certificate a resource names: the listener itself, or a further certificate of it. */
export function elbv2ListenerFacts(
  context: FactContext,
  resource: Resource,
  { port, protocol, kind, loadBalancer }: Elbv2Listener,
  via: readonly string[],
): ListenerFacts {
  const { resolver } = context;
  const reason = kind.kind === 'unknown' ? kind.reason : '';
  const services = possibleKinds(kind).flatMap((one) => (one === 'gateway' ? [] : [one]));
  const named = textAttribute(resource, CERTIFICATE);
  const expression = blockOf(resolver.plan, resource)?.block.body.expression(CERTIFICATE);
  const certificate = findCertificate(context, resource, named, () => (expression === undefined ? [] : [expression]));
  const facts = loadBalancerFacts(context, resource, loadBalancer);
  return {
    address: resource.address,
    constructPath: resource.constructPath ?? null,
    service: oneOf(
      services.map((one) => known(one)),
      reason,
    ),
    port,
    protocol,
    secure: mapValue(protocol, isSecure),
    instancePort: absent,
    instanceProtocol: absent,
    instancePortSecurity: absent,
    portUnique: absent,
    loadBalancer: facts,
    accepts: accepts(services.flatMap(rowsOfService), facts, reason),
    certificateArgument: CERTIFICATE,
    certificate: certificate.facts,
    tlsPolicy: noTlsPolicy,
    certainty: 'certain',
    doubt: null,
    fromSource: null,
    now: formatDate(context.now),
    trace: [resource.address, ...via, ...certificate.trace],
  };
}

/**
 * The load balancer as far as the input has it. The request for a listener goes to the Region of the listener's own
 * provider, wherever the load balancer is, and what the plan does to it is what it does to the listener.
 */
function loadBalancerFacts(
  { resolver }: FactContext,
  resource: Resource,
  { resource: loadBalancer = resource, name, region, account }: BehindListener,
): ListenerFacts['loadBalancer'] {
  return {
    address: loadBalancer.address,
    type: loadBalancer.type,
    name,
    region: narrowed(resolver.region(resource), region),
    partition: resolver.partition(resource),
    account: narrowed(resolver.account(resource), account),
    action: resource.action,
  };
}

/** What is not known of the listener's own provider is what its load balancer has; the provider's identity stays. */
function narrowed(own: Value<string>, ofLoadBalancer: Value<string>): Value<string> {
  if (own.kind !== 'unknown' || ofLoadBalancer.kind !== 'known') return own;
  return { ...own, candidates: [ofLoadBalancer.value] };
}
