import {
  type ClassicProtocol,
  type ListenerFacts,
  noCertificate,
  otherCertificate,
  type TlsPolicyFacts,
  unknownCertificate,
  unknownTlsPolicy,
} from '../../../model/facts.js';
import type { Expression, Resource } from '../../../model/plan.js';
import { flatMapValue, known, unknown, type Value } from '../../../model/value.js';
import type { EvaluatedPart } from '../../../resolve/index.js';
import { findCertificate } from '../../certificates/find-certificate.js';
import type { FactContext, TracedCertificate } from '../../sources.js';
import { DEFAULT_POLICY, isPredefinedName, predefinedTlsPolicy, withMarkOf } from '../../tls/tls-policy.js';
import { type FoundLoadBalancer, foundLoadBalancer, listenerFacts, unknownListeners } from '../listener.js';

/** A port of a Service. */
export interface ServicePort {
  readonly port: Value<number>;
  readonly nodePort: Value<number>;
  readonly name: Value<string>;
  /** `TCP` where it is left out; a Classic Load Balancer takes no other. */
  readonly protocol: Value<string>;
}

/** A Service, however it is written down. */
export interface Service {
  readonly type: Value<string>;
  readonly loadBalancerClass: Value<string>;
  /** Undefined where not even their number is known. */
  readonly ports: readonly ServicePort[] | undefined;
  annotation(name: string): Value<string>;
  /** What an annotation is made of; undefined where the input does not show the text of its expression. */
  evaluatedAnnotation(name: string): EvaluatedPart | undefined;
  /** What the configuration sets the annotations with. */
  readonly annotationExpressions: readonly Expression[];
}

const DOUBT = 'where the cluster has the AWS Load Balancer Controller, that makes a Network Load Balancer instead';

/**
 * The listeners that the cloud provider of a cluster makes for a Service of type LoadBalancer.
 * Source: https://github.com/kubernetes/cloud-provider-aws/blob/master/docs/service_controller.md
 */
export function serviceListeners(context: FactContext, resource: Resource, service: Service): readonly ListenerFacts[] {
  if (isNoClassic(service)) return [];
  const named = foundLoadBalancer(context, resource, unknown('the cluster names its load balancer'), DOUBT);
  const { region } = named.facts;
  const ofCluster =
    region.kind === 'unknown' ? { ...region, reason: 'the Region of the cluster is not in the plan' } : region;
  const loadBalancer = { ...named, facts: { ...named.facts, region: ofCluster } };
  if (service.ports === undefined) {
    return [unknownListeners(loadBalancer, `known after apply: the ports of ${resource.address}`)];
  }
  return service.ports.flatMap((port) => {
    if (port.protocol.kind === 'known' && port.protocol.value.toUpperCase() !== 'TCP') return [];
    return [listenerOn(loadBalancer, service, port)];
  });
}

/** Source: https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws.go (isNLB, isLBExternal) */
function isNoClassic(service: Service): boolean {
  const type =
    service.type.kind === 'absent' ? 'ClusterIP' : service.type.kind === 'known' ? service.type.value : undefined;
  if (type !== undefined && type !== 'LoadBalancer') return true;
  if (service.loadBalancerClass.kind === 'known') return true;
  const kind = service.annotation('type');
  return kind.kind === 'known' && ['nlb', 'nlb-ip', 'external'].includes(kind.value);
}

function listenerOn(loadBalancer: FoundLoadBalancer, service: Service, port: ServicePort): ListenerFacts {
  const { selected, certificate } = certificateOn(loadBalancer, service, port);
  const { front, back } = protocolsOf(selected, service.annotation('backend-protocol'));
  return listenerFacts(loadBalancer, {
    port: port.port,
    protocol: front,
    instancePort: nodePortOf(port),
    instanceProtocol: back,
    certificate,
    tlsPolicy: () => negotiationPolicyOf(service.annotation('ssl-negotiation-policy')),
  });
}

