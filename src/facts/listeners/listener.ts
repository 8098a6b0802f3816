import {
  CLASSIC_PROTOCOLS,
  type ClassicProtocol,
  isSecure,
  type ListenerFacts,
  type LoadBalancerFacts,
  noTlsPolicy,
  type Protocol,
  type TlsPolicyFacts,
  unknownCertificate,
  unknownTlsPolicy,
} from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { absent, flatMapValue, known, mapValue, unknown, type Value } from '../../model/value.js';
import { formatDate } from '../dates.js';
import { accepts, rowsOfService } from '../services.js';
import { type FactContext, sourceOf, type TracedCertificate } from '../sources.js';

/** A load balancer whose listeners are collected. */
export interface FoundLoadBalancer {
  readonly context: FactContext;
  readonly resource: Resource;
  readonly facts: LoadBalancerFacts;
  /** Why this may not be a Classic Load Balancer, in one clause; null where it surely is one. */
  readonly doubt: string | null;
}

/** The load balancer that a resource makes. */
export function foundLoadBalancer(
  context: FactContext,
  resource: Resource,
  name: Value<string>,
  doubt: string | null = null,
): FoundLoadBalancer {
  const { resolver } = context;
  const facts = {
    address: resource.address,
    type: resource.type,
    name,
    region: resolver.region(resource),
    partition: resolver.partition(resource),
    account: resolver.account(resource),
    action: resource.action,
  };
  return { context, resource, facts, doubt };
}

/** One listener as it is planned, its certificate found. */
export interface FoundListener {
  readonly port: Value<number>;
  readonly protocol: Value<Protocol>;
  readonly instancePort: Value<number>;
  readonly instanceProtocol: Value<ClassicProtocol>;
  readonly certificate: TracedCertificate;
  /** The security policy; asked only of a listener that may be secure. */
  tlsPolicy(): TlsPolicyFacts;
  /** Why this listener may not come to be, where its load balancer surely does. */
  readonly doubt?: string | null;
}

/** The facts of one listener. */
export function listenerFacts(loadBalancer: FoundLoadBalancer, found: FoundListener): ListenerFacts {
  const protocol = withoutMark(found.protocol);
  const secure = mapValue(protocol, isSecure);
  return {
    ...commonFacts(loadBalancer, found.doubt ?? null),
    port: withoutMark(found.port),
    protocol,
    secure,
    instancePort: withoutMark(found.instancePort),
    instanceProtocol: withoutMark(found.instanceProtocol),
    instancePortSecurity: known('consistent'),
    portUnique: known(true),
    certificate: found.certificate.facts,
    tlsPolicy: tlsPolicyOf(secure, found.tlsPolicy),
    trace: [loadBalancer.resource.address, ...found.certificate.trace],
  };
}

/** Listeners of which not even the number is known. */
export function unknownListeners(
  loadBalancer: FoundLoadBalancer,
  reason: string,
  doubt: string | null = null,
): ListenerFacts {
  const { resource } = loadBalancer;
  const value = unknown<never>(reason);
  return {
    ...commonFacts(loadBalancer, doubt),
    port: value,
    protocol: value,
    secure: value,
    instancePort: value,
    instanceProtocol: value,
    instancePortSecurity: value,
    portUnique: value,
    // A load balancer that is made has had no certificate.
    certificate: { ...unknownCertificate(reason), destroyedInUse: resource.before === null ? absent : value },
    tlsPolicy: unknownTlsPolicy(reason),
    trace: [loadBalancer.resource.address],
  };
}

/** These listeners are of Classic Load Balancers: other creators say themselves of which kind theirs are. */
const CLASSIC = rowsOfService('classic-elb');

function commonFacts({ context, resource, facts, doubt }: FoundLoadBalancer, ownDoubt: string | null) {
  const why = doubt ?? ownDoubt;
  return {
    service: known('classic-elb' as const),
    accepts: accepts(CLASSIC, facts, ''),
    certificateArgument: sourceOf(context.sources.listeners, resource)?.certificateArgument ?? '',
    address: resource.address,
    constructPath: resource.constructPath ?? null,
    loadBalancer: facts,
    certainty: why === null ? ('certain' as const) : ('possible' as const),
    doubt: why,
    fromSource: null,
    now: formatDate(context.now),
  };
}

/** Terraform marks a whole set sensitive when one value in it is; ports and protocols are shown all the same. */
function withoutMark<T>(value: Value<T>): Value<T> {
  if (value.kind === 'absent' || value.sensitive !== true) return value;
  const { sensitive: _, ...rest } = value;
  return rest;
}

