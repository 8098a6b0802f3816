import type { ListenerFacts } from '../../../model/facts.js';
import type { Resource } from '../../../model/plan.js';
import { absent, known, mapValue, unknown, type Value } from '../../../model/value.js';
import { findCertificate } from '../../certificates/find-certificate.js';
import type { FactContext } from '../../fact-context.js';
import { withInstancePortSecurity } from '../instance-port-security.js';
import { type ListenerFrame, listenerFacts, unknownListeners } from '../listener-facts.js';
import { loadBalancerFacts } from '../load-balancer.js';
import { parsePort } from '../parse-port.js';
import { parseProtocol } from '../protocol.js';
import { loadBalancerKind } from './load-balancer-kind.js';
import { securityPolicy } from './security-policy.js';
import type { Setting, Settings } from './settings.js';

const LISTENER = 'aws:elb:listener';
const DEPRECATED = 'aws:elb:loadbalancer';
const DEFAULT_PORT = 80;

/**
 * The listeners that option settings make: one on port 80 unless it is switched off, one for each namespace of a port,
 * and the secure one of the deprecated namespace.
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elblistener
 */
export function beanstalkListeners(
  context: FactContext,
  resource: Resource,
  settings: Settings,
  tier: Value<string>,
  doubt: string | null,
): readonly ListenerFacts[] {
  const kind = loadBalancerKind(settings, tier);
  if (!kind.classic) return [];
  const name = unknown<string>('Elastic Beanstalk names its load balancer');
  const frame: ListenerFrame = {
    loadBalancer: loadBalancerFacts(context, resource, name),
    doubt: kind.doubt ?? doubt,
  };
  const listeners = portsOf(settings).flatMap((port) => listenerOn(context, resource, settings, frame, port));
  const { hidden } = settings;
  const others =
    hidden === null ? [] : [unknownListeners(context, resource, { ...frame, doubt: frame.doubt ?? hidden }, hidden)];
  return [...withInstancePortSecurity(listeners), ...others];
}

function portsOf(settings: Settings): readonly number[] {
  const ports = new Set([DEFAULT_PORT]);
  for (const namespace of settings.namespaces) {
    const port = namespace.startsWith(`${LISTENER}:`) ? parsePort(namespace.slice(LISTENER.length + 1)) : undefined;
    if (port !== undefined) ports.add(port);
  }
  const secure = settings.find(DEPRECATED, 'LoadBalancerHTTPSPort').value;
  const port = secure.kind === 'known' ? parsePort(secure.value) : undefined;
  if (port !== undefined) ports.add(port);
  return [...ports];
}

function listenerOn(
  context: FactContext,
  resource: Resource,
  settings: Settings,
  frame: ListenerFrame,
  port: number,
): readonly ListenerFacts[] {
  const option = (name: string) => listenerOption(settings, port, name);
  const deprecated = deprecatedOptions(settings, port);
  const enabled = option('ListenerEnabled').value;
  if (enabled.kind === 'known' && enabled.value.toLowerCase() === 'false') return [];
  if (deprecated.off && !isConfigured(settings, port)) return [];

  const protocol = parseProtocol(orElse(option('ListenerProtocol').value, deprecated.protocol));
  const certificate = firstGiven(option('SSLCertificateId'), deprecated.certificate);
  const instancePort = numberOf(option('InstancePort').value, deprecated.secure ? DEFAULT_PORT : port);
  const instanceProtocol = option('InstanceProtocol').value;
  const doubt = enabled.kind === 'unknown' ? `ListenerEnabled of port ${port} is not known (${enabled.reason})` : null;
  return [
    listenerFacts(
      context,
      resource,
      { ...frame, doubt: frame.doubt ?? doubt },
      {
        planned: {
          port: known(port),
          protocol,
          instancePort,
          instanceProtocol:
            instanceProtocol.kind === 'absent'
              ? mapValue(protocol, (one) => (one === 'HTTP' || one === 'HTTPS' ? 'HTTP' : 'TCP'))
              : parseProtocol(instanceProtocol),
        },
        certificate: findCertificate(context, certificate.owner, certificate.value, () => certificate.expressions),
        tlsPolicy: () => securityPolicy(settings, port, option('PolicyNames')),
      },
    ),
  ];
}

/** An option of a listener; port 80 has a namespace of its own besides. */
function listenerOption(settings: Settings, port: number, name: string): Setting {
  const own = settings.find(`${LISTENER}:${port}`, name);
  return port === DEFAULT_PORT ? firstGiven(own, settings.find(LISTENER, name)) : own;
}

function isConfigured(settings: Settings, port: number): boolean {
  const namespaces = [`${LISTENER}:${port}`, ...(port === DEFAULT_PORT ? [LISTENER] : [])];
  return namespaces.some((namespace) => settings.namespaces.includes(namespace));
}

/** What the deprecated namespace says of a port: there it is either the plain or the secure listener's. */
function deprecatedOptions(settings: Settings, port: number) {
  const httpsPort = settings.find(DEPRECATED, 'LoadBalancerHTTPSPort').value;
  const secure = httpsPort.kind === 'known' && parsePort(httpsPort.value) === port;
  const certificate = settings.find(DEPRECATED, 'SSLCertificateId');
  const protocolName = secure ? 'LoadBalancerSSLPortProtocol' : 'LoadBalancerPortProtocol';
  const protocol = port === DEFAULT_PORT || secure ? settings.find(DEPRECATED, protocolName).value : absent;
  const httpPort = settings.find(DEPRECATED, 'LoadBalancerHTTPPort').value;
  return {
    secure,
    protocol: orElse(protocol, known(secure ? 'HTTPS' : 'HTTP')),
    certificate: secure ? certificate : { ...certificate, value: absent, expressions: [] },
    off: port === DEFAULT_PORT && httpPort.kind === 'known' && httpPort.value.toUpperCase() === 'OFF',
  };
}

function firstGiven(first: Setting, second: Setting): Setting {
  return first.value.kind === 'absent' ? second : first;
}

function orElse<T>(value: Value<T>, otherwise: Value<T>): Value<T> {
  return value.kind === 'absent' ? otherwise : value;
}

function numberOf(value: Value<string>, otherwise: number): Value<number> {
  if (value.kind === 'absent') return known(otherwise);
  if (value.kind === 'unknown') return unknown(value.reason);
  const port = parsePort(value.value);
  return port === undefined ? unknown('the instance port is no number') : known(port);
}