/** The certificate of a port. An annotation that is not known may turn out empty, unless it leads to a certificate. */
function certificateOn({ context, resource }: FoundLoadBalancer, service: Service, port: ServicePort) {
  const named = service.annotation('ssl-cert');
  const found = findCertificate(
    context,
    resource,
    named,
    () => service.annotationExpressions,
    () => service.evaluatedAnnotation('ssl-cert'),
  );
  // A Classic Load Balancer has one certificate: the annotation is taken for one ARN, whatever is in it.
  const traced: TracedCertificate =
    named.kind === 'known' && /,\s*arn:/.test(named.value)
      ? { facts: { ...otherCertificate, arn: named, origin: known('literal') }, trace: [] }
      : found;
  const given =
    named.kind === 'unknown' && traced.facts.source.kind !== 'known' ? unknown<boolean>(named.reason) : undefined;
  const selected = given ?? takesCertificate(named, service.annotation('ssl-ports'), port);
  switch (selected.kind) {
    case 'known':
      return { selected, certificate: selected.value ? traced : { facts: noCertificate, trace: [] } };
    case 'absent':
      return { selected, certificate: traced };
    case 'unknown':
      return { selected, certificate: { facts: unknownCertificate(selected.reason), trace: [] } };
    default:
      return selected satisfies never;
  }
}

/** The cluster chooses the node port where the Service leaves it out, as nearly all do. */
function nodePortOf({ nodePort }: ServicePort): Value<number> {
  const left = nodePort.kind === 'absent' || (nodePort.kind === 'known' && nodePort.value === 0);
  return left ? unknown('the cluster chooses the node port') : nodePort;
}

function negotiationPolicyOf(name: Value<string>): TlsPolicyFacts {
  if (name.kind === 'unknown') return unknownTlsPolicy(name.reason);
  if (name.kind === 'absent') return predefinedTlsPolicy(DEFAULT_POLICY);
  return isPredefinedName(name.value)
    ? withMarkOf(name, predefinedTlsPolicy(name.value))
    : { ...unknownTlsPolicy('a policy of this name is not in the plan'), name: known(name.value, name.sensitive) };
}

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';

export function annotationName(name: string): string {
  return `${PREFIX}${name}`;
}

/**
 * Whether a port takes the certificate: all do, unless `ssl-ports` lists numbers and names. The list is not trimmed.
 * Source: https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws.go (getPortSets, buildListener)
 */
function takesCertificate(
  certificate: Value<string>,
  ports: Value<string>,
  { port, name }: Pick<ServicePort, 'port' | 'name'>,
): Value<boolean> {
  if (certificate.kind === 'absent') return known(false);
  if (ports.kind === 'absent' || (ports.kind === 'known' && ports.value === '*')) return known(true);
  if (ports.kind === 'unknown') return unknown(ports.reason);
  const listed = ports.value.split(',');
  if (port.kind === 'known' && listed.includes(String(port.value))) return known(true);
  if (name.kind === 'known' && listed.includes(name.value.toLowerCase())) return known(true);
  if (port.kind === 'unknown') return unknown(port.reason);
  return name.kind === 'unknown' ? unknown(name.reason) : known(false);
}

interface Protocols {
  readonly front: Value<ClassicProtocol>;
  readonly back: Value<ClassicProtocol>;
}

const WITH_CERTIFICATE: Readonly<Record<string, readonly [front: ClassicProtocol, back: ClassicProtocol]>> = {
  http: ['HTTPS', 'HTTP'],
  https: ['HTTPS', 'HTTPS'],
  ssl: ['SSL', 'SSL'],
  tcp: ['SSL', 'TCP'],
};

/** The protocols of a port, by whether it takes the certificate and by `backend-protocol`. Source: buildListener, as above */
function protocolsOf(takes: Value<boolean>, backend: Value<string>): Protocols {
  const both = flatMapValue(takes, (secure): Value<readonly [ClassicProtocol, ClassicProtocol]> => {
    if (!secure) {
      return backend.kind === 'unknown'
        ? unknown(backend.reason, { candidates: [plain('http'), plain('')] })
        : known(plain(backend.kind === 'known' ? backend.value : ''));
    }
    if (backend.kind === 'absent') return known(['SSL', 'TCP']);
    if (backend.kind === 'unknown') return unknown(backend.reason, { candidates: Object.values(WITH_CERTIFICATE) });
    const pair = Object.hasOwn(WITH_CERTIFICATE, backend.value) ? WITH_CERTIFICATE[backend.value] : undefined;
    return pair === undefined ? unknown('backend-protocol is none of http, https, ssl and tcp') : known(pair);
  });
  return {
    front: flatMapValue(both, ([front]) => known(front)),
    back: flatMapValue(both, ([, back]) => known(back)),
  };
}

function plain(backend: string): readonly [ClassicProtocol, ClassicProtocol] {
  return backend === 'http' ? ['HTTP', 'HTTP'] : ['TCP', 'TCP'];
}
