import { eitherTlsPolicy, TLS_VERSIONS, type TlsPolicyFacts, unknownTlsPolicy } from '../../model/facts.js';
import { arrayOf } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { known, unknown, type Value } from '../../model/value.js';
import { attribute, listAttribute, numberAttribute, textAttribute } from '../../resolve/index.js';
import type { FactContext } from '../context.js';
import { DEFAULT_POLICY, hiddenLike, isPredefinedName, predefinedTlsPolicy } from './tls-policy.js';

/** The resource types that the security policy of an `aws_elb` listener is read from. */
export const TLS_POLICY_TYPES = [
  'aws_lb_ssl_negotiation_policy',
  'aws_load_balancer_listener_policy',
  'aws_load_balancer_policy',
] as const;

const REMEDY =
  'attach one with aws_lb_ssl_negotiation_policy or aws_load_balancer_listener_policy in this configuration';

/**
 * The security policy of a listener of an `aws_elb`: what the plan attaches to its port or, on a load balancer that is
 * made now, the default. What is attached to one that exists already is not in the plan unless it is managed here.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/load_balancer_listener_policy
 */
export function attachedTlsPolicy(context: FactContext, loadBalancer: Resource, port: Value<number>): TlsPolicyFacts {
  const { index } = context.resolver;
  const attachments = [
    ...index.ofType('managed', 'aws_lb_ssl_negotiation_policy').map((resource) => ({
      resource,
      attached: bothHold(
        attachmentOf(context, resource, 'load_balancer', loadBalancer),
        samePort(resource, 'lb_port', port),
      ),
      facts: () => ofNegotiation(resource),
    })),
    ...index.ofType('managed', 'aws_load_balancer_listener_policy').map((resource) => ({
      resource,
      attached: bothHold(
        attachmentOf(context, resource, 'load_balancer_name', loadBalancer),
        samePort(resource, 'load_balancer_port', port),
      ),
      facts: () => ofListenerPolicy(context, resource, loadBalancer),
    })),
  ];
  const doubtful = attachments.find(({ attached }) => attached === 'maybe');
  if (doubtful !== undefined) {
    return unknownTlsPolicy(`the plan does not say whether ${doubtful.resource.address} is for this listener`);
  }
  const sure = attachments.filter(({ attached }) => attached === 'yes');
  if (sure.length > 0) {
    const addresses = sure.map(({ resource }) => resource.address).join(' and ');
    return eitherTlsPolicy(
      sure.map(({ facts }) => facts()),
      `${addresses} are for one listener, and the last one applied wins`,
    );
  }
  if (loadBalancer.action === 'create' || loadBalancer.action === 'replace') return predefinedTlsPolicy(DEFAULT_POLICY);
  return unknownTlsPolicy('the plan does not tell the security policy of a listener that exists already', REMEDY);
}

type Held = 'yes' | 'no' | 'maybe';

function bothHold(left: Held, right: Held): Held {
  if (left === 'no' || right === 'no') return 'no';
  return left === 'yes' && right === 'yes' ? 'yes' : 'maybe';
}

function samePort(resource: Resource, name: string, port: Value<number>): Held {
  const own = numberAttribute(resource, name);
  if (own.kind !== 'known' || port.kind !== 'known') return 'maybe';
  return own.value === port.value ? 'yes' : 'no';
}

function ofNegotiation(resource: Resource): TlsPolicyFacts {
  return ofAttributes(resource, 'attribute', textAttribute(resource, 'name'));
}

function ofAttributes(resource: Resource, block: string, name: Value<string>): TlsPolicyFacts {
  const attributes = attribute(resource, [block]);
  if (attributes.kind === 'unknown') return unknownTlsPolicy(attributes.reason);
  if (name.kind === 'unknown') return unknownTlsPolicy(name.reason);
  const count = arrayOf(resource.values[block]).length;
  const read = Array.from({ length: count }, (_, at): PolicyAttribute => {
    const text = (key: string) => {
      const value = textAttribute(resource, block, at, key);
      return value.kind === 'known' ? value.value : '';
    };
    return { name: text('name'), value: text('value') };
  });
  const facts = negotiationPolicy(name.kind === 'known' ? name.value : resource.address, read);
  return hiddenLike(hiddenLike(facts, attributes), name);
}

