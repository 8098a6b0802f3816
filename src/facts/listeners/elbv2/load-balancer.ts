import { parseArn } from '../../../model/arn.js';
import type { Resource } from '../../../model/plan.js';
import { known, oneOf, unknown, type Value } from '../../../model/value.js';
import { textAttribute } from '../../../resolve/index.js';
import type { FactContext } from '../../sources.js';
import { LOAD_BALANCER_TYPES, referenced, type Target } from './referenced.js';

/** A kind of load balancer of Elastic Load Balancing version 2. Gateway Load Balancers end no TLS. */
export type LoadBalancerKind = 'alb' | 'nlb' | 'gateway';

/** What is known of the load balancer that a listener belongs to. */
export interface BehindListener {
  /** The load balancer's address and type; undefined where it is not one of the input. */
  readonly resource: Resource | undefined;
  readonly name: Value<string>;
  readonly kind: Value<LoadBalancerKind>;
  /** The Region that it is in, by its own resource or by an ARN; so is every listener of it, or AWS does not find it. */
  readonly region: Value<string>;
  /** The account that it is in, known in the same ways. */
  readonly account: Value<string>;
}

/** The load balancer that `load_balancer_arn` leads to: through modules, look-ups, other inputs, or a literal ARN. */
export function loadBalancerOf(context: FactContext, listener: Resource): BehindListener {
  const possible = referenced(context, listener, 'load_balancer_arn', LOAD_BALANCER_TYPES);
  const reason = reasonOf(possible) ?? 'the plan does not tell which load balancer it is';
  const resources = possible.flatMap((target) => (target.kind === 'resource' ? [target.resource] : []));
  const [only] = possible.length === 1 ? resources : [];
  return {
    resource: only,
    name: oneOf(possible.map(nameOf), reason),
    kind: oneOf(
      possible.map((target) => kindOf(target, reason)),
      reason,
    ),
    region: oneOf(possible.map(regionOf), reason),
    account: oneOf(possible.map(accountOf), reason),
  };
}

function reasonOf(possible: readonly Target[]): string | undefined {
  return possible.flatMap((target) => (target.kind === 'elsewhere' ? [target.reason] : []))[0];
}

function nameOf(target: Target): Value<string> {
  switch (target.kind) {
    case 'resource': {
      const name = textAttribute(target.resource, 'name');
      return name.kind === 'absent' ? unknown(`known after apply: ${target.resource.address}.name`) : name;
    }
    case 'arn': {
      const name = parseArn(target.arn)?.resource.split('/')[2];
      return name === undefined ? unknown('the ARN names no load balancer') : known(name);
    }
    case 'elsewhere':
      return unknown(target.reason);
    default:
      return target satisfies never;
  }
}

/** The Region of what an ARN names, a load balancer or a listener. */
export function regionOf(target: Target): Value<string> {
  if (target.kind === 'resource') return target.context.resolver.region(target.resource);
  return partOf(target, 'region');
}

/** The account of what an ARN names. */
export function accountOf(target: Target): Value<string> {
  if (target.kind === 'resource') return target.context.resolver.account(target.resource);
  return partOf(target, 'account');
}

function partOf(target: Exclude<Target, { kind: 'resource' }>, part: 'region' | 'account'): Value<string> {
  if (target.kind === 'elsewhere') return unknown(target.reason);
  const arn = parseArn(target.arn);
  return arn === undefined ? unknown('the ARN names no load balancer') : known(arn[part]);
}

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb */
const KINDS: ReadonlyMap<string, LoadBalancerKind> = new Map([
  ['application', 'alb'],
  ['network', 'nlb'],
  ['gateway', 'gateway'],
]);

/** Either, where it is not known: what a gateway needs is nobody's question here. */
const EITHER = ['alb', 'nlb'] as const;

function kindOf(target: Target, reason: string): Value<LoadBalancerKind> {
  if (target.kind !== 'resource') return kindOfArn(target.kind === 'arn' ? target.arn : '', reason);
  const { resource } = target;
  const type = textAttribute(resource, 'load_balancer_type');
  const kind = type.kind === 'known' ? KINDS.get(type.value) : undefined;
  if (kind !== undefined) return known(kind);
  // What is left out is an Application Load Balancer; a look-up tells the type once it was read.
  if (type.kind === 'absent' && resource.mode === 'managed') return known('alb');
  const arn = textAttribute(resource, 'arn');
  const why = type.kind === 'unknown' ? type.reason : `read by ${resource.address} at apply`;
  return kindOfArn(arn.kind === 'known' ? arn.value : '', why);
}

const OF_ARN: ReadonlyMap<string, LoadBalancerKind> = new Map([
  ['app', 'alb'],
  ['net', 'nlb'],
  ['gwy', 'gateway'],
]);

/**
 * The kind that the ARN of a load balancer or of a listener tells: `loadbalancer/app/NAME/ID`, `listener/net/NAME/…`.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
export function kindOfArn(arn: string, reason: string): Value<LoadBalancerKind> {
  const [what = '', word = ''] = parseArn(arn)?.resource.split('/') ?? [];
  const kind = what === 'loadbalancer' || what === 'listener' ? OF_ARN.get(word) : undefined;
  return kind === undefined ? unknown(reason, { candidates: EITHER }) : known(kind);
}
