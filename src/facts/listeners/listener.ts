import type { Mode } from '../../model/address.js';
import {
  isSecure,
  type ListenerFacts,
  type LoadBalancerFacts,
  PROTOCOLS,
  type Protocol,
  type TlsPolicyFacts,
  unknownCertificate,
  unknownTlsPolicy,
} from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { flatMapValue, known, mapValue, unknown, type Value } from '../../model/value.js';
import type { TracedCertificate } from '../certificates/certificate.js';
import type { FactContext } from '../context.js';
import { tlsPolicyOf } from '../tls/tls-policy.js';
import type { PlannedListener } from './aws-elb.js';

/** A resource type that creates listeners of Classic Load Balancers. */
export interface ListenerSource {
  readonly mode: Mode;
  readonly type: string;
  /** True where `collect` reads what was before a change. */
  readonly readsBefore?: true;
  /** The listeners that a standing resource has after apply. */
  collect(context: FactContext, resource: Resource): readonly ListenerFacts[];
  /** Why a standing resource may have listeners that `collect` cannot see, in one clause. */
  unseen?(resource: Resource): string | undefined;
}

/** What the listeners of one load balancer have in common. */
export interface ListenerFrame {
  readonly loadBalancer: LoadBalancerFacts;
  /** Why this may not be a Classic Load Balancer; null where it surely is one. */
  readonly doubt: string | null;
}

/** One listener as it is planned, its certificate found. */
export interface FoundListener {
  readonly planned: Omit<PlannedListener, 'certificate'>;
  readonly certificate: TracedCertificate;
  /** Asked only of a listener that is secure. */
  tlsPolicy(): TlsPolicyFacts;
}

const CONSISTENT = known<'consistent'>('consistent');

/** The facts of one listener. */
export function listenerFacts(
  context: FactContext,
  resource: Resource,
  frame: ListenerFrame,
  { planned, certificate, tlsPolicy }: FoundListener,
): ListenerFacts {
  const secure = shown(securityOf(planned.protocol));
  const { address, constructPath, loadBalancer, certainty, doubt, now } = frameFacts(context, resource, frame);
  return {
    address,
    constructPath,
    loadBalancer,
    certainty,
    doubt,
    now,
    port: shown(planned.port),
    protocol: shown(planned.protocol),
    secure,
    instancePort: shown(planned.instancePort),
    instanceProtocol: shown(planned.instanceProtocol),
    instancePortSecurity: CONSISTENT,
    certificate: certificate.facts,
    tlsPolicy: tlsPolicyOf(secure, tlsPolicy),
    trace: [resource.address, ...certificate.trace],
  };
}

/** Listeners of which not even the number is known. */
export function unknownListeners(
  context: FactContext,
  resource: Resource,
  frame: ListenerFrame,
  reason: string,
): ListenerFacts {
  const hidden = unknown<never>(reason);
  return {
    ...frameFacts(context, resource, frame),
    port: hidden,
    protocol: hidden,
    secure: hidden,
    instancePort: hidden,
    instanceProtocol: hidden,
    instancePortSecurity: hidden,
    certificate: unknownCertificate(reason),
    tlsPolicy: unknownTlsPolicy(reason),
    trace: [resource.address],
  };
}

function frameFacts(context: FactContext, resource: Resource, { loadBalancer, doubt }: ListenerFrame) {
  return {
    address: resource.address,
    constructPath: resource.constructPath ?? null,
    loadBalancer,
    certainty: doubt === null ? ('certain' as const) : ('possible' as const),
    doubt,
    now: context.nowText,
  };
}

/** Terraform marks a whole set sensitive when one value in it is; ports and protocols are shown all the same. */
function shown<T>(value: Value<T>): Value<T> {
  if (value.kind === 'known') return value.sensitive === true ? known(value.value) : value;
  if (value.kind === 'absent' || value.sensitive !== true) return value;
  const { sensitive: _, ...rest } = value;
  return rest;
}

/** The load balancer that a resource makes. */
export function loadBalancerFacts(context: FactContext, resource: Resource, name: Value<string>): LoadBalancerFacts {
  return {
    address: resource.address,
    type: resource.type,
    name,
    region: context.resolver.region(resource),
    partition: context.resolver.partition(resource),
    account: context.resolver.account(resource),
    action: resource.action,
  };
}

/** The port that a text spells; undefined for text that spells none. */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** A protocol however it is written; the provider takes any case. Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elb/load_balancer.go */
export function parseProtocol(text: Value<string>): Value<Protocol> {
  return flatMapValue(text, (written) => {
    return KNOWN.get(written.toUpperCase()) ?? unknown('the protocol is none of HTTP, HTTPS, TCP and SSL');
  });
}

/** The same ones for all listeners: a large plan has thousands. */
const KNOWN: ReadonlyMap<string, Value<Protocol>> = new Map(
  PROTOCOLS.map((protocol) => [protocol, known<Protocol>(protocol)]),
);
const SECURE = known(true);
const PLAIN = known(false);

export function securityOf(protocol: Value<Protocol>): Value<boolean> {
  if (protocol.kind === 'known' && protocol.sensitive !== true) return isSecure(protocol.value) ? SECURE : PLAIN;
  return mapValue(protocol, isSecure);
}

const LAYERS: readonly (readonly Protocol[])[] = [
  PROTOCOLS.filter((protocol) => protocol.startsWith('HTTP')),
  PROTOCOLS.filter((protocol) => !protocol.startsWith('HTTP')),
];

/**
 * The back-end protocol where nobody says it: one of the front end's layer, of which the documentation does not tell
 * which. Source: https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Listener.html
 */
export function unsaidInstanceProtocol(protocol: Value<Protocol>): Value<Protocol> {
  return flatMapValue(protocol, (front) => {
    const candidates = LAYERS.find((layer) => layer.includes(front)) ?? [];
    return unknown('the back-end protocol is left out', { candidates });
  });
}

/**
 * The listeners of one load balancer, each told whether another uses its instance port with the other security.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Listener.html
 */
export function withInstancePortSecurity(listeners: readonly ListenerFacts[]): readonly ListenerFacts[] {
  return listeners.map((listener) => {
    const instancePortSecurity = securityAmong(listener, listeners);
    return sameText(listener.instancePortSecurity, instancePortSecurity)
      ? listener
      : { ...listener, instancePortSecurity };
  });
}

function sameText(one: Value<string>, other: Value<string>): boolean {
  return one.kind === 'known' && other.kind === 'known' && one.value === other.value;
}

function securityAmong(listener: ListenerFacts, listeners: readonly ListenerFacts[]): Value<'consistent' | 'mixed'> {
  const others = listeners.filter((other) => other !== listener);
  if (others.length === 0) return known('consistent');
  const { instancePort, instanceProtocol } = listener;
  if (instancePort.kind !== 'known' || instanceProtocol.kind !== 'known') {
    return unknown('the instance port or protocol is known after apply');
  }
  const sharing = others.filter(
    (other) => other.instancePort.kind !== 'known' || other.instancePort.value === instancePort.value,
  );
  const secure = isSecure(instanceProtocol.value);
  const agrees = (other: ListenerFacts) =>
    other.instanceProtocol.kind === 'known' && isSecure(other.instanceProtocol.value) === secure;
  if (sharing.every(agrees)) return known('consistent');
  const sure = (other: ListenerFacts) => other.instancePort.kind === 'known' && other.instanceProtocol.kind === 'known';
  if (sharing.some((other) => sure(other) && !agrees(other))) return known('mixed');
  return unknown('the instance port or protocol of another listener is known after apply');
}