/** The security policy of a listener that may be plain: those have none. */
function tlsPolicyOf(secure: Value<boolean>, find: () => TlsPolicyFacts): TlsPolicyFacts {
  if (secure.kind === 'unknown') return unknownTlsPolicy(secure.reason);
  return secure.kind === 'known' && secure.value ? find() : noTlsPolicy;
}

/** The port that a text spells; undefined for text that spells none. */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** The same of a value. */
export function portIn(text: Value<string>, what = 'the port'): Value<number> {
  return flatMapValue(text, (written) => {
    const port = parsePort(written);
    return port === undefined ? unknown(`${what} is no number`) : known(port);
  });
}

/** What has to be there, unknown where it is left out. */
export function orUnsaid<T>(value: Value<T>, reason: string): Value<T> {
  return value.kind === 'absent' ? unknown(reason) : value;
}

/** A protocol however it is written; the provider takes any case. Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elb/load_balancer.go */
export function parseProtocol(text: Value<string>): Value<ClassicProtocol> {
  return flatMapValue(text, (written) => {
    const protocol = CLASSIC_PROTOCOLS.find((one) => one === written.toUpperCase());
    return protocol === undefined ? unknown('the protocol is none of HTTP, HTTPS, TCP and SSL') : known(protocol);
  });
}

/**
 * The back-end protocol where nobody says it: one of the front end's layer, of which the documentation does not tell
 * which. Source: https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Listener.html
 */
export function unsaidInstanceProtocol(protocol: Value<ClassicProtocol>): Value<ClassicProtocol> {
  return flatMapValue(protocol, (front) => {
    const candidates = CLASSIC_PROTOCOLS.filter((back) => isHttp(back) === isHttp(front));
    return unknown('the back-end protocol is left out', { candidates });
  });
}

function isHttp(protocol: ClassicProtocol): boolean {
  return protocol === 'HTTP' || protocol === 'HTTPS';
}

/** Ten times what a Classic Load Balancer takes. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-limits.html */
const MOST_LISTENERS = 1000;

/**
 * The listeners of one load balancer, each told whether another has its port, or uses its instance port with the other
 * security.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_Listener.html
 */
export function amongEachOther(listeners: readonly ListenerFacts[]): readonly ListenerFacts[] {
  if (listeners.length > MOST_LISTENERS) {
    const notCompared = unknown<never>(`more than ${MOST_LISTENERS} listeners are not compared with each other`);
    return listeners.map((listener) => ({ ...listener, portUnique: notCompared, instancePortSecurity: notCompared }));
  }
  return listeners.map((listener) => {
    const others = listeners.filter((other) => other !== listener);
    return {
      ...listener,
      portUnique: portUnique(listener, others),
      instancePortSecurity: securityAmong(listener, others),
    };
  });
}

/**
 * AWS answers DuplicateListener to a second one on a port, unless it equals the first in everything. Blocks of a set that
 * are alike stand beside each other for as long as something in them is unknown.
 */
function portUnique(listener: ListenerFacts, others: readonly ListenerFacts[]): Value<boolean> {
  const { port } = listener;
  if (others.length === 0) return known(true);
  if (port.kind !== 'known') return unknown('the port is known after apply');
  const same = others.filter((other) => other.port.kind === 'known' && other.port.value === port.value);
  const certain = same.filter(({ certainty }) => certainty === 'certain');
  if (certain.some((other) => surelyDiffers(listener, other))) return known(false);
  if (certain.length > 0) return unknown('another listener with the same port may turn out to be the same');
  if (same.length > 0) return unknown('another listener that may not come to be has the same port');
  return others.some((other) => other.port.kind !== 'known')
    ? unknown('the port of another listener is known after apply')
    : known(true);
}

function surelyDiffers(one: ListenerFacts, other: ListenerFacts): boolean {
  const pairs: readonly (readonly [Value<string | number>, Value<string | number>])[] = [
    [one.protocol, other.protocol],
    [one.instancePort, other.instancePort],
    [one.instanceProtocol, other.instanceProtocol],
    [one.certificate.arn, other.certificate.arn],
    [one.certificate.address, other.certificate.address],
  ];
  return pairs.some(([own, its]) => {
    if (own.kind === 'known' && its.kind === 'known') return own.value !== its.value;
    return own.kind !== 'unknown' && its.kind !== 'unknown' && own.kind !== its.kind;
  });
}

function securityAmong(listener: ListenerFacts, others: readonly ListenerFacts[]): Value<'consistent' | 'mixed'> {
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
