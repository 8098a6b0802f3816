import { eitherTlsPolicy, type ListenerFacts, type TlsPolicyFacts, unknownTlsPolicy } from '../../../model/facts.js';
import type { Resource } from '../../../model/plan.js';
import { absent, known, mapValue, unknown, type Value } from '../../../model/value.js';
import { evaluatedArgument, findCertificate } from '../../certificates/find-certificate.js';
import type { FactContext } from '../../sources.js';
import { DEFAULT_POLICY, negotiationPolicy, predefinedTlsPolicy, withMarkOf } from '../../tls/tls-policy.js';
import {
  amongEachOther,
  type FoundLoadBalancer,
  foundLoadBalancer,
  listenerFacts,
  parsePort,
  parseProtocol,
  portIn,
  unknownListeners,
} from '../listener.js';
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
  const loadBalancer = foundLoadBalancer(context, resource, name, kind.doubt ?? doubt);
  const listeners = portsOf(settings).flatMap((port) => listenerOn(loadBalancer, settings, port));
  const { mayHaveMore } = settings;
  const more = mayHaveMore === null ? [] : [unknownListeners(loadBalancer, mayHaveMore, mayHaveMore)];
  return [...amongEachOther(listeners), ...more];
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

function listenerOn(loadBalancer: FoundLoadBalancer, settings: Settings, port: number): readonly ListenerFacts[] {
  const option = (name: string) => listenerOption(settings, port, name);
  const deprecated = deprecatedOptions(settings, port);
  const enabled = option('ListenerEnabled').value;
  if (enabled.kind === 'known' && enabled.value.toLowerCase() === 'false') return [];
  if (deprecated.off && !isConfigured(settings, port)) return [];

  const protocol = parseProtocol(orElse(option('ListenerProtocol').value, deprecated.protocol));
  const instanceProtocol = option('InstanceProtocol').value;
  const { owner, value, expressions, blocks } = firstGiven(option('SSLCertificateId'), deprecated.certificate);
  return [
    listenerFacts(loadBalancer, {
      port: known(port),
      protocol,
      instancePort: orElse(
        portIn(option('InstancePort').value, 'the instance port'),
        known(deprecated.secure ? DEFAULT_PORT : port),
      ),
      instanceProtocol:
        instanceProtocol.kind === 'absent'
          ? mapValue(protocol, (one) => (one === 'HTTP' || one === 'HTTPS' ? 'HTTP' : 'TCP'))
          : parseProtocol(instanceProtocol),
      certificate: findCertificate(
        loadBalancer.context,
        owner,
        value,
        () => expressions,
        () => evaluatedArgument(blocks, 'value'),
      ),
      tlsPolicy: () => securityPolicy(settings, port, option('PolicyNames')),
      doubt: enabled.kind === 'unknown' ? `ListenerEnabled of port ${port} is not known (${enabled.reason})` : null,
    }),
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
    certificate: secure ? certificate : { ...certificate, value: absent, expressions: [], blocks: [] },
    off: port === DEFAULT_PORT && httpPort.kind === 'known' && httpPort.value.toUpperCase() === 'OFF',
  };
}

function firstGiven(first: Setting, second: Setting): Setting {
  return first.value.kind === 'absent' ? second : first;
}

function orElse<T>(value: Value<T>, otherwise: Value<T>): Value<T> {
  return value.kind === 'absent' ? otherwise : value;
}

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';

/** Whether an environment has a Classic Load Balancer; the doubt says why that cannot be told. */
export type Kind = { readonly classic: false } | { readonly classic: true; readonly doubt: string | null };

/**
 * The API's own defaults, which are Terraform's: a load balanced environment, and a Classic Load Balancer. The console
 * chooses an Application Load Balancer instead.
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elasticbeanstalkenvironment
 */
function loadBalancerKind(settings: Settings, tier: Value<string>): Kind {
  const checks: readonly (readonly [what: string, value: Value<string>, classic: string])[] = [
    ['tier', tier, 'webserver'],
    ['EnvironmentType', settings.find(ENVIRONMENT, 'EnvironmentType').value, 'loadbalanced'],
    ['LoadBalancerType', settings.find(ENVIRONMENT, 'LoadBalancerType').value, 'classic'],
  ];
  let doubt: string | null = null;
  for (const [what, value, classic] of checks) {
    if (value.kind === 'known' && value.value.toLowerCase() !== classic) return { classic: false };
    if (value.kind === 'unknown')
      doubt ??= `${what} decides whether there is a Classic Load Balancer (${value.reason})`;
  }
  return { classic: true, doubt };
}

const POLICIES = 'aws:elb:policies:';

/**
 * The security policy that `aws:elb:policies:NAME` gives to a port; without one, the default.
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbpolicies-custom
 */
export function securityPolicy(settings: Settings, port: number, policyNames: Setting): TlsPolicyFacts {
  if (settings.mayHaveMore !== null) return unknownTlsPolicy(settings.mayHaveMore);
  if (policyNames.value.kind === 'unknown') return unknownTlsPolicy(policyNames.value.reason);
  const named = policyNames.value.kind === 'known' ? listIn(policyNames.value.value) : [];
  const found: TlsPolicyFacts[] = [];
  for (const namespace of settings.namespaces.filter((one) => one.startsWith(POLICIES))) {
    const name = namespace.slice(POLICIES.length);
    const reference = settings.find(namespace, 'SSLReferencePolicy').value;
    const protocols = settings.find(namespace, 'SSLProtocols').value;
    const ports = settings.find(namespace, 'LoadBalancerPorts').value;
    if (reference.kind === 'absent' && protocols.kind === 'absent') continue;
    if (ports.kind === 'unknown') return unknownTlsPolicy(ports.reason);
    const onPorts = ports.kind === 'known' ? listIn(ports.value) : [];
    if (!named.includes(name) && !onPorts.includes(String(port)) && !onPorts.includes(':all')) continue;
    if (reference.kind === 'unknown') return unknownTlsPolicy(reference.reason);
    if (protocols.kind === 'unknown') return unknownTlsPolicy(protocols.reason);
    if (reference.kind === 'known') found.push(withMarkOf(reference, predefinedTlsPolicy(reference.value)));
    else if (protocols.kind === 'known') found.push(withMarkOf(protocols, protocolsPolicy(name, protocols.value)));
  }
  if (found.length === 0) return predefinedTlsPolicy(DEFAULT_POLICY);
  return eitherTlsPolicy(found, 'several security policies are set for this port');
}

/** `SSLProtocols` lists protocols, and ciphers where somebody chose those, too. */
function protocolsPolicy(name: string, text: string): TlsPolicyFacts {
  const enabled = listIn(text).map((one) => (/^(?:TLS|SSL)v/.test(one) ? `Protocol-${one}` : one));
  const facts = negotiationPolicy(
    name,
    enabled.map((one) => ({ name: one, value: 'true' })),
  );
  if (enabled.some((one) => !one.startsWith('Protocol-'))) return facts;
  const ciphers = unknown<boolean>('the policy does not say which ciphers it has');
  return { ...facts, rsaCiphers: ciphers, ecdsaCiphers: ciphers };
}

function listIn(text: string): readonly string[] {
  return text.split(',').map((one) => one.trim());
}