/** A listener takes one negotiation policy; the other names in the list are about stickiness and the like. */
function ofListenerPolicy(context: FactContext, resource: Resource, loadBalancer: Resource): TlsPolicyFacts {
  const names = listAttribute(resource, 'policy_names');
  if (names.kind === 'unknown') return unknownTlsPolicy(names.reason);
  const policies = context.resolver.index.ofType('managed', 'aws_load_balancer_policy').filter((policy) => {
    return attachmentOf(context, policy, 'load_balancer_name', loadBalancer) !== 'no';
  });
  const negotiating: TlsPolicyFacts[] = [];
  const elsewhere: string[] = [];
  for (const name of names.kind === 'known' ? names.value : []) {
    const policy = policies.find((one) => {
      const own = textAttribute(one, 'policy_name');
      return own.kind === 'known' && own.value === name;
    });
    if (policy !== undefined) {
      const type = textAttribute(policy, 'policy_type_name');
      if (type.kind === 'unknown') return unknownTlsPolicy(type.reason);
      if (type.kind === 'known' && type.value === NEGOTIATION_TYPE)
        negotiating.push(ofAttributes(policy, 'policy_attribute', textAttribute(policy, 'policy_name')));
    } else if (isPredefinedName(name)) negotiating.push(predefinedTlsPolicy(name));
    else elsewhere.push(name);
  }
  const reason =
    elsewhere.length > 0
      ? `a policy that ${resource.address} names is not in the plan`
      : `${resource.address} names no policy that says what to negotiate`;
  return eitherTlsPolicy(negotiating, reason);
}

/**
 * Whether a resource that names a load balancer means this one. Names are unique in a Region; where Terraform makes the
 * name up, the reference in the configuration tells.
 */
export function attachmentOf(
  context: FactContext,
  resource: Resource,
  attributeName: string,
  loadBalancer: Resource,
): 'yes' | 'no' | 'maybe' {
  const { resolver } = context;
  if (isElsewhere(context, resource, loadBalancer)) return 'no';
  const named = textAttribute(resource, attributeName);
  const own = textAttribute(loadBalancer, 'name');
  const origins = resolver.traceAttribute(resource, attributeName);
  const refers = origins.length === 1 && origins[0]?.via.at(-1) === loadBalancer.address;
  if (named.kind === 'known') {
    if (own.kind !== 'known' || own.value !== named.value) return 'no';
    return refers || isSameRegion(context, resource, loadBalancer) ? 'yes' : 'maybe';
  }
  if (named.kind === 'absent') return 'no';
  if (refers) return 'yes';
  const others = origins.every((origin) => {
    return origin.kind === 'attribute' && origin.type === 'aws_elb' && origin.resource !== undefined;
  });
  const here = origins.some((origin) => origin.kind === 'attribute' && origin.resource === loadBalancer);
  return origins.length > 0 && others && !here ? 'no' : 'maybe';
}

function isElsewhere({ resolver }: FactContext, resource: Resource, loadBalancer: Resource): boolean {
  const [one, other] = [resolver.region(resource), resolver.region(loadBalancer)];
  return one.kind === 'known' && other.kind === 'known' && one.value !== other.value;
}

function isSameRegion({ resolver }: FactContext, resource: Resource, loadBalancer: Resource): boolean {
  const [one, other] = [resolver.region(resource), resolver.region(loadBalancer)];
  if (one.kind === 'known' && other.kind === 'known') return one.value === other.value;
  return (
    one.kind === 'unknown' && other.kind === 'unknown' && one.identity !== undefined && one.identity === other.identity
  );
}

/** The type of a policy that says what a listener negotiates. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-create-https-ssl-load-balancer.html */
export const NEGOTIATION_TYPE = 'SSLNegotiationPolicyType';

/** One attribute of a policy: `Protocol-TLSv1.2` is `true`. */
export interface PolicyAttribute {
  readonly name: string;
  readonly value: string;
}

/**
 * The facts of a negotiation policy. What its attributes do not enable is off.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-ssl-security-policy.html
 */
export function negotiationPolicy(name: string, attributes: readonly PolicyAttribute[]): TlsPolicyFacts {
  const reference = attributes.find((attribute) => attribute.name === 'Reference-Security-Policy');
  if (reference !== undefined) return predefinedTlsPolicy(reference.value);
  const enabled = attributes.filter(({ value }) => value.toLowerCase() === 'true').map((attribute) => attribute.name);
  const minimumVersion = TLS_VERSIONS.find((version) => enabled.includes(`Protocol-${version}`));
  const ciphers = enabled.filter((one) => !one.startsWith('Protocol-') && one !== 'Server-Defined-Cipher-Order');
  return {
    name: known(name),
    minimumVersion: minimumVersion === undefined ? unknown('the policy enables no protocol') : known(minimumVersion),
    rsaCiphers: known(ciphers.some((cipher) => authenticationOf(cipher) === 'RSA')),
    ecdsaCiphers: known(ciphers.some((cipher) => authenticationOf(cipher) === 'ECDSA')),
  };
}

/** Ciphers without RSA in OpenSSL's name are signed with it all the same (`AES128-SHA`), unless they name another way. */
function authenticationOf(cipher: string): 'RSA' | 'ECDSA' | 'other' {
  const parts = cipher.toUpperCase().split('-');
  if (parts.includes('ECDSA')) return 'ECDSA';
  return ['DSS', 'ADH', 'AECDH', 'PSK', 'KRB5', 'ECDH'].some((other) => parts.includes(other)) ? 'other' : 'RSA';
}
