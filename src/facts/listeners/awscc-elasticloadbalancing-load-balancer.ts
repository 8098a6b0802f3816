import {
  isSecure,
  type ListenerFacts,
  noCertificate,
  type Protocol,
  type TlsPolicyFacts,
  unknownCertificate,
  unknownTlsPolicy,
} from '../../model/facts.js';
import { arrayOf, type Json, objectOf, property } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { absent, known, type Value } from '../../model/value.js';
import { attribute, blockOf, type Path, textAttribute } from '../../resolve/index.js';
import { findCertificate } from '../certificates/find-certificate.js';
import type { ListenerSource, TracedCertificate } from '../sources.js';
import { spelled } from './cloudformation/evaluate.js';
import { templateSecurityPolicy } from './cloudformation/security-policy.js';
import {
  amongEachOther,
  type FoundLoadBalancer,
  foundLoadBalancer,
  listenerFacts,
  orUnsaid,
  parseProtocol,
  portIn,
  unknownListeners,
  unsaidInstanceProtocol,
} from './listener.js';

/** Ports are text here. Source: https://registry.terraform.io/providers/hashicorp/awscc/latest/docs/resources/elasticloadbalancing_load_balancer */
export default {
  mode: 'managed',
  type: 'awscc_elasticloadbalancing_load_balancer',
  certificateArgument: 'ssl_certificate_id',
  collect(context, resource) {
    const loadBalancer = foundLoadBalancer(context, resource, textAttribute(resource, 'load_balancer_name'));
    const listeners = attribute(resource, ['listeners']);
    const planned = arrayOf(resource.values['listeners']);
    if (planned.length === 0) {
      return listeners.kind === 'unknown' ? [unknownListeners(loadBalancer, listeners.reason)] : [];
    }
    return amongEachOther(planned.map((_, at) => listenerAt(loadBalancer, ['listeners', at])));
  },
} as const satisfies ListenerSource;

function listenerAt(loadBalancer: FoundLoadBalancer, path: Path): ListenerFacts {
  const { resource } = loadBalancer;
  const text = (name: string) => textAttribute(resource, ...path, name);
  const protocol = parseProtocol(text('protocol'));
  const instanceProtocol = text('instance_protocol');
  const port = orUnsaid(portIn(text('load_balancer_port')), 'the port is no number');
  return listenerFacts(loadBalancer, {
    port,
    protocol,
    instancePort: orUnsaid(portIn(text('instance_port')), 'the port is no number'),
    instanceProtocol:
      instanceProtocol.kind === 'absent' ? unsaidInstanceProtocol(protocol) : parseProtocol(instanceProtocol),
    certificate: certificateOf(loadBalancer, path, port, protocol),
    tlsPolicy: () => securityPolicy(resource, path, port),
  });
}

/**
 * Attributes that nobody sets are computed here, so they are unknown until apply: what the configuration spells out
 * tells whether a certificate is left out. Where it has references, these are of the whole list of listeners; they are
 * of one that is secure, and of which one only if there is no other.
 */
function certificateOf(
  { context, resource }: FoundLoadBalancer,
  path: Path,
  port: Value<number>,
  protocol: Value<Protocol>,
): TracedCertificate {
  const expression = blockOf(context.resolver.plan, resource)?.block.body.expression('listeners');
  const expressions = expression === undefined ? [] : [expression];
  const argument = [...path, 'ssl_certificate_id'];
  const named = textAttribute(resource, ...argument);
  // Only a configuration has its listeners in the order of the source.
  const part = resource.action === 'declared' ? context.resolver.evaluatedPart(resource, argument) : undefined;
  if (part !== undefined)
    return findCertificate(
      context,
      resource,
      named,
      () => expressions,
      () => part,
    );
  if (named.kind !== 'unknown') return findCertificate(context, resource, named, () => expressions);
  const written = arrayOf(expression?.constant).find((listener) => {
    return port.kind === 'known' && spelled(property(listener, 'load_balancer_port')) === String(port.value);
  });
  if (written !== undefined && property(written, 'ssl_certificate_id') === undefined)
    return { facts: noCertificate, trace: [] };
  const sole = protocol.kind === 'known' && isSecure(protocol.value) && secureOfUnknownCertificate(resource) === 1;
  const traced = sole ? findCertificate(context, resource, named, () => expressions) : undefined;
  return traced?.facts.source.kind === 'known' ? traced : { facts: unknownCertificate(named.reason), trace: [] };
}

/** How many secure listeners have a certificate that is not known yet. */
function secureOfUnknownCertificate(resource: Resource): number {
  return arrayOf(resource.values['listeners']).filter((_, at) => {
    const protocol = parseProtocol(textAttribute(resource, 'listeners', at, 'protocol'));
    const plain = protocol.kind === 'known' && !isSecure(protocol.value);
    return !plain && textAttribute(resource, 'listeners', at, 'ssl_certificate_id').kind === 'unknown';
  }).length;
}

/** The resource type is CloudFormation's under Terraform's spelling. */
function securityPolicy(resource: Resource, path: Path, port: Value<number>): TlsPolicyFacts {
  const [policies, names] = [attribute(resource, ['policies']), attribute(resource, [...path, 'policy_names'])];
  if (policies.kind === 'unknown') return unknownTlsPolicy(policies.reason);
  if (names.kind === 'unknown') return unknownTlsPolicy(names.reason);
  const own = policies.kind === 'known' ? policies.value : [];
  const named = names.kind === 'known' ? names.value : [];
  return templateSecurityPolicy(textOf, { Policies: camelCased(own) }, { PolicyNames: named }, port);
}

function textOf(node: Json | undefined): Value<string> {
  const text = spelled(node);
  return text === '' ? absent : known(text);
}

function camelCased(policies: Json): Json {
  return arrayOf(policies).map((policy) => {
    const entries = Object.entries(objectOf(policy));
    return Object.fromEntries(
      entries.map(([name, value]) => [capitalised(name), name === 'attributes' ? attributesOf(value) : value]),
    );
  });
}

/** An attribute of a policy is an object, or the JSON of one. */
function attributesOf(attributes: Json): Json {
  return arrayOf(attributes).map((attribute): Json => {
    const entries = Object.entries(objectOf(typeof attribute === 'string' ? parsed(attribute) : attribute));
    return Object.fromEntries(entries.map(([name, value]) => [capitalised(name), value]));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function capitalised(name: string): string {
  return name
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
