import type { ListenerFacts, Protocol } from '../../../model/facts.js';
import { isObject, type Json, type JsonObject, objectOf, property, stringProperty } from '../../../model/json.js';
import { absent, flatMapValue, known, unknown, type Value } from '../../../model/value.js';
import { withInstancePortSecurity } from '../instance-port-security.js';
import { type ListenerFrame, listenerFacts, unknownListeners } from '../listener-facts.js';
import { parsePort } from '../parse-port.js';
import { parseProtocol } from '../protocol.js';
import { unsaidInstanceProtocol } from '../unsaid-instance-protocol.js';
import { type CertificatePlace, templateCertificate } from './certificate.js';
import { evaluateText } from './evaluate.js';
import { itemsOf } from './items.js';
import { templateSecurityPolicy } from './security-policy.js';

export const LOAD_BALANCER = 'AWS::ElasticLoadBalancing::LoadBalancer';

/**
 * The listeners of the load balancers in a template.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancing-loadbalancer.html
 */
export function templateListeners(place: CertificatePlace): readonly ListenerFacts[] {
  const resources = Object.entries(objectOf(property(place.scope.template, 'Resources')));
  return resources.flatMap(([name, resource]) => {
    if (name.startsWith('Fn::')) return listenersOfLoop(place, resource);
    return stringProperty(resource, 'Type') === LOAD_BALANCER ? listenersOf(place, resource) : [];
  });
}

/** A loop or macro among the resources writes some of its own. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html */
function listenersOfLoop(place: CertificatePlace, loop: Json): readonly ListenerFacts[] {
  if (!JSON.stringify(loop).includes(LOAD_BALANCER)) return [];
  const reason = 'a loop of the template makes the load balancers';
  return [unknownListeners(place.context, place.stack, { ...place.frame, doubt: place.frame.doubt ?? reason }, reason)];
}

function listenersOf(place: CertificatePlace, resource: Json): readonly ListenerFacts[] {
  const condition = stringProperty(resource, 'Condition');
  const made = condition === undefined ? known(true) : place.scope.condition(condition);
  if (made.kind === 'known' && !made.value) return [];
  const doubt = made.kind === 'unknown' ? `condition ${condition} decides whether it is made (${made.reason})` : null;
  const properties = objectOf(property(resource, 'Properties'));
  const name = evaluateText(place.scope, properties['LoadBalancerName']);
  const frame: ListenerFrame = {
    loadBalancer: {
      ...place.frame.loadBalancer,
      name: name.kind === 'absent' ? unknown('CloudFormation names the load balancer') : name,
    },
    doubt: place.frame.doubt ?? doubt,
  };
  const own = { ...place, frame };
  const listeners = itemsOf(place.scope, property(properties, 'Listeners'));
  const found = listeners.items.flatMap(({ node, doubt: perhaps }) => {
    return isObject(node) ? [listenerOf(own, properties, node, perhaps)] : [];
  });
  const { hidden } = listeners;
  const more = hidden === null ? [] : [unknownListeners(place.context, place.stack, frame, hidden)];
  return [...withInstancePortSecurity(found), ...more];
}

function listenerOf(
  place: CertificatePlace,
  loadBalancer: JsonObject,
  node: JsonObject,
  perhaps: string | null,
): ListenerFacts {
  const { context, stack, scope, frame } = place;
  const text = (one: Json | undefined) => evaluateText(scope, one);
  const port = portOf(text(node['LoadBalancerPort']));
  const protocol = parseProtocol(text(node['Protocol']));
  const instanceProtocol = text(node['InstanceProtocol']);
  return listenerFacts(
    context,
    stack,
    { ...frame, doubt: frame.doubt ?? perhaps },
    {
      planned: {
        port,
        protocol: orUnsaid(protocol, 'the template gives no protocol'),
        instancePort: portOf(text(node['InstancePort'])),
        instanceProtocol:
          instanceProtocol.kind === 'absent' ? unsaidInstanceProtocol(protocol) : parseProtocol(instanceProtocol),
      },
      certificate: templateCertificate(place, node['SSLCertificateId']),
      tlsPolicy: () => templateSecurityPolicy(text, loadBalancer, node, port),
    },
  );
}

function portOf(text: Value<string>): Value<number> {
  if (text.kind === 'absent') return unknown('the template gives no port');
  return flatMapValue(text, (written) => {
    const port = parsePort(written);
    return port === undefined ? unknown('the port is no number') : known(port);
  });
}

function orUnsaid(protocol: Value<Protocol>, reason: string): Value<Protocol> {
  return protocol.kind === absent.kind ? unknown(reason) : protocol;
}
