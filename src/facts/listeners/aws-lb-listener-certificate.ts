import type { Protocol } from '../../model/facts.js';
import { mapValue, oneOf, unknown, type Value } from '../../model/value.js';
import type { ListenerSource } from '../sources.js';
import { CERTIFICATE, type Elbv2Listener, elbv2Listener, elbv2ListenerFacts } from './elbv2/listener.js';
import { accountOf, kindOfArn, type LoadBalancerKind, regionOf } from './elbv2/load-balancer.js';
import { LISTENER_TYPES, referenced, type Target } from './elbv2/referenced.js';

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener_certificate */
const listenerCertificate: ListenerSource = {
  mode: 'managed',
  type: 'aws_lb_listener_certificate',
  certificateArgument: CERTIFICATE,
  alsoReads: [...LISTENER_TYPES].map((type) => ({ mode: 'data' as const, type })),
  collect(context, resource) {
    const possible = referenced(context, resource, 'listener_arn', LISTENER_TYPES);
    const found = possible.map(listenerOf);
    const reason = 'the plan does not tell which listener it is';
    const either = <T>(value: (listener: Elbv2Listener) => Value<T>) => oneOf(found.map(value), reason);
    const [only] = found;
    if (only === undefined) return [];
    const listener: Elbv2Listener = {
      port: either(({ port }) => port),
      protocol: either(({ protocol }) => protocol),
      kind: either(({ kind }) => kind),
      loadBalancer:
        found.length === 1
          ? only.loadBalancer
          : {
              resource: undefined,
              name: either(({ loadBalancer }) => loadBalancer.name),
              kind: either(({ kind }) => kind),
              region: either(({ loadBalancer }) => loadBalancer.region),
              account: either(({ loadBalancer }) => loadBalancer.account),
            },
    };
    const via = possible.flatMap((target) => (target.kind === 'resource' ? [target.resource.address] : []));
    return [elbv2ListenerFacts(context, resource, listener, via.length === 1 ? via : [])];
  },
};

function listenerOf(target: Target): Elbv2Listener {
  if (target.kind === 'resource') {
    const found = elbv2Listener(target.context, target.resource);
    // It stands beside its listener, also where the load balancer is in another state.
    const { resource = target.resource } = found.loadBalancer;
    const listener = { ...found, loadBalancer: { ...found.loadBalancer, resource } };
    return listener.protocol.kind === 'known' ? listener : { ...listener, protocol: secureProtocol(listener.kind) };
  }
  const arn = target.kind === 'arn' ? target.arn : '';
  const reason = target.kind === 'arn' ? 'the ARN of a listener does not tell its port' : target.reason;
  const kind = kindOfArn(arn, reason);
  return {
    port: unknown(reason),
    protocol: secureProtocol(kind),
    kind,
    loadBalancer: {
      resource: undefined,
      name: unknown(reason),
      kind,
      region: regionOf(target),
      account: accountOf(target),
    },
  };
}

/**
 * Only a listener that ends TLS takes a further certificate, so that one of which nothing else is known speaks it.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddListenerCertificates.html
 */
function secureProtocol(kind: Value<LoadBalancerKind>): Value<Protocol> {
  return mapValue(kind, (one) => (one === 'alb' ? 'HTTPS' : 'TLS'));
}

/** A further certificate of a listener, under its newer and its older name. */
export default [listenerCertificate, { ...listenerCertificate, type: 'aws_alb_listener_certificate' }];
