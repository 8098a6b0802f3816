import { once } from '../../model/collections.js';
import { type CertificateFacts, eitherTlsPolicy, type TlsPolicyFacts, unknownTlsPolicy } from '../../model/facts.js';
import { arrayOf } from '../../model/json.js';
import type { Resource } from '../../model/plan.js';
import { all, fails, holds, type Judgement, maybe, no, yes } from '../../model/truth.js';
import { known, unknown, type Value } from '../../model/value.js';
import { attribute, listAttribute, numberAttribute, type Origin, textAttribute } from '../../resolve/index.js';
import { type FactContext, perPlan, type ResourceSource } from '../sources.js';
import { madeAnew } from './made-anew.js';
import {
  DEFAULT_POLICY,
  isPredefinedName,
  NEGOTIATION_TYPE,
  negotiationPolicy,
  type PolicyAttribute,
  predefinedTlsPolicy,
  withMarkOf,
} from './tls-policy.js';

/** A resource type that attaches a security policy to a listener of an `aws_elb`. */
interface AttachmentSource extends ResourceSource {
  /** The arguments that name the load balancer and the port. */
  readonly loadBalancer: string;
  readonly port: string;
  describe(context: FactContext, resource: Resource, loadBalancer: Resource): TlsPolicyFacts;
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_ssl_negotiation_policy */
const negotiation: AttachmentSource = {
  mode: 'managed',
  type: 'aws_lb_ssl_negotiation_policy',
  nestedBlocks: { attribute: 'set' },
  loadBalancer: 'load_balancer',
  port: 'lb_port',
  describe: (_context, resource) => policyOfBlocks(resource, 'attribute', textAttribute(resource, 'name')),
};

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/load_balancer_listener_policy */
const listenerPolicy: AttachmentSource = {
  mode: 'managed',
  type: 'aws_load_balancer_listener_policy',
  loadBalancer: 'load_balancer_name',
  port: 'load_balancer_port',
  describe: describeListenerPolicy,
};

/** What a listener policy names. Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/load_balancer_policy */
const policySource = {
  mode: 'managed',
  type: 'aws_load_balancer_policy',
  nestedBlocks: { policy_attribute: 'set' },
  loadBalancer: 'load_balancer_name',
} as const;

/** The resource types that the security policy of a listener is read from. */
export const attachmentSources: readonly ResourceSource[] = [negotiation, listenerPolicy, policySource];

const REMEDY =
  'attach one with aws_lb_ssl_negotiation_policy or aws_load_balancer_listener_policy in this configuration';

/**
 * The security policy of a listener of an `aws_elb`: what the plan attaches to its port or, on one that this apply makes,
 * the default. What is attached to one that exists already is not in the plan unless it is managed here.
 */
export function attachedTlsPolicy(
  context: FactContext,
  loadBalancer: Resource,
  port: Value<number>,
  certificate: CertificateFacts,
): TlsPolicyFacts {
  const attachments = [negotiation, listenerPolicy].flatMap((source) => {
    return context.resolver.index.ofType(source.mode, source.type).flatMap((resource) => {
      const named = namesLoadBalancer(context, resource, source.loadBalancer, loadBalancer);
      return fails(named) ? [] : [{ source, resource, attached: all([named, samePort(resource, source.port, port)]) }];
    });
  });
  const doubtful = attachments.find(({ attached }) => !holds(attached) && !fails(attached));
  if (doubtful !== undefined) {
    return unknownTlsPolicy(`the plan does not say whether ${doubtful.resource.address} is for this listener`);
  }
  const sure = attachments.filter(({ attached }) => holds(attached));
  if (sure.length > 0) {
    const addresses = sure.map(({ resource }) => resource.address).join(' and ');
    return eitherTlsPolicy(
      sure.map(({ source, resource }) => {
        const policy = source.describe(context, resource, loadBalancer);
        return afterApply(resource, policy, () => madeAnew(loadBalancer, port, certificate));
      }),
      `${addresses} are for one listener, and the last one applied wins`,
    );
  }
  const isNew = loadBalancer.action === 'create' || holds(madeAnew(loadBalancer, port, certificate));
  if (isNew) return predefinedTlsPolicy(DEFAULT_POLICY);
  return unknownTlsPolicy('the plan does not tell the security policy of a listener that exists already', REMEDY);
}

/** What a listener has of an attached policy after apply: a listener that is made anew has the default one until its attachment changes. */
function afterApply(attachment: Resource, policy: TlsPolicyFacts, isMadeAnew: () => Judgement<string>): TlsPolicyFacts {
  const attached = policy.attachment.kind === 'absent' ? { ...policy, attachment: known('attached' as const) } : policy;
  if (attachment.action !== 'no-op') return attached;
  const { truth, because } = isMadeAnew();
  if (truth === 'false') return attached;
  const lost = { ...predefinedTlsPolicy(DEFAULT_POLICY), attachment: known('lost' as const) };
  return truth === 'true' ? lost : eitherTlsPolicy([attached, lost], because.join(', '));
}

function samePort(resource: Resource, name: string, port: Value<number>): Judgement<string> {
  const own = numberAttribute(resource, name);
  if (own.kind !== 'known' || port.kind !== 'known') return maybe('the port is not known');
  return own.value === port.value ? yes : no;
}

/** The policy that the attributes in some nested blocks make. */
function policyOfBlocks(resource: Resource, block: string, name: Value<string>): TlsPolicyFacts {
  const attributes = attribute(resource, [block]);
  if (attributes.kind === 'unknown') return unknownTlsPolicy(attributes.reason);
  if (name.kind === 'unknown') return unknownTlsPolicy(name.reason);
  const read = arrayOf(resource.values[block]).map((_, at): PolicyAttribute => {
    const text = (key: string) => {
      const value = textAttribute(resource, block, at, key);
      return value.kind === 'known' ? value.value : '';
    };
    return { name: text('name'), value: text('value') };
  });
  const facts = negotiationPolicy(name.kind === 'known' ? name.value : resource.address, read);
  return withMarkOf(name, withMarkOf(attributes, facts));
}

/** A listener takes one negotiation policy; the other names in the list are about stickiness and the like. */
function describeListenerPolicy(context: FactContext, resource: Resource, loadBalancer: Resource): TlsPolicyFacts {
  const names = listAttribute(resource, 'policy_names');
  if (names.kind === 'unknown') return unknownTlsPolicy(names.reason);
  const policies = context.resolver.index.ofType(policySource.mode, policySource.type).filter((policy) => {
    return !fails(namesLoadBalancer(context, policy, policySource.loadBalancer, loadBalancer));
  });
  const negotiating: TlsPolicyFacts[] = [];
  let isElsewhere = false;
  for (const name of names.kind === 'known' ? names.value : []) {
    const policy = policies.find((one) => isKnownAs(textAttribute(one, 'policy_name'), name));
    if (policy !== undefined) {
      const type = textAttribute(policy, 'policy_type_name');
      if (type.kind === 'unknown') return unknownTlsPolicy(type.reason);
      if (!isKnownAs(type, NEGOTIATION_TYPE)) continue;
      negotiating.push(policyOfBlocks(policy, 'policy_attribute', textAttribute(policy, 'policy_name')));
    } else if (isPredefinedName(name)) negotiating.push(namedItself(resource, name));
    else isElsewhere = true;
  }
  const reason = isElsewhere
    ? `a policy that ${resource.address} names is not in the plan`
    : `${resource.address} names no policy that says what to negotiate`;
  return eitherTlsPolicy(negotiating, reason);
}

/**
 * A predefined policy in the place of one of the load balancer's own. A load balancer has the default one under that name;
 * what was attached before was taken.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/822
 */
function namedItself({ before }: Resource, name: string): TlsPolicyFacts {
  const policy = predefinedTlsPolicy(name);
  if (arrayOf(before?.['policy_names']).includes(name)) return policy;
  const whether = unknown<'attached' | 'refused'>('the load balancer may have a policy of that name', {
    candidates: ['attached', 'refused'],
  });
  return { ...policy, attachment: name === DEFAULT_POLICY ? whether : known('refused') };
}

function isKnownAs(value: Value<string>, text: string): boolean {
  return value.kind === 'known' && value.value === text;
}

/**
 * Whether a resource that names a load balancer means this one. Names are unique in a Region; where Terraform makes the
 * name up, the reference in the configuration tells.
 */
function namesLoadBalancer(
  context: FactContext,
  resource: Resource,
  argument: string,
  loadBalancer: Resource,
): Judgement<string> {
  const { name: named, region, origins } = naming(context, resource, argument);
  const { name: own, region: other } = naming(context, loadBalancer, 'name');
  if (named.kind === 'absent') return no;
  if (named.kind === 'known' && (own.kind !== 'known' || own.value !== named.value)) return no;
  if (region.kind === 'known' && other.kind === 'known' && region.value !== other.value) return no;
  const { sole, type, resources } = origins();
  const refers = sole === loadBalancer.address;
  if (named.kind === 'known') return refers || isSameRegion(region, other) ? yes : maybe('the Regions are not known');
  if (refers) return yes;
  return type === loadBalancer.type && !resources.has(loadBalancer)
    ? no
    : maybe(`${resource.address} may name any load balancer`);
}

/** What a resource calls a load balancer, and what that comes from. */
interface Naming {
  readonly name: Value<string>;
  readonly region: Value<string>;
  readonly origins: () => NameOrigins;
}

interface NameOrigins {
  /** The last step on the way, where there is only one way. */
  readonly sole: string | undefined;
  /** The type of the resources that it comes from; undefined where it may come from anything else. */
  readonly type: string | undefined;
  readonly resources: ReadonlySet<Resource>;
}

/** Kept for each plan, because every load balancer is held against everything that may name it. */
const namings = perPlan(() => new Map<Resource, Naming>());

function naming({ resolver }: FactContext, resource: Resource, argument: string): Naming {
  const kept = namings(resolver);
  const found = kept.get(resource) ?? {
    name: textAttribute(resource, argument),
    region: resolver.region(resource),
    origins: once(() => nameOrigins(resolver.traceAttribute(resource, argument))),
  };
  kept.set(resource, found);
  return found;
}

function nameOrigins(origins: readonly Origin[]): NameOrigins {
  const found = origins.flatMap((origin) => (origin.kind === 'attribute' && origin.resource ? [origin] : []));
  const [type, ...others] = new Set(found.map((origin) => origin.type));
  return {
    sole: origins.length === 1 ? origins[0]?.via.at(-1) : undefined,
    type: found.length === origins.length && others.length === 0 ? type : undefined,
    resources: new Set(found.flatMap(({ resource }) => resource ?? [])),
  };
}

function isSameRegion(one: Value<string>, other: Value<string>): boolean {
  if (one.kind === 'known') return other.kind === 'known' && one.value === other.value;
  return (
    one.kind === 'unknown' && other.kind === 'unknown' && one.identity !== undefined && one.identity === other.identity
  );
}
